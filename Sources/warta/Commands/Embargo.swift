import ArgumentParser
import Editorial
import News

/// `warta embargo`: says before which time a story may not be public, or lifts that.
struct Embargo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say before which time a story may not be public, or lift its embargo."
    )

    @OptionGroup var named: NamedStory

    @Option(help: ArgumentHelp("Its end, as 2026-11-26T09:00:00+07:00.", valueName: "TIME"))
    var until: String?

    @Flag(help: "Lift the embargo instead.")
    var lift = false

    @Option(help: ArgumentHelp("Why; for the journal, not for readers.", valueName: "TEXT"))
    var reason = ""

    @Flag(help: "Also where the sender of the copy asked for it, and it would end sooner.")
    var overridesSender = false

    func run() async throws {
        let (desk, number) = try await named.open()
        guard (until == nil) == lift else {
            throw NewsError(.invalid, "Name the end of the embargo with --until, or lift it with --lift.")
        }
        let end = try until.map { text in
            guard let time = RFC3339.read(text) else {
                throw NewsError(.invalid, "--until is no time; write one like 2026-11-26T09:00:00+07:00.")
            }
            return time.time
        }
        let story = try await desk.embargoStory(
            number,
            until: end,
            reason: reason,
            overridesSender: overridesSender,
            actor: .commandLine
        )
        let words = end.map { "Under embargo until \(RFC3339.write($0, zone: story.copy.zone))" } ?? "No embargo"
        Terminal.say("\(words): story \(story.number)")
    }
}
