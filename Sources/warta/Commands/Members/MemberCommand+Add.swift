import Application
import ArgumentParser
import Editorial
import News

extension MemberCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a member, and print the link by which they set their password.",
            discussion: """
                Without --section, a reporter or an editor works in all sections. The newspaper need not be there yet: \
                the first administrator may come before the first story.
                """
        )

        @OptionGroup var options: StoreOptions

        @Argument(help: ArgumentHelp("What the member is called.", valueName: "NAME"))
        var name: String

        @Option(help: ArgumentHelp("The address with which they sign in.", valueName: "EMAIL"))
        var email: String

        @Option(help: ArgumentHelp("reporter, editor, managing_editor or administrator.", valueName: "ROLE"))
        var role: String

        @Option(
            help: ArgumentHelp("A section in which they work, as in its address; repeatable.", valueName: "SECTION")
        )
        var section: [String] = []

        @OptionGroup var url: LinkOptions

        func run() async throws {
            let settings = try await options.settings()
            let start = try url.start(settings)
            let new = NewMember(
                name: name,
                email: try EmailAddress(email),
                role: try Role.named(role),
                sections: try MemberCommand.sections(section)
            )
            let newspaper = try await MemberCommand.open(settings, making: true)
            let invitation = try await advising(MemberCommand.sectionAdvice, on: .notFound) {
                try await newspaper.desk.addMember(new, by: .commandLine)
            }
            let member = invitation.member
            Terminal.say("\(member.name) is a member now: \(member.rightsInWords).")
            MemberCommand.show(invitation, of: newspaper, at: start)
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a member's name, address, role or sections; what is not given stays.",
            discussion: """
                Whoever becomes a reporter or an editor after they worked in all sections needs --section or --all-sections.
                """
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup var who: MemberArgument

        @Option(help: ArgumentHelp("What the member is called from now on.", valueName: "NAME"))
        var name: String?

        @Option(
            name: .customLong("email"),
            help: ArgumentHelp("With what they sign in from now on.", valueName: "EMAIL")
        )
        var newEmail: String?

        @Option(help: ArgumentHelp("reporter, editor, managing_editor or administrator.", valueName: "ROLE"))
        var role: String?

        @Option(help: ArgumentHelp("A section; repeatable, these take the place of all.", valueName: "SECTION"))
        var section: [String] = []

        @Flag(help: "Let a reporter or an editor work in all sections.")
        var allSections = false

        func validate() throws {
            if name == nil, newEmail == nil, role == nil, section.isEmpty, !allSections {
                throw ValidationError(
                    "Nothing is to be changed; give --name, --email, --role, --section or --all-sections."
                )
            }
            if allSections, !section.isEmpty {
                throw ValidationError("Give --section or --all-sections, not both.")
            }
        }

        func run() async throws {
            let newspaper = try await MemberCommand.open(try await options.settings())
            let before = try await who.member(in: newspaper)
            let sections = try MemberCommand.sections(section)
            let change = MemberChange(
                name: name,
                email: try newEmail.map { try EmailAddress($0) },
                role: try role.map(Role.named),
                sections: section.isEmpty && !allSections ? nil : sections
            )
            let member = try await advising(MemberCommand.sectionAdvice, on: .notFound) {
                try await newspaper.desk.changeMember(before.number, change, by: .commandLine)
            }
            Terminal.say("\(member.name) signs in as \(member.email): \(member.rightsInWords).")
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a new link by which a member sets a password, as when the old one is forgotten.",
            discussion: "The link that was made before stops working. The password stays until the link is used."
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup var who: MemberArgument
        @OptionGroup var url: LinkOptions

        func run() async throws {
            let settings = try await options.settings()
            let start = try url.start(settings)
            let newspaper = try await MemberCommand.open(settings)
            let member = try await who.member(in: newspaper)
            let invitation = try await newspaper.desk.invite(member.number, by: .commandLine)
            MemberCommand.show(invitation, of: newspaper, at: start)
        }
    }

    fileprivate static let sectionAdvice = "`warta sections` lists the sections."

    fileprivate static func sections(_ names: [String]) throws -> Set<Slug> {
        Set(
            try names.map { name in
                guard let slug = Slug(rawValue: name) else {
                    throw NewsError(.notFound, "There is no section with that address. \(sectionAdvice)")
                }
                return slug
            }
        )
    }

    fileprivate static func show(_ invitation: Invitation, of newspaper: OpenNewspaper, at start: PublicURL) {
        let end = Timestamp(seconds: invitation.expires.seconds)
        Terminal.say("Give this link to \(invitation.member.name); it sets a password, once:")
        Terminal.say(start.links(of: newspaper.site) + invitation.path)
        Terminal.say("It works until \(RFC3339.write(end, zone: newspaper.site.zone)).")
    }
}

/// How a link begins that a command prints.
struct LinkOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How the link begins (default: as for warta serve).", valueName: "URL"))
    var url: String?

    /// Scheme and host.
    func start(_ settings: Settings) throws -> PublicURL { try settings.publicURL(url) }
}

extension Role {
    /// A role as it is named on the command line.
    /// - Throws: `invalid` where there is none of that name.
    fileprivate static func named(_ text: String) throws -> Role {
        guard let role = Role(rawValue: text.lowercased().replacing("-", with: "_")) else {
            throw NewsError(
                .invalid,
                "There is no role \(text); take reporter, editor, managing_editor or administrator."
            )
        }
        return role
    }
}
