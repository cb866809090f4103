import Application
import Editorial
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// A whole newspaper as readers meet it, wired as the program itself is.
struct Portal: Sendable {
    let home: TestStore
    let clock: TestClock
    let application: WartaApplication

    private var newspaper: ServedNewspaper { application.newspapers[0] }
    var desk: Desk { newspaper.newspaper.desk }
    var press: PressRoom { newspaper.press }
    var site: PublicSite { newspaper.site }
    /// This newspaper alone, as a server has it.
    var sites: SiteRouter { application.sites }

    /// The built-in theme, read once: templates are the slow part of opening a press room.
    private static let themes = ["id", "en"].map { language in Result { try Theme(language: language) } }

    init(
        _ items: [WireItem] = [.sample(1)],
        hosts: [String] = [],
        language: String = "id",
        proxies: [String] = [],
        isSecure: Bool = false,
        hasAdmin: Bool = false,
        threads: PressingThreads = PressingThreads(),
        pictureFile: @escaping PictureFile = { _, _, _ in nil },
        originals: (any OriginalTaker)? = nil,
        isReady: @escaping @Sendable () -> Bool = { true },
        secondsAway: @escaping @Sendable () -> Int? = { nil },
        isOpen: Bool = true,
        sendsMail: Bool = false,
        logger: Logger = .silent
    ) async throws {
        let home = try await TestStore()
        let clock = TestClock()
        self.home = home
        self.clock = clock
        let newspaper = OpenNewspaper(
            folder: home.folder,
            store: home.store,
            site: Site(name: "Warta", language: language, zone: .wib, hosts: hosts),
            logger: logger,
            clock: { clock.now },
            passwords: .cheap(),
            sendsMail: sendsMail
        )
        var settings = ServerSettings(url: try #require(PublicURL("https://warta.example")))
        settings.address = ListenAddress(host: "127.0.0.1", port: 0)
        settings.cacheBytes = 64 << 20
        settings.trustedProxies = proxies
        settings.admin = hasAdmin ? settings.address : nil
        var parts = TestParts()
        parts.theme = try Self.themes[language == "id" ? 0 : 1].get()
        parts.threads = threads
        parts.isSecure = isSecure
        parts.pictureFile = pictureFile
        parts.originals = originals
        parts.isStoreReady = isReady
        parts.secondsAway = secondsAway
        application = try WartaApplication([newspaper], settings, parts)
        _ = try await desk.takeWireCopy(items, actor: "wire")
        if isOpen { try await press.open() }
    }

    /// The server, to be run by the testing framework.
    var server: Hummingbird.Application<SiteRouter> { application.server() }

    /// Asks as a program of this machine does, without a network between.
    func ask(
        _ uri: String,
        _ method: HTTPRequest.Method = .get,
        _ headers: HTTPFields = [:],
        host: String = "localhost",
        body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        try await Hummingbird.Application(responder: AskedHere(sites: sites, host: host)).test(.router) { client in
            try await client.executeRequest(uri: uri, method: method, headers: headers, body: body)
        }
    }

    /// Asks a second after the page was pressed, when its date has settled.
    func askLater(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        _ = try await ask(uri)
        clock.advance(seconds: 1)
        return try await ask(uri, .get, headers)
    }

    /// Takes copy as the wire does, and lets the press hear of it.
    func take(_ items: WireItem...) async throws {
        _ = try await desk.takeWireCopy(items, actor: "wire")
        try await press.follower.catchUp()
    }
}

/// Newspapers as they are seen from this machine: without a network between, a request comes from nowhere.
struct AskedHere: HTTPResponder {
    let sites: SiteRouter
    let host: String

    func respond(to request: Request, context: WebContext) async throws -> Response {
        var context = context
        var head = request.head
        head.authority = host
        let request = Request(head: head, body: request.body)
        context.peer = "127.0.0.1"
        return try await sites.respond(to: request, context: context)
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    subscript(name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

extension HTTPFields {
    /// Fields whose names are tokens for sure.
    init(named fields: KeyValuePairs<String, String>) {
        self.init()
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { append(HTTPField(name: name, value: value)) }
        }
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
