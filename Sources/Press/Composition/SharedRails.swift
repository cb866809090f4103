import News

/// What all pages of a newspaper end with, the two rails and the footer: pressed once for the whole archive.
final class SharedRails: Sendable {
    let fragment: Fragment
    let pressedAt: Timestamp
    /// The UPDATE rail alone, for pages that are open.
    let updates: LiveUpdate

    private init(_ fragment: Fragment, pressedAt: Timestamp, updates: LiveUpdate) {
        self.fragment = fragment
        self.pressedAt = pressedAt
        self.updates = updates
    }

    /// Presses the rails, or hands back the former ones where the bytes are the same.
    static func press(
        _ page: RailsPage,
        _ newspaper: Newspaper,
        unless former: SharedRails?,
        now: Timestamp,
        tally: PressTally
    ) -> SharedRails {
        let updates = page.updates(newspaper)
        let bytes = newspaper.theme.render("rails", page.view(newspaper, updates: updates.id, now: now))
        let fragment = Fragment.press(bytes, unless: former?.fragment, tally: tally)
        if let former, former.fragment === fragment { return former }
        return SharedRails(fragment, pressedAt: Timestamp(seconds: now.seconds), updates: updates)
    }
}
