import ArgumentParser
import Darkroom
import Logging
import News
import Press
import ServiceLifecycle
import Storage
import Synchronization
import Web

/// `warta serve`: the newspaper, for its readers.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the newspaper to readers until Ctrl-C.")

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("Address to listen on (default: 127.0.0.1).", valueName: "ADDRESS"))
    var host: String?

    @Option(help: ArgumentHelp("Port to listen on, 0 for any free one (default: 8080).", valueName: "NUMBER"))
    var port: Int?

    @Option(help: ArgumentHelp("Where readers reach it, for absolute links: https://warta.example.", valueName: "URL"))
    var url: String?

    @Option(help: ArgumentHelp("Folder whose files stand in for the built-in theme's.", valueName: "DIR"))
    var theme: String?

    @Option(help: ArgumentHelp("Budget for pressed pages in MiB (default: 384).", valueName: "MIB"))
    var cache: Int?

    @Option(help: ArgumentHelp("Address or network of a proxy that is believed; repeatable.", valueName: "CIDR"))
    var trustedProxy: [String] = []

    @Option(help: ArgumentHelp("Certificate chain in PEM: HTTPS with HTTP/2 instead of plain HTTP.", valueName: "FILE"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("Private key in PEM that belongs to the certificate.", valueName: "FILE"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            "Address and port for health and figures (default: the readers' port, for this machine alone).",
            valueName: "HOST:PORT"
        )
    )
    var admin: String?

    @OptionGroup(title: "Limits") var limits: LimitOptions

    @Flag(help: "Fill an empty store with the demonstration newspaper first.")
    var demo = false

    @Flag(help: "Run the server as a process of its own, and start it again if it dies.")
    var supervise = false

    /// What the supervisor tells the server that it starts.
    @Flag(help: .private)
    var supervised = false

    func run() async throws {
        if supervise {
            let arguments = CommandLine.arguments.dropFirst().map { $0 == "--supervise" ? "--supervised" : $0 }
            throw ExitCode(try await Supervisor(arguments: arguments).run())
        }
        StopSignals.listen()
        if supervised { ServerProcess.followSupervisor() }
        try await serve()
    }

    private func serve() async throws {
        let settings = try await options.settings()
        let newspaper = try await OpenNewspaper(settings, making: true)
        if demo { try await fillIfEmpty(newspaper) }
        let host = settings.text(host, "host") ?? "127.0.0.1"
        let port = try settings.number(port, "port", default: 8_080, in: 0...65_535)
        let admin = try adminAddress(settings)
        let certificate = try certificate(settings)
        let url = try publicURL(settings, host, port, isSecure: certificate != nil)
        let pressHouse = PressHouse(
            store: newspaper.store,
            budget: try settings.number(cache, "cache", default: 384, in: 1...1_048_576) << 20,
            logger: newspaper.logger,
            clock: newspaper.clock
        )
        let look = try Theme(folder: settings.text(theme, "theme"), language: newspaper.site.language)
        let press = PressRoom(pressHouse, site: newspaper.site, url: url, theme: look)
        let darkroom = try newspaper.darkroom()
        let releases = ReleaseService(desk: newspaper.desk, logger: newspaper.logger)
        let site = PublicSite(
            press: press,
            proxies: try TrustedProxies(settings.list(trustedProxy, "trustedProxy")),
            isSecure: url.hasPrefix("https:"),
            hasAdmin: admin != nil,
            pictureFile: { darkroom.file(digest: $0, width: $1, format: $2 == .webp ? .webp : .jpeg) },
            isReady: { releases.isStoreReady },
            clock: newspaper.clock
        )
        var limits = try limits.limits(settings)
        FileLimit.raise(for: &limits)
        let listening = Listening()
        let server = WebServer.application(
            site,
            host: host,
            port: port,
            certificate: certificate,
            limits: limits,
            logger: newspaper.logger
        ) { bound in
            listening.begin()
            let scheme = certificate == nil ? "http" : "https"
            let name = host.contains(":") ? "[\(host)]" : host
            Terminal.say("Warta is at \(scheme)://\(name):\(bound)/ (Ctrl-C stops it)")
        }
        try await press.open()
        var all: [any Service] = [releases, JournalService(press: press), RankingService(press: press), server]
        if let admin {
            let port = AdminPort(site, host: admin.host, port: admin.port) { bound in
                Terminal.say("Health and figures are at http://\(admin.with(port: bound))/-/health and /-/metrics")
            }
            all.append(port)
        }
        var services = ServiceGroupConfiguration(services: all, logger: newspaper.logger)
        services.maximumGracefulShutdownDuration = .seconds(15)
        do {
            let group = ServiceGroup(configuration: services)
            StopSignals.stop { Task { await group.triggerGracefulShutdown() } }
            try await group.run()
        } catch let error as NewsError {
            throw error
        } catch  where !listening.hasBegun {
            Terminal.debug("\(error)")
            throw NewsError(
                .unavailable,
                "Cannot listen on \(host), port \(port): is another program there, or is it no address of this machine?"
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

    private func fillIfEmpty(_ newspaper: OpenNewspaper) async throws {
        let isEmpty = try await newspaper.store.read {
            try $0.stories(after: StoryNumber(rawValue: 0), limit: 1).isEmpty
        }
        guard isEmpty else { return }
        Terminal.say("The store is empty: filling it with the demonstration newspaper …")
        _ = try await DemonstrationNewspaper.fill(newspaper)
    }

    private func adminAddress(_ settings: Settings) throws -> HostAndPort? {
        guard let text = settings.text(admin, "admin") else { return nil }
        guard let address = HostAndPort(text) else {
            throw NewsError(.invalid, "\(text) is no address with a port; give --admin as HOST:PORT: 127.0.0.1:8081.")
        }
        return address
    }

    /// What HTTPS needs; both or neither.
    private func certificate(_ settings: Settings) throws -> TLSCertificate? {
        switch (settings.text(tlsCertificate, "tlsCertificate"), settings.text(tlsKey, "tlsKey")) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return try TLSCertificate(certificate: certificate, key: key)
        default: throw NewsError(.invalid, "HTTPS needs both; give --tls-certificate and --tls-key.")
        }
    }

    /// Scheme and host of absolute links; without a setting, the address that is listened on.
    private func publicURL(_ settings: Settings, _ host: String, _ port: Int, isSecure: Bool) throws -> String {
        let given = settings.text(url, "url")
        let scheme = isSecure ? "https" : "http"
        if given == nil, host == "0.0.0.0" || host == "::" {
            Terminal.warn("Absolute links begin with \(scheme)://\(host), which no reader can reach; give --url.")
        }
        var text = given ?? "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        while text.hasSuffix("/") { text.removeLast() }
        let rest = text.hasPrefix("https://") ? text.dropFirst(8) : text.dropFirst(7)
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), !rest.isEmpty, !rest.contains("/"),
            rest.allSatisfy({ $0.isASCII && !$0.isWhitespace && !"\"<>?#".contains($0) })
        else {
            throw NewsError(.invalid, "\(text) is no address of a site; give scheme and host: https://warta.example.")
        }
        return text
    }
}

/// Whether the server has begun to take connections.
private final class Listening: Sendable {
    private let state = Atomic<Bool>(false)

    var hasBegun: Bool { state.load(ordering: .relaxed) }

    func begin() { state.store(true, ordering: .relaxed) }
}
