import Application
import ArgumentParser
import Editorial
import News

/// `warta publish`: passes a story for publication.
struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publish a story that waits on the desk."
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

/// `warta update`: gives readers what the desk has written in a live story.
struct Update: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give readers of a live story what the desk has written in it since."
    )

    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    @Argument(help: ArgumentHelp("The story's number, as in its address.", valueName: "NUMBER"))
    var number: Int64

    func run() async throws {
        let newspaper = try await OpenNewspaper(try await options.settings(), site)
        let story = try await newspaper.desk.updateStory(StoryNumber(rawValue: number), actor: .commandLine)
        Terminal.say("Updated: \(story.address.path)")
    }
}

/// `warta bring-back`: lets readers see again what was taken from them.
struct BringBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring a story back that was withdrawn or held; its notice goes."
    )

    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    @Argument(help: ArgumentHelp("The story's number, as in its address.", valueName: "NUMBER"))
    var number: Int64

    @Option(help: ArgumentHelp("Why; for the journal, not for readers.", valueName: "TEXT"))
    var reason: String

    func run() async throws {
        let newspaper = try await OpenNewspaper(try await options.settings(), site)
        let number = StoryNumber(rawValue: number)
        let story = try await newspaper.desk.bringBackStory(number, reason: reason, actor: .commandLine)
        Terminal.say("Brought back: \(story.address.path)")
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
