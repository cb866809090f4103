import Application
import ArgumentParser
import Editorial
import Foundation
import News
import Press

/// `warta site`: which newspapers the house publishes, and what each is called.
struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: "List the newspapers of the house, add one, change one.",
        subcommands: [List.self, Add.self, Change.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the newspapers: name, language, zone, hosts, theme of each."
        )

        @OptionGroup var options: StoreOptions

        func run() async throws {
            let house = try await OpenNewspaper.house(try await options.settings())
            for newspaper in house { SiteCommand.show(newspaper.site) }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a newspaper to the house.",
            discussion: """
                It has sections, stories, lists and feeds of its own, and readers find it by its hosts. Commands that are \
                about one newspaper then ask for --site NUMBER.
                """
        )

        @OptionGroup var options: StoreOptions

        @Argument(help: ArgumentHelp("What it is called, on the masthead and in feeds.", valueName: "NAME"))
        var name: String

        @Option(help: ArgumentHelp("A host that leads to it; repeatable, links take the first.", valueName: "HOST"))
        var host: [String]

        @Option(help: ArgumentHelp("Language tag of the pages (default: id).", valueName: "LANGUAGE"))
        var language = "id"

        @Option(help: ArgumentHelp("Time zone as in the IANA database (default: Asia/Jakarta).", valueName: "ZONE"))
        var zone = "Asia/Jakarta"

        @Option(help: ArgumentHelp("Folder whose files stand in for the built-in theme's.", valueName: "DIR"))
        var theme: String?

        func run() async throws {
            let house = try await OpenNewspaper.house(try await options.settings())
            guard let first = house.first else { return }
            let site = Site(
                name: name,
                language: language,
                zone: try Zone(named: zone),
                hosts: host,
                themeFolder: try SiteCommand.themeFolder(theme, language)
            )
            SiteCommand.show(try await first.desk.addSite(site))
            SiteCommand.tellOfStart()
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a newspaper's name, language, zone, hosts or theme.",
            discussion: "What is not given stays. Stories keep the language and the zone that they were taken with."
        )

        @OptionGroup var options: StoreOptions
        @OptionGroup var site: SiteOption

        @Option(help: ArgumentHelp("What it is called, on the masthead and in feeds.", valueName: "NAME"))
        var name: String?

        @Option(help: ArgumentHelp("Language tag of the pages: id, en.", valueName: "LANGUAGE"))
        var language: String?

        @Option(help: ArgumentHelp("Time zone as in the IANA database: Asia/Makassar.", valueName: "ZONE"))
        var zone: String?

        @Option(
            help: ArgumentHelp(
                "A host that leads to it; repeatable, these take the place of all (\"\" for none).",
                valueName: "HOST"
            )
        )
        var host: [String] = []

        @Option(
            help: ArgumentHelp("Folder whose files stand in for the built-in theme's; \"\" for none.", valueName: "DIR")
        )
        var theme: String?

        @Option(help: ArgumentHelp("Hours to decide a right of reply (default: 48).", valueName: "HOURS"))
        var replyHours: Int?

        @Option(help: ArgumentHelp("Hours to answer a complaint (default: 48).", valueName: "HOURS"))
        var complaintHours: Int?

        func validate() throws {
            if name == nil, language == nil, zone == nil, host.isEmpty, theme == nil, replyHours == nil,
                complaintHours == nil
            {
                throw ValidationError(
                    """
                    Nothing is to be changed; give --name, --language, --zone, --host, --theme, --reply-hours or \
                    --complaint-hours.
                    """
                )
            }
        }

        func run() async throws {
            let newspaper = try await OpenNewspaper(try await options.settings(), self.site)
            var site = newspaper.site
            site.name = name ?? site.name
            site.language = language ?? site.language
            site.zone = try zone.map(Zone.init(named:)) ?? site.zone
            site.hosts = host.isEmpty ? site.hosts : host.filter { !$0.isEmpty }
            site.themeFolder = try theme.map { try SiteCommand.themeFolder($0, site.language) } ?? site.themeFolder
            site.clocks.replyHours = replyHours ?? site.clocks.replyHours
            site.clocks.complaintHours = complaintHours ?? site.clocks.complaintHours
            SiteCommand.show(try await newspaper.desk.changeSite(site))
            SiteCommand.tellOfStart()
        }
    }

    /// A folder as it is stored, so that the server finds it from wherever it is started; nil for none.
    /// - Throws: `invalid` where the theme in it cannot be used.
    private static func themeFolder(_ given: String?, _ language: String) throws -> String? {
        guard let given, !given.isEmpty else { return nil }
        let folder = URL(fileURLWithPath: given).standardizedFileURL.path
        _ = try advising("It was not set.") { try Theme(folder: folder, language: language) }
        return folder
    }

    private static func show(_ site: Site) {
        let hosts = site.hosts.isEmpty ? "any host" : site.hosts.joined(separator: ", ")
        let theme = site.themeFolder.map { ", theme \($0)" } ?? ""
        Terminal.say("\(site.number)  \(site.name)  (\(site.language), \(site.zone.identifier), \(hosts)\(theme))")
    }

    private static func tellOfStart() {
        Terminal.say("A server that is running shows this after its next start.")
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
