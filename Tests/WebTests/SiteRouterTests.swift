import HTTPTypes
import HummingbirdTesting
import News
import Press
import TestSupport
import Testing

@testable import Web

/// Two newspapers in one server: the host chooses, whoever answers.
@Suite(.timeLimit(.minutes(10))) struct SiteRouterTests {
    /// How one request is made, and what comes back.
    private typealias Ask =
        @Sendable (_ host: String, _ method: String, _ target: String) async throws -> (
            status: Int?, text: String
        )

    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    private static let story = Exchange.story
    private static let others = "/dunia/1/kawat-nomor-2"

    private struct House {
        let warta: Portal
        let kabar: Portal

        init() async throws {
            warta = try await Portal([.sample(1)], hosts: ["warta.example", "www.warta.example"])
            kabar = try await Portal([.sample(2), .sample(3)], hosts: ["kabar.example"], language: "en")
        }

        func router(isStrict: Bool = false) throws -> SiteRouter {
            try SiteRouter([warta.site, kabar.site], strictHosts: isStrict)
        }
    }

    /// Runs the body for each way that a request may take: the fast path, Hummingbird alone, and HTTP/2.
    private func everyWay(
        _ router: SiteRouter,
        _ body: @escaping @Sendable (_ way: String, Ask) async throws -> Void
    )
        async throws
    {
        for hasFastPath in [true, false] {
            try await router.serving(hasFastPath: hasFastPath) { port in
                try await body(hasFastPath ? "fast path" : "Hummingbird") { host, method, target in
                    let lines = [
                        "\(method) \(target) HTTP/1.1", "Host: \(host)", "User-Agent: \(Self.firefox)",
                        "Content-Length: 0",
                    ]
                    let bytes = Array((lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
                    let said = try await RawConnection.exchange(port: port, [bytes])
                    let answer = RawAnswer.all(in: said)?.first
                    return (answer?.status, RawAnswer.text(answer?.body ?? []))
                }
            }
        }
        try await router.serving(certificate: try TLSCertificate.test.get()) { port in
            let client = try await HTTP2Client(port: port)
            try await body("HTTP/2") { host, method, target in
                let method = try #require(HTTPRequest.Method(method))
                let answer = try await client.ask(target, method, host: host, fields: ["user-agent": Self.firefox])
                return (answer.status?.code, answer.text)
            }
        }
    }

    @Test func `each host gets the pages of its newspaper and none of the other's`() async throws {
        let house = try await House()
        let newspapers = [
            (
                hosts: ["warta.example", "WWW.Warta.example:8080", "warta.example."], own: "kawat-nomor-1",
                other: "kawat-nomor-2", language: "id",
                statuses: [Self.story: 200, Self.others: 301, "/dunia/2/kawat-nomor-3": 404]
            ),
            (
                hosts: ["kabar.example", "Kabar.Example.:443"], own: "kawat-nomor-2", other: "kawat-nomor-1",
                language: "en", statuses: [Self.story: 301, Self.others: 200, "/dunia/2/kawat-nomor-3": 200]
            ),
        ]
        try await everyWay(house.router()) { way, ask in
            // The second time, pages are kept.
            for newspaper in newspapers + newspapers {
                for host in newspaper.hosts {
                    let front = try await ask(host, "GET", "/")
                    #expect(front.status == 200 && front.text.contains(newspaper.own), "\(way): \(host)")
                    #expect(!front.text.contains(newspaper.other), "\(way): \(host)")
                    #expect(front.text.contains("<html lang=\"\(newspaper.language)\""), "\(way): \(host)")
                    for (target, status) in newspaper.statuses {
                        let answer = try await ask(host, "GET", target)
                        #expect(answer.status == status, "\(way): \(host)\(target)")
                    }
                }
            }
        }
    }

    @Test func `a host that no newspaper has gets the first, or 421 where hosts are strict`() async throws {
        let house = try await House()
        let strangers = ["lain.example", "warta.example.lain.example", "127.0.0.1", "[::1]:80"]
        try await everyWay(house.router()) { way, ask in
            for host in strangers {
                let front = try await ask(host, "GET", "/")
                #expect(front.status == 200 && front.text.contains("kawat-nomor-1"), "\(way): \(host)")
            }
        }
        try await everyWay(house.router(isStrict: true)) { way, ask in
            for host in ["warta.example", "kabar.example"] + strangers {
                let isKnown = !strangers.contains(host)
                for target in ["/", "/-/rails", "/robots.txt"] {
                    let answer = try await ask(host, "GET", target)
                    #expect(answer.status == (isKnown ? 200 : 421), "\(way): \(host)\(target)")
                    #expect(isKnown || answer.text == ErrorAnswer.hostUnknown.text)
                }
                let told = try await ask(host, "POST", "/-/reads/1")
                #expect(told.status == (isKnown ? 204 : 421), "\(way): \(host)")
                // Who watches the server asks it by its address.
                for name in ["live", "ready", "health", "metrics"] {
                    let answer = try await ask(host, "GET", "/-/\(name)")
                    #expect(answer.status == 200, "\(way): \(host) \(name)")
                }
            }
        }
    }

    @Test func `a single newspaper with strict hosts answers for its own alone`() async throws {
        let portal = try await Portal(hosts: ["warta.example"])
        try await everyWay(try SiteRouter([portal.site], strictHosts: true)) { way, ask in
            for _ in 0..<2 {
                let (own, other) = (
                    try await ask("warta.example", "GET", "/"), try await ask("lain.example", "GET", "/")
                )
                #expect(own.status == 200 && other.status == 421, "\(way)")
            }
        }
    }

    @Test func `a read is counted in the newspaper that was read`() async throws {
        let house = try await House()
        try await everyWay(house.router()) { _, ask in
            for host in ["kabar.example", "warta.example"] {
                let answer = try await ask(host, "POST", "/-/reads/2")
                #expect(answer.status == 204)
            }
        }
        // Once for each reader; the stories of the first end with number 1.
        #expect(house.kabar.press.house.tally[.read] == 1 && house.kabar.press.house.tally[refused: .repeated] == 2)
        #expect(house.warta.press.house.tally[.read] == 0 && house.warta.press.house.tally[refused: .unknown] == 3)
    }

    @Test func `an event stream tells of the newspaper that was asked`() async throws {
        let house = try await House()
        for hasFastPath in [true, false] {
            try await house.router().serving(hasFastPath: hasFastPath) { port in
                for (host, own, other) in [
                    ("warta.example", "nomor-1", "nomor-2"), ("kabar.example", "nomor-2", "nomor-1"),
                ] {
                    let line = try await RawConnection(port: port)
                    await line.say("GET /-/updates HTTP/1.1\r\nHost: \(host)\r\n\r\n")
                    let said = RawAnswer.text(try await line.read { RawAnswer.text($0).contains(own) })
                    #expect(!said.contains(other), "\(host), \(hasFastPath)")
                }
            }
        }
    }

    @Test func `a target with a scheme names the newspaper, whatever the field says`() async throws {
        let house = try await House()
        for hasFastPath in [true, false] {
            try await house.router(isStrict: true).serving(hasFastPath: hasFastPath) { port in
                for (target, status) in [("http://kabar.example/", 200), ("http://lain.example/", 421)] {
                    let ask = "GET \(target) HTTP/1.1\r\nHost: warta.example\r\nConnection: close\r\n\r\n"
                    let said = try await RawConnection.exchange(port: port, [Array(ask.utf8)])
                    let answer = try #require(RawAnswer.all(in: said)?.first)
                    #expect(answer.status == status)
                    #expect(status == 421 || RawAnswer.text(answer.body).contains("kawat-nomor-2"))
                }
            }
        }
    }

    @Test func `health is that of all newspapers, and figures are their sums`() async throws {
        let house = try await House()
        for portal in [house.warta, house.kabar] { _ = try await portal.ask("/") }
        let router = try house.router()
        let metrics = try #require(router.answerForAdmin(at: "/-/metrics")).text
        #expect(metrics.contains("\nwarta_press_pressings_total 2\n"))
        #expect(
            metrics.contains(
                "warta_press_cache_bytes \(house.warta.press.house.cacheSize + house.kabar.press.house.cacheSize)\n"
            )
        )
        #expect(router.answerForAdmin(at: "/-/ready")?.status == .ok)
        let closed = try await Portal(hosts: ["x.example"], isReady: { false })
        let ill = try SiteRouter([house.warta.site, closed.site])
        #expect(ill.answerForAdmin(at: "/-/ready")?.status == .serviceUnavailable)
        #expect(ill.answerForAdmin(at: "/-/health")?.status == .serviceUnavailable)
    }

    @Test func `a server without a newspaper is none`() {
        #expect(throws: NewsError.self) { try SiteRouter([]) }
    }
}
