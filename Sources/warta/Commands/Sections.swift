import Application
import ArgumentParser
import Editorial
import News
import Storage

/// `warta sections`: which sections there are, what they are called, and which stand in the navigation.
struct Sections: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the sections, choose those of the navigation, rename one.",
        subcommands: [List.self, Arrange.self, Rename.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List all sections, those of the navigation first, each with its place there."
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup var site: SiteOption

        func run() async throws {
            let newspaper = try await OpenNewspaper(try await options.settings(), site)
            for entry in try await newspaper.desk.sections() {
                let place = entry.place.map { "\($0)" } ?? "-"
                // A tab would be escaped, as all that moves a terminal's cursor is.
                Terminal.say("\(place)  \(entry.section.slug)  \(entry.section.name)")
            }
        }
    }

    struct Arrange: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Choose the sections of the navigation, in this order.",
            discussion: "At most \(Masthead.mostSections). Without any, the first that came stand there."
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup var site: SiteOption

        @Argument(help: ArgumentHelp("Sections as in their addresses: politik dunia.", valueName: "SECTION"))
        var sections: [String] = []

        func run() async throws {
            let newspaper = try await OpenNewspaper(try await options.settings(), site)
            let slugs = try sections.map(Sections.slug)
            try await advising(Sections.advice, on: .notFound) { try await newspaper.desk.arrangeSections(slugs) }
            Terminal.say(
                sections.isEmpty
                    ? "The first sections that came stand in the navigation."
                    : "The navigation: \(sections.joined(separator: ", "))."
            )
        }
    }

    struct Rename: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a section another name; its address stays."
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup var site: SiteOption

        @Argument(help: ArgumentHelp("The section as in its address: politik.", valueName: "SECTION"))
        var section: String

        @Argument(help: ArgumentHelp("What it is called from now on.", valueName: "NAME"))
        var name: String

        func run() async throws {
            let newspaper = try await OpenNewspaper(try await options.settings(), site)
            let slug = try Sections.slug(section)
            try await advising(Sections.advice, on: .notFound) {
                try await newspaper.desk.renameSection(slug, to: name)
            }
            Terminal.say("The section \(section) is now called \(name.collapsedWhitespace).")
        }
    }

    private static let advice = "`warta sections` lists them."

    private static func slug(_ text: String) throws -> Slug {
        guard let slug = Slug(rawValue: text) else {
            throw NewsError(.notFound, "There is no section with that address. \(advice)")
        }
        return slug
    }
}
