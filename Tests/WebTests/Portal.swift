import Editorial
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import News
import Storage
import TestSupport

@testable import Press
@testable import Web

/// A whole newspaper as readers meet it: store, desk, press and the site before them.
struct Portal: Sendable {
    let home: TestStore
    let clock: TestClock
    let desk: Desk
    let press: PressRoom
    let site: PublicSite

    private static let theme = Result { try Theme(language: "id") }

    init(
        _ items: [WireItem] = [.sample(1)],
        proxies: [String] = [],
        isSecure: Bool = false,
        hasAdmin: Bool = false,
        threads: PressingThreads = PressingThreads(),
        pictureFile: @escaping @Sendable (String, Int, Address.PictureFormat) -> String? = { _, _, _ in nil },
        isReady: @escaping @Sendable () -> Bool = { true }
    ) async throws {
        let home = try TestStore()
        let clock = TestClock()
        self.home = home
        self.clock = clock
        desk = Desk(store: home.store, logger: .silent) { clock.now }
        let house = PressHouse(store: home.store, budget: 64 << 20, threads: threads, logger: .silent) { clock.now }
        press = PressRoom(house, site: .sample, url: "https://warta.example", theme: try Self.theme.get())
        site = PublicSite(
            press: press,
            proxies: try TrustedProxies(proxies),
            isSecure: isSecure,
            hasAdmin: hasAdmin,
            pictureFile: pictureFile,
            isReady: isReady
        ) { clock.now }
        _ = try await desk.takeWireCopy(items, actor: "wire")
        try await press.open()
    }

    /// The server, to be run by the testing framework.
    var server: Application<PublicSite> {
        WebServer.application(site, host: "127.0.0.1", port: 0, logger: .silent) { _ in }
    }

    /// Asks as a program of this machine does, without a network between.
    func ask(
        _ uri: String,
        _ method: HTTPRequest.Method = .get,
        _ headers: HTTPFields = [:],
        body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        try await Application(responder: AskedHere(site: site)).test(.router) { client in
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

/// A site as it is seen from this machine: without a network between, a request comes from nowhere.
struct AskedHere: HTTPResponder {
    let site: PublicSite

    func respond(to request: Request, context: WebContext) async throws -> Response {
        var context = context
        context.peer = "127.0.0.1"
        return try await site.respond(to: request, context: context)
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
