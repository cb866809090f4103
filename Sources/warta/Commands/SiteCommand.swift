import Application
import ArgumentParser
import Editorial
import News

/// `warta site`: what the newspaper is called, and its language and zone.
struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: "Show the newspaper's name, language and zone, or change them.",
        subcommands: [Show.self, Change.self],
        defaultSubcommand: Show.self
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the newspaper's name, language and zone.")

        @OptionGroup var options: StoreOptions

        func run() async throws {
            SiteCommand.show(try await OpenNewspaper(try await options.settings()).site)
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change the newspaper's name, language or zone.",
            discussion: """
                What is not given stays. Stories keep the language and the zone that they were taken with. A server that \
                is running shows the change after its next start.
                """
        )

        @OptionGroup var options: StoreOptions

        @Option(help: ArgumentHelp("What it is called, on the masthead and in feeds.", valueName: "NAME"))
        var name: String?

        @Option(help: ArgumentHelp("Language tag of the pages: id, en.", valueName: "LANGUAGE"))
        var language: String?

        @Option(help: ArgumentHelp("Time zone as in the IANA database: Asia/Makassar.", valueName: "ZONE"))
        var zone: String?

        func validate() throws {
            if name == nil, language == nil, zone == nil {
                throw ValidationError("Nothing is to be changed; give --name, --language or --zone.")
            }
        }

        func run() async throws {
            let newspaper = try await OpenNewspaper(try await options.settings())
            var site = newspaper.site
            site.name = name ?? site.name
            site.language = language ?? site.language
            site.zone = try zone.map(Zone.init(named:)) ?? site.zone
            SiteCommand.show(try await newspaper.desk.foundSite(site))
            Terminal.say("A server that is running shows this after its next start.")
        }
    }

    private static func show(_ site: Site) {
        Terminal.say("name: \(site.name)")
        Terminal.say("language: \(site.language)")
        Terminal.say("zone: \(site.zone.identifier)")
    }
}

extension Zone {
    /// A zone that somebody named.
    /// - Throws: `invalid` where there is no such zone.
    init(named name: String) throws {
        guard let zone = Zone(name) else {
            throw NewsError(.invalid, "\(name) is no time zone; take a name as in the IANA database: Asia/Jakarta.")
        }
        self = zone
    }
}
