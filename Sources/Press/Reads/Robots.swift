/// Readers who are none: programs name themselves.
///
/// They are told by words, as people and machines tell them: *Googlebot* ends in *bot*. *CUBOT* does so too, and is a
/// telephone. Of the 2,123 agents in the list crawler-user-agents 94 of 100 are told so, of browsers in use none is
/// taken for a robot (`Tests/Browser/test_robots.py`, `RobotTests`). Who says that it is a browser is believed: against
/// those that lie there is `CrowdRule`.
enum Robots {
    private static let machine = WordMatcher(
        words: [RobotWords.programs, RobotWords.addresses, RobotWords.tools, RobotWords.names].joined(separator: " "),
        butNot: RobotWords.people
    )

    /// Whether a `User-Agent` is a robot's; to say nothing is to be one.
    static func include(_ browser: UnsafeRawBufferPointer) -> Bool {
        browser.isEmpty || machine.finds(in: browser)
    }
}
