/// Tells programs from readers by what they call themselves in `User-Agent`.
///
/// Words decide: *Googlebot* ends in *bot*. So does *CUBOT*, which is a telephone and stands among the exceptions. 94 of
/// 100 of the 2,123 agents in the list crawler-user-agents are recognized, and no browser in use is taken for a robot
/// (`Tests/Browser/test_robots.py`, `RobotTests`). A program that calls itself a browser is believed; `CrowdRule` limits
/// what it can do.
enum Robots {
    private static let machine = WordMatcher(
        words: [RobotWords.programs, RobotWords.addresses, RobotWords.tools, RobotWords.names].joined(separator: " "),
        butNot: RobotWords.people
    )

    /// Whether a `User-Agent` is a robot's; an empty one counts as a robot's.
    static func include(_ browser: UnsafeRawBufferPointer) -> Bool {
        browser.isEmpty || machine.finds(in: browser)
    }
}
