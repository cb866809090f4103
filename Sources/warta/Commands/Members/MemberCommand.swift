import Application
import ArgumentParser
import Editorial
import News

/// `warta member`: the people of the newsroom.
struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member",
        abstract: "Add, list and change the members of the newsroom; make links to set passwords.",
        discussion: """
            The first administrator is added here; whoever may run warta on the server may do all that an administrator \
            may. No password is ever given on the command line: a member sets it by a link that works once.
            """,
        subcommands: [
            List.self, Add.self, Change.self, Link.self, Deactivate.self, Activate.self, ResetFactor.self, Log.self,
        ],
        defaultSubcommand: List.self
    )

    /// Members are the house's: any of its newspapers will do.
    static func open(_ settings: Settings, making: Bool = false) async throws -> OpenNewspaper {
        guard let first = try await OpenNewspaper.house(settings, making: making).first else {
            throw NewsError(.notFound, "There is no newspaper in \(settings.place.folder).")
        }
        return first
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all members, those who may sign in first.")

        @OptionGroup var options: StoreOptions

        func run() async throws {
            let newspaper = try await MemberCommand.open(try await options.settings())
            for member in try await newspaper.desk.members() {
                let state = member.isActive ? "active" : "deactivated"
                Terminal.say("\(state)  \(member.email)  \(member.name)  \(member.rightsInWords)")
            }
        }
    }

    struct Deactivate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a member sign in no longer, and end all their sessions.",
            discussion: "What they wrote keeps their name. The last administrator cannot be deactivated."
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup var who: MemberArgument

        func run() async throws {
            let newspaper = try await MemberCommand.open(try await options.settings())
            let member = try await who.member(in: newspaper)
            try await newspaper.desk.deactivateMember(member.number, by: .commandLine)
            Terminal.say("\(member.name) can sign in no longer.")
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a member who was deactivated sign in again, with the password they had."
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup var who: MemberArgument

        func run() async throws {
            let newspaper = try await MemberCommand.open(try await options.settings())
            let member = try await who.member(in: newspaper)
            try await newspaper.desk.activateMember(member.number, by: .commandLine)
            Terminal.say("\(member.name) can sign in again.")
        }
    }
}

extension MemberCommand {
    struct ResetFactor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-factor",
            abstract: "Ask a member for no second factor any more, as when phone and recovery codes are lost.",
            discussion: "Be sure that it is the member who asks. All their sessions end; the password stays."
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup var who: MemberArgument

        func run() async throws {
            let newspaper = try await MemberCommand.open(try await options.settings())
            let member = try await who.member(in: newspaper)
            try await newspaper.desk.resetSecondFactor(member.number, by: .commandLine)
            Terminal.say("\(member.name) signs in with the password alone.")
        }
    }
}

/// The member whom a command is about.
struct MemberArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The address with which the member signs in.", valueName: "EMAIL"))
    var email: String

    /// - Throws: `invalid` where it is no address; `notFound` where nobody signs in with it.
    func member(in newspaper: OpenNewspaper) async throws -> Member {
        let email = try EmailAddress(email)
        return try await advising("`warta member list` lists all.", on: .notFound) {
            try await newspaper.desk.member(email: email)
        }
    }
}
