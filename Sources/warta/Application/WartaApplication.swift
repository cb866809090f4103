import Darkroom
package import Hummingbird
import Logging
package import News
package import Press
import ServiceLifecycle
import Storage
package import Web

/// The program that serves a newspaper to its readers, put together from its parts.
///
/// This is the only place where the rooms are wired together; the command line and the tests both start here.
public struct WartaApplication: Sendable {
    package let newspaper: OpenNewspaper
    package let press: PressRoom
    package let site: PublicSite
    /// The newspapers of the house, by the host of a request.
    package let sites: SiteRouter
    private let settings: ServerSettings
    private let releases: ReleaseService

    /// - Parameters:
    ///   - newspaper: What is served.
    ///   - settings: How it is served.
    /// - Throws: `invalid` where a file of the theme or an address of a proxy cannot be read; `unavailable` where the
    ///   folder of the pictures cannot be opened.
    public init(_ newspaper: OpenNewspaper, _ settings: ServerSettings) throws {
        try self.init(newspaper, settings, TestParts())
    }

    package init(_ newspaper: OpenNewspaper, _ settings: ServerSettings, _ parts: TestParts) throws {
        let isSecure = settings.url.hasPrefix("https:")
        let darkroom = try newspaper.darkroom()
        let releases = ReleaseService(desk: newspaper.desk, logger: newspaper.logger)

        let pressHouse = PressHouse(
            store: newspaper.store,
            budget: settings.cacheBytes,
            threads: parts.threads ?? PressingThreads(),
            logger: newspaper.logger,
            clock: newspaper.clock
        )
        let theme =
            try parts.theme
            ?? advising("Check --theme.") {
                try Theme(folder: settings.themeFolder, language: newspaper.site.language)
            }
        press = PressRoom(pressHouse, site: newspaper.site, url: settings.url, theme: theme)
        site = PublicSite(
            press: press,
            hosts: settings.hosts,
            proxies: try advising("Check --trusted-proxy.") { try TrustedProxies(settings.trustedProxies) },
            isSecure: parts.isSecure ?? isSecure,
            hasAdmin: settings.admin != nil,
            pictureFile: parts.pictureFile ?? { darkroom.file(digest: $0, width: $1, format: Darkroom.Format($2)) },
            isReady: parts.isStoreReady ?? { releases.isStoreReady },
            clock: newspaper.clock
        )
        sites = try SiteRouter([site])
        self.newspaper = newspaper
        self.settings = settings
        self.releases = releases
    }

    /// Serves until the process is told to stop (``StopSignals``); requests that are under way are finished.
    ///
    /// - Parameters:
    ///   - onReaders: Told the port when readers are answered.
    ///   - onAdmin: Told the port when health and figures can be asked for, where they have a port of their own.
    /// - Throws: `unavailable` where an address cannot be listened on, or where reads that were counted are lost.
    public func run(
        onReaders: @escaping @Sendable (_ port: Int) -> Void,
        onAdmin: @escaping @Sendable (_ port: Int) -> Void
    ) async throws {
        try await press.open()

        let listening = ListeningFlag()
        let server = server { port in
            listening.set()
            onReaders(port)
        }
        var services: [any Service] = [releases, JournalService(press: press), RankingService(press: press), server]
        if let admin = settings.admin {
            services.append(
                AdminService(port: AdminPort(sites, host: admin.host, port: admin.port, onRunning: onAdmin))
            )
        }

        var configuration = ServiceGroupConfiguration(services: services, logger: newspaper.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(15)
        do {
            let group = ServiceGroup(configuration: configuration)
            StopSignals.stop { Task { await group.triggerGracefulShutdown() } }
            try await group.run()
        } catch let error as NewsError {
            throw error
        } catch  where !listening.isSet {
            newspaper.logger.debug("The server did not start.", metadata: ["error": "\(error)"])
            throw NewsError(
                .unavailable,
                "Cannot listen on \(settings.address.host), port \(settings.address.port): "
                    + "is another program there, or is it no address of this machine?"
            )
        }
        newspaper.store.close()
        let lost = press.reads.waiting
        guard lost == 0 else {
            throw NewsError(
                .unavailable,
                "The server has stopped, but \(lost) reads that it had counted could not be stored and are lost; "
                    + "the log says why."
            )
        }
    }

    /// The HTTP server alone, without the services beside it.
    ///
    /// - Parameters:
    ///   - hasFastPath: Whether kept pages are answered ahead of Hummingbird; tests compare the two.
    ///   - limits: Others than the settings'.
    ///   - onRunning: Told the port when connections are taken.
    package func server(
        hasFastPath: Bool = true,
        limits: Limits? = nil,
        onRunning: @escaping @Sendable (_ port: Int) -> Void = { _ in }
    ) -> Hummingbird.Application<SiteRouter> {
        WebServer.application(
            sites,
            host: settings.address.host,
            port: settings.address.port,
            certificate: settings.certificate,
            limits: limits ?? settings.limits,
            hasFastPath: hasFastPath,
            logger: newspaper.logger,
            onRunning: onRunning
        )
    }
}

/// What a test may put in the place of a part; where it is nil, the part is the real one.
package struct TestParts: Sendable {
    package var theme: Theme?
    package var threads: PressingThreads?
    /// Whether readers come by HTTPS; by itself that follows from the public address.
    package var isSecure: Bool?
    package var pictureFile: (@Sendable (String, Int, Address.PictureFormat) -> String?)?
    package var isStoreReady: (@Sendable () -> Bool)?

    package init() {}
}

extension Darkroom.Format {
    fileprivate init(_ format: Address.PictureFormat) {
        switch format {
        case .jpeg: self = .jpeg
        case .webp: self = .webp
        }
    }
}
