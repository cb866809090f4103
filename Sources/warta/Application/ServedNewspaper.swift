import Darkroom
import News
package import Press
import ServiceLifecycle
package import Web

/// One newspaper of the house, as the program serves it to its readers.
package struct ServedNewspaper: Sendable {
    package let newspaper: OpenNewspaper
    package let press: PressRoom
    package let site: PublicSite
    package let newsroom: Newsroom
    private let releases: ReleaseService

    /// - Parameters:
    ///   - newspaper: What is served.
    ///   - house: What its press shares with the others of the house.
    ///   - watch: Tells whether the store can be read.
    ///   - settings: How it is served.
    ///   - parts: What a test puts in the place of its parts.
    /// - Throws: `invalid` where a file of the theme or an address of a proxy cannot be read; `unavailable` where the
    ///   folder of the pictures cannot be opened.
    init(
        _ newspaper: OpenNewspaper,
        _ house: PressHouse,
        _ watch: StoreWatch,
        _ settings: ServerSettings,
        _ parts: TestParts
    ) throws {
        let url = settings.url.links(of: newspaper.site)
        let darkroom = try newspaper.darkroom()
        let releases = ReleaseService(desk: newspaper.desk, logger: newspaper.logger)
        let theme = try parts.theme ?? Self.theme(of: newspaper.site, settings)
        press = PressRoom(house, store: newspaper.store, site: newspaper.site, url: url, theme: theme)
        site = PublicSite(
            press: press,
            desk: newspaper.desk,
            hosts: settings.hosts(of: newspaper.site),
            proxies: try advising("Check --trusted-proxy.") { try TrustedProxies(settings.trustedProxies) },
            isSecure: parts.isSecure ?? url.hasPrefix("https:"),
            hasAdmin: settings.admin != nil,
            pictureFile: parts.pictureFile ?? { try await darkroom.shown($0, $1, $2) },
            isReady: parts.isStoreReady ?? { watch.isReady },
            secondsAway: parts.secondsAway ?? { watch.secondsAway },
            clock: newspaper.clock
        )
        newsroom = try Newsroom(
            site,
            desk: newspaper.desk,
            store: newspaper.store,
            site: newspaper.site,
            url: url,
            originals: parts.originals ?? SentOriginals(darkroom)
        )
        self.newspaper = newspaper
        self.releases = releases
    }

    /// The newspaper's own theme, or else the server's.
    private static func theme(of site: Site, _ settings: ServerSettings) throws -> Theme {
        guard let folder = site.themeFolder else {
            return try advising("Check --theme.") { try Theme(folder: settings.themeFolder, language: site.language) }
        }
        return try advising("It is the theme of \(site.name) in \(folder); `warta site change` sets another.") {
            try Theme(folder: folder, language: site.language)
        }
    }

    /// What runs beside the server for as long as it serves: releases, the press's followers, writing together.
    var services: [any Service] {
        [
            releases, JournalService(press: press), RankingService(press: press),
            WritingService(desk: newspaper.desk, logger: newspaper.logger),
        ]
    }
}

extension Darkroom {
    /// A rendition for a page, which is fetched where it is not here.
    fileprivate func shown(_ digest: String, _ width: Int, _ format: Address.PictureFormat) async throws -> String? {
        do throws(DarkroomError) {
            return try await fetch(digest: digest, width: width, format: Format(format))
        } catch {
            throw NewsError(.unavailable, "The picture is \(error.reason).")
        }
    }
}

extension Darkroom.Format {
    fileprivate init(_ format: Address.PictureFormat) {
        switch format {
        case .jpeg: self = .jpeg
        case .webp: self = .webp
        }
    }
}
