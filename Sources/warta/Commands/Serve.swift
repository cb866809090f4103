import Application
import ArgumentParser
import Editorial
import News
import Storage

/// `warta serve`: the newspapers of the house, for their readers.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the newspaper to readers until Ctrl-C.")

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("Address to listen on (default: 127.0.0.1).", valueName: "ADDRESS"))
    var host: String?

    @Option(help: ArgumentHelp("Port to listen on, 0 for any free one (default: 8080).", valueName: "NUMBER"))
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "Hot standby of the PostgreSQL database, for pages that may be a moment old.",
            valueName: "URL"
        )
    )
    var databaseRead: String?

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

    @OptionGroup(title: "Access log") var requests: RequestLogOptions

    @Option(
        help: ArgumentHelp(
            "Seconds in which a server that is told to stop answers on, but says that it is not ready (default: 0).",
            valueName: "SECONDS"
        )
    )
    var drainSeconds: Int?

    @OptionGroup(title: "Mail") var mail: MailOptions

    @OptionGroup(title: "Limits") var limits: LimitOptions

    @Flag(help: "Refuse requests for hosts that no newspaper has; else the first newspaper answers them.")
    var strictHosts = false

    @Flag(help: "Fill an empty store with the demonstration newspaper first.")
    var demo = false

    @Flag(help: "Run the server as a process of its own, and start it again if it dies.")
    var supervise = false

    /// Set by the supervisor for the server that it starts.
    @Flag(help: .private)
    var supervised = false

    func run() async throws {
        let settings = try await options.settings()
        let keepsLog = settings.text(requests.accessLog, "accessLog") ?? "-" != "-"
        if !supervised, try settings.flag(supervise, "supervise") {
            let arguments = CommandLine.arguments.dropFirst().filter { $0 != "--supervise" } + ["--supervised"]
            throw ExitCode(try await Supervisor(arguments: arguments, passesHangups: keepsLog).run())
        }
        StopSignals.listen(withoutHangups: keepsLog)
        if supervised { ServerProcess.followSupervisor() }
        try await serve(settings)
    }

    private func serve(_ settings: Settings) async throws {
        let standby = settings.text(databaseRead, "databaseRead")
        guard standby == nil || settings.place.database != nil else {
            throw NewsError(.invalid, "A file has no standby; give --database as well, or no --database-read.")
        }
        let house = try await OpenNewspaper.house(settings, making: true, smtp: mail.smtp, standby: standby)
        guard let first = house.first else { return }
        let isFilled = try settings.flag(demo, "demo") ? try await fillIfEmpty(first) : false
        let serving = try serverSettings(settings)
        let application = try WartaApplication(house, serving)
        let desk = isFilled ? try await demonstrationDesk(first, settings, serving) : nil
        try await application.run { port in
            let start = "\(serving.certificate == nil ? "http" : "https")://\(serving.address.with(port: port))"
            Terminal.say("Warta is at \(start)/ (Ctrl-C stops it)")
            desk?.show(at: start)
            ServiceManager.tellReady()
        } onAdmin: { port in
            guard let admin = serving.admin else { return }
            Terminal.say("Health and figures are at http://\(admin.with(port: port))/-/health and /-/metrics")
        }
    }

    /// Members for the newsroom of a demonstration, where nobody but this machine's people can come in.
    private func demonstrationDesk(
        _ newspaper: OpenNewspaper,
        _ settings: Settings,
        _ serving: ServerSettings
    ) async throws -> DemonstrationDesk? {
        guard !(try await newspaper.desk.hasMembers()) else { return nil }
        guard serving.address.isLoopback, serving.trustedProxies.isEmpty, settings.text(url, "url") == nil else {
            Terminal.say(
                "Others can reach this server, so it has no demonstration desk; see `warta member add --help`."
            )
            return nil
        }
        return try await DemonstrationDesk.make(newspaper.desk)
    }

    /// - Returns: Whether the store was empty.
    private func fillIfEmpty(_ newspaper: OpenNewspaper) async throws -> Bool {
        let isEmpty = try await newspaper.store.read {
            try $0.stories(after: StoryNumber(rawValue: 0), limit: 1).isEmpty
        }
        guard isEmpty else { return false }
        Terminal.say("The store is empty: filling it with the demonstration newspaper …")
        _ = try await DemonstrationNewspaper.fill(newspaper)
        return true
    }
}
