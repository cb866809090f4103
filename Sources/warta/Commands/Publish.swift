import ArgumentParser
import Editorial
import News

/// `warta publish`: passes a story for publication.
struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publish a story that waits on the desk."
    )

    @OptionGroup var named: NamedStory

    func run() async throws {
        let (desk, number) = try await named.open()
        let story = try await desk.publishStory(number, actor: .commandLine)
        Terminal.say("Published: \(story.address.path)")
    }
}

/// `warta update`: gives readers what the desk has written in a live story.
struct Update: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give readers of a live story what the desk has written in it since."
    )

    @OptionGroup var named: NamedStory

    func run() async throws {
        let (desk, number) = try await named.open()
        let story = try await desk.updateStory(number, actor: .commandLine)
        Terminal.say("Updated: \(story.address.path)")
    }
}

/// `warta correct`: tells readers what was wrong in a live story.
struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell readers of a live story what was wrong in it, with what the desk has written in it since."
    )

    @OptionGroup var named: NamedStory

    @Option(help: ArgumentHelp("What was wrong and what is right; printed on the page.", valueName: "TEXT"))
    var words: String

    @Flag(help: "Nothing was wrong; it could be misunderstood.")
    var clarification = false

    @Flag(help: "Print it above the text rather than below.")
    var above = false

    @Flag(help: "Do not show readers what the text said before, as a name that may not be known.")
    var hideFormer = false

    func run() async throws {
        let (desk, number) = try await named.open()
        let draft = Correction.Draft(
            kind: clarification ? .clarification : .correction,
            place: above ? .above : .below,
            words: words,
            hidesFormer: hideFormer
        )
        let story = try await desk.correctStory(number, draft, actor: .commandLine)
        Terminal.say("Corrected: \(story.address.path)")
    }
}

/// `warta bring-back`: lets readers see again what was taken from them.
struct BringBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring a story back that was withdrawn or held; its notice goes."
    )

    @OptionGroup var named: NamedStory

    @Option(help: ArgumentHelp("Why; for the journal, not for readers.", valueName: "TEXT"))
    var reason: String

    func run() async throws {
        let (desk, number) = try await named.open()
        let story = try await desk.bringBackStory(number, reason: reason, actor: .commandLine)
        Terminal.say("Brought back: \(story.address.path)")
    }
}

/// `warta withdraw`: takes a story back.
struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a story back; its page stays and says when and why."
    )

    @OptionGroup var named: NamedStory

    @Option(help: ArgumentHelp("Why, printed on the page: \(Self.grounds).", valueName: "GROUND"))
    var ground: String

    @Option(help: ArgumentHelp("What is said beside it; printed as well.", valueName: "TEXT"))
    var reason = ""

    func run() async throws {
        guard let ground = Story.Withdrawal.Ground(rawValue: ground.replacing("-", with: "_")) else {
            throw NewsError(.invalid, "A story is withdrawn only on one of these grounds: \(Self.grounds); name one.")
        }
        let (desk, number) = try await named.open()
        let story = try await desk.withdrawStory(number, on: ground, reason: reason, actor: .commandLine)
        Terminal.say("Withdrawn: \(story.address.path)")
    }

    private static let grounds = Story.Withdrawal.Ground.allCases
        .map { $0.rawValue.replacing("_", with: "-") }.joined(separator: ", ")
}
