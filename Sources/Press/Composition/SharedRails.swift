import News

/// What all pages of a newspaper end with, the two rails and the footer: pressed once for the whole archive.
final class SharedRails: Sendable {
    let fragment: Fragment
    let pressedAt: Timestamp
    /// The UPDATE rail alone, for pages that are open.
    let updates: LiveUpdate
    /// What they were made of: the clock makes others of it, without the store, where a line of breaking news ends.
    let model: RailsPage
    /// The seconds that such a line has left, where no page with it may be kept for longer.
    let closing: Int?

    init(_ fragment: Fragment, pressedAt: Timestamp, updates: LiveUpdate, model: RailsPage, closing: Int?) {
        self.fragment = fragment
        self.pressedAt = pressedAt
        self.updates = updates
        self.model = model
        self.closing = closing
    }
}
