import News

/// What all pages of a newspaper end with, the two rails and the footer: pressed once for the whole archive.
final class SharedEnding: Sendable {
    let fragment: Fragment
    let pressedAt: Timestamp
    /// The UPDATE rail alone, for pages that are open.
    let updates: LiveUpdate

    private init(_ fragment: Fragment, pressedAt: Timestamp, updates: LiveUpdate) {
        self.fragment = fragment
        self.pressedAt = pressedAt
        self.updates = updates
    }

    /// Presses an ending, or hands back the former one where the bytes are the same.
    static func press(
        _ page: EndingPage,
        _ newspaper: Newspaper,
        unless former: SharedEnding?,
        now: Timestamp,
        tally: PressTally
    ) -> SharedEnding {
        let updates = page.updates(newspaper)
        let bytes = newspaper.theme.render("ending", page.view(newspaper, updates: updates.id, now: now))
        let fragment = Fragment.press(bytes, unless: former?.fragment, tally: tally)
        if let former, former.fragment === fragment { return former }
        return SharedEnding(fragment, pressedAt: Timestamp(seconds: now.seconds), updates: updates)
    }
}
