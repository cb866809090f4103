import Dispatch
import Editorial
package import Hummingbird
import Logging
package import News
package import Press
package import ServiceLifecycle
import Storage
package import Web

/// The program that serves the newspapers of a house to their readers, put together from its parts.
///
/// This is the only place where the rooms are wired together; the command line and the tests both start here.
public struct WartaApplication: Sendable {
    /// The newspapers of the house, by number.
    package let newspapers: [ServedNewspaper]
    /// The same, by the host of a request.
    package let sites: SiteRouter
    /// What concerns the house as a whole, such as its log, is taken from the first newspaper.
    private let first: OpenNewspaper
    /// Of the store, which all newspapers share, and of their pictures.
    private let watch: StoreWatch
    private let pictures: PictureWatch
    private let settings: ServerSettings

    /// Seconds that a stop takes at most, after the drain.
    private static let longestStop = 15

    /// - Parameters:
    ///   - house: What is served: all newspapers over one store.
    ///   - settings: How they are served.
    /// - Throws: `invalid` where there is no newspaper, a file of a theme or an address of a proxy cannot be read, or the
    ///   hosts leave in doubt which newspaper is meant; `unavailable` where the folder of the pictures cannot be opened.
    public init(_ house: [OpenNewspaper], _ settings: ServerSettings) throws {
        try self.init(house, settings, TestParts())
    }

    package init(_ house: [OpenNewspaper], _ settings: ServerSettings, _ parts: TestParts) throws {
        guard let first = house.first else { throw NewsError(.invalid, "There is no newspaper to serve.") }
        try settings.check(for: house.map(\.site))
        let pressHouse = PressHouse(
            budget: settings.cacheBytes,
            threads: parts.threads ?? PressingThreads(),
            logger: first.logger,
            clock: first.clock
        )
        let watch = StoreWatch(first.store, logger: first.logger)
        newspapers = try house.map { try ServedNewspaper($0, pressHouse, watch, settings, parts) }
        sites = try advising("`warta site` lists and changes them.") { [newspapers] in
            try SiteRouter(
                newspapers.map(\.site),
                newsrooms: newspapers.map(\.newsroom),
                strictHosts: settings.isStrictAboutHosts
            )
        }
        self.first = first
        self.watch = watch
        pictures = PictureWatch(try first.darkroom(), logger: first.logger, clock: first.clock)
        self.settings = settings
    }

    /// Where the store takes nothing, readers are served all the same; the ledger is not signed until the next start.
    private func makeLedgerKey() async {
        do {
            try await first.desk.makeLedgerKey()
        } catch {
            first.logger.warning("The public ledger cannot be signed.", metadata: ["error": "\(error)"])
        }
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
        for newspaper in newspapers { try await newspaper.press.open() }
        await makeLedgerKey()

        let listening = ListeningFlag()
        let receipts = ReceiptService(newspapers, settings, logger: first.logger)
        let server = server { port in
            listening.set()
            receipts.begin(port: port)
            onReaders(port)
        }
        var services: [any Service] = [watch, receipts] + newspapers.flatMap(\.services)
        services += [EventLoopsFirst(logger: first.logger), server, health] as [any Service]
        if let mail { services.append(mail) }
        if let admin = settings.admin {
            services.append(
                AdminService(port: AdminPort(sites, host: admin.host, port: admin.port, onRunning: onAdmin))
            )
        }

        var configuration = ServiceGroupConfiguration(services: services, logger: first.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(Self.longestStop)
        do {
            let group = ServiceGroup(configuration: configuration)
            let drain = Drain(
                seconds: settings.drainSeconds,
                log: settings.accessLog,
                logger: first.logger,
                begin: { [sites] in sites.startDraining() },
                stop: { [store = first.store, watch] in
                    Task { await group.triggerGracefulShutdown() }
                    // A database that hangs must not hang the stop; one that is well is needed to its end.
                    let now = DispatchTime.now()
                    for second in Self.longestStop - Store.longestClosing...Self.longestStop {
                        DispatchQueue.global().asyncAfter(deadline: now + .seconds(second)) {
                            if second == Self.longestStop || !watch.isReady { store.close() }
                        }
                    }
                }
            )
            StopSignals.stop { drain.hear($0) }
            try await group.run()
        } catch let error as NewsError {
            throw error
        } catch  where !listening.isSet {
            first.logger.debug("The server did not start.", metadata: ["error": "\(error)"])
            throw NewsError(
                .unavailable,
                "Cannot listen on \(settings.address.host), port \(settings.address.port): "
                    + "is another program there, or is it no address of this machine?"
            )
        }
        first.store.close()
        settings.accessLog?.flush()
        let lost = newspapers.reduce(0) { $0 + $1.press.reads.waiting }
        guard lost == 0 else {
            throw NewsError(
                .unavailable,
                "The server has stopped, but \(lost) reads that it had counted could not be stored and are lost; "
                    + "the log says why."
            )
        }
    }

    private var health: HealthService {
        HealthService(
            house: first,
            pictures: pictures,
            newspapers: newspapers.map(\.press),
            sites: sites,
            build: settings.build,
            sendsMail: settings.mail != nil
        )
    }

    /// What sends letters to members, where a mail server is set.
    package var mail: (any Service)? {
        guard let server = settings.mail else { return nil }
        let newsrooms = newspapers.map { ($0.newspaper.site.number, $0.newsroom) }
        return MailService(
            desk: first.desk,
            server: server,
            newsrooms: Dictionary(newsrooms) { first, _ in first },
            logger: first.logger
        )
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
            accessLog: settings.accessLog?.log,
            logger: first.logger,
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
    package var pictureFile: PictureFile?
    /// Where pictures that members send are kept.
    package var originals: (any OriginalTaker)?
    package var isStoreReady: (@Sendable () -> Bool)?
    package var secondsAway: (@Sendable () -> Int?)?

    package init() {}
}
