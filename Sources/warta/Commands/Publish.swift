import Application
import ArgumentParser
import Editorial
import News

/// `warta publish`: passes a story for publication.
struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publish a story that waits on the desk, or bring a withdrawn one back."
    )

    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    @Argument(help: ArgumentHelp("The story's number, as in its address.", valueName: "NUMBER"))
    var number: Int64

    func run() async throws {
        let newspaper = try await OpenNewspaper(try await options.settings(), site)
        let story = try await newspaper.desk.publishStory(StoryNumber(rawValue: number), actor: .commandLine)
        Terminal.say("Published: \(story.address.path)")
    }
}

/// `warta withdraw`: takes a story back.
struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a story back; its page stays and says when and why."
    )

    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    @Argument(help: ArgumentHelp("The story's number, as in its address.", valueName: "NUMBER"))
    var number: Int64

    @Option(help: ArgumentHelp("Why; printed on the page.", valueName: "TEXT"))
    var reason: String

    func run() async throws {
        let newspaper = try await OpenNewspaper(try await options.settings(), site)
        let number = StoryNumber(rawValue: number)
        guard !reason.isBlank else { throw NewsError(.invalid, "A withdrawal needs a reason; give it with --reason.") }
        let story = try await newspaper.desk.withdrawStory(number, reason: reason, actor: .commandLine)
        Terminal.say("Withdrawn: \(story.address.path)")
    }
}
