import Application
import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// Two newspapers of one house, put together as the program does it.
@Suite struct HouseTests {
    private let home: TestStore
    private let application: WartaApplication

    private static let warta = Site(name: "Warta", language: "id", zone: .wib, hosts: ["warta.example"])
    private static let courier = Site(name: "The Courier", language: "en", zone: .utc, hosts: ["courier.example"])

    init() async throws {
        home = try await TestStore(founding: [Self.warta, Self.courier])
        let (store, folder) = (home.store, home.folder)
        let house = try await store.read { try $0.sites() }.map { site in
            OpenNewspaper(folder: folder, store: store, site: site, logger: .silent, clock: { .sampleNow })
        }
        var settings = ServerSettings(url: try #require(PublicURL("https://warta.example")))
        settings.isStrictAboutHosts = true
        application = try WartaApplication(house, settings)
        for (newspaper, index) in zip(application.newspapers, [1, 2] as [Int64]) {
            _ = try await newspaper.newspaper.desk.takeWireCopy([.sample(index)], actor: "wire")
            try await newspaper.press.open()
        }
    }

    private func ask(
        _ path: String,
        host: String,
        method: String = "GET"
    ) async throws -> (status: Int?, text: String) {
        try await application.sites.serving { port in
            let lines = [
                "\(method) \(path) HTTP/1.1", "Host: \(host)", "User-Agent: Firefox/140.0", "Content-Length: 0",
            ]
            let bytes = Array((lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8)
            let answer = RawAnswer.all(in: try await RawConnection.exchange(port: port, [bytes]))?.first
            return (answer?.status, RawAnswer.text(answer?.body ?? []))
        }
    }

    @Test func `each host gets its newspaper, in its language, with its stories and its links`() async throws {
        let (own, other) = (try await ask("/", host: "warta.example"), try await ask("/", host: "courier.example"))
        #expect(own.text.contains("Kawat nomor 1") && own.text.contains("https://warta.example/"))
        #expect(!own.text.contains("Kawat nomor 2") && !own.text.contains("courier.example"))
        #expect(other.text.contains("Kawat nomor 2") && other.text.contains("https://courier.example/"))
        #expect(other.text.contains("lang=\"en\"") && !other.text.contains("Kawat nomor 1"))
        #expect(try await ask("/", host: "lain.example").status == 421)
        #expect(try await ask("/-/ready", host: "10.0.0.1").status == 200)
    }

    @Test func `a read counts for the newspaper whose host was asked`() async throws {
        #expect(try await ask("/x/2", host: "courier.example").status == 301)
        #expect(try await ask("/x/2", host: "warta.example").status == 404)
        #expect(try await ask("/-/reads/2", host: "courier.example", method: "POST").status == 204)
        #expect(application.newspapers[0].press.reads.take().isEmpty)
        #expect(application.newspapers[1].press.reads.take().map(\.story.rawValue) == [2])
    }

    @Test(arguments: [
        ("https://warta.example", ["warta.example", "www.warta.example"], "https://warta.example"),
        // Whichever of its hosts is named.
        ("https://www.warta.example", ["warta.example", "www.warta.example"], "https://www.warta.example"),
        ("https://warta.example", ["kabar.example"], "https://kabar.example"),
        ("http://127.0.0.1:8080", ["kabar.example"], "http://kabar.example:8080"),
        ("http://[::1]:8080", ["[::2]"], "http://[::2]:8080"),
        ("http://[::1]", ["kabar.example"], "http://kabar.example"),
        ("https://warta.example:8443", [], "https://warta.example:8443"),
    ])
    func `absolute links begin with the newspaper's own host`(url: String, hosts: [String], links: String) {
        let site = Site(name: "Kabar", language: "id", zone: .wib, hosts: hosts)
        #expect(PublicURL(url)?.links(of: site) == links)
    }

    @Test(arguments: [
        "https://user:pw@a.test", "https://a.test:abc", "https://a.test:99999", "https://:443", "https://a.test%00",
        "https://", "ftp://a.test", "https://a.test/x", "a.test", "https://[::1", "https://a.test:80:80",
    ])
    func `what is no scheme, host and port is no public address`(text: String) {
        #expect(PublicURL(text) == nil)
    }

    @Test func `the public address is nobody else's than the first newspaper's`() async throws {
        let store = home.store
        let house = [Site.sample, Self.courier].enumerated().map { index, site in
            let site = Site(
                number: SiteNumber(rawValue: Int64(index) + 1),
                name: site.name,
                language: site.language,
                zone: site.zone,
                hosts: site.hosts
            )
            return OpenNewspaper(folder: home.folder, store: store, site: site, logger: .silent, clock: { .sampleNow })
        }
        let error = #expect(throws: NewsError.self) {
            try WartaApplication(house, ServerSettings(url: try #require(PublicURL("https://courier.example"))))
        }
        #expect(error?.message.contains("--url") == true)
    }

    @Test func `a first newspaper without a host has that of the public address, where hosts are strict`() throws {
        var settings = ServerSettings(url: try #require(PublicURL("https://Warta.example:8443")))
        #expect(settings.hosts(of: .sample) == [])
        settings.isStrictAboutHosts = true
        #expect(settings.hosts(of: .sample) == ["warta.example"])
        #expect(settings.hosts(of: Self.courier) == ["courier.example"])
    }

    @Test func `a house of two that nobody can tell apart is not served`() async throws {
        let store = home.store
        let house = [Self.warta, Site(number: SiteNumber(rawValue: 2), name: "Kabar", language: "id", zone: .wib)].map {
            OpenNewspaper(folder: home.folder, store: store, site: $0, logger: .silent, clock: { .sampleNow })
        }
        let error = #expect(throws: NewsError.self) {
            try WartaApplication(house, ServerSettings(url: try #require(PublicURL("https://warta.example"))))
        }
        #expect(error?.message.contains("`warta site` lists") == true)
    }
}
