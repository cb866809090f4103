import News

/// What all pages of a newspaper end with, the two rails and the footer: pressed once for the whole archive.
final class SharedRails: Sendable {
    let fragment: Fragment
    let pressedAt: Timestamp
    /// The UPDATE rail alone, for pages that are open.
    let updates: LiveUpdate

    init(_ fragment: Fragment, pressedAt: Timestamp, updates: LiveUpdate) {
        self.fragment = fragment
        self.pressedAt = pressedAt
        self.updates = updates
    }
}
