import Editorial
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

@Suite struct BeaconTests {
    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    /// How many reads a browser's message counted.
    private func counted(
        _ portal: Portal,
        _ fields: KeyValuePairs<String, String>,
        browser: String? = firefox,
        uri: String = "/-/reads/1",
        body: ByteBuffer? = nil
    ) async throws -> Int {
        let before = portal.press.house.tally[.read]
        var headers = HTTPFields(named: fields)
        headers[.userAgent] = browser
        let response = try await portal.ask(uri, .post, headers, body: body)
        #expect(response.status == .noContent)
        #expect(response["Cache-Control"] == "no-store")
        #expect(response.body.readableBytes == 0)
        return portal.press.house.tally[.read] - before
    }

    @Test func `a read is counted once for each reader in a half hour`() async throws {
        let portal = try await Portal(proxies: ["127.0.0.1"])
        #expect(try await counted(portal, ["Sec-Fetch-Site": "same-origin"]) == 1)
        #expect(try await counted(portal, ["Sec-Fetch-Site": "same-origin"]) == 0)
        #expect(try await counted(portal, ["X-Forwarded-For": "203.0.113.7"]) == 1)
        #expect(try await counted(portal, [:], browser: "Lynx/2.9") == 1)
        portal.clock.advance(seconds: 1_800)
        #expect(try await counted(portal, ["Sec-Fetch-Site": "same-origin"]) == 1)
    }

    @Test(
        arguments: [
            ["Sec-Fetch-Site": "cross-site"], ["Sec-Purpose": "prefetch"], ["Sec-Purpose": "prefetch;prerender"],
        ] as [KeyValuePairs<String, String>]
    )
    func `what another site sent, or nobody looks at, is not counted`(
        fields: KeyValuePairs<String, String>
    )
        async throws
    {
        let portal = try await Portal()
        #expect(try await counted(portal, fields) == 0)
        #expect(portal.press.house.tally[refused: .elsewhere] + portal.press.house.tally[refused: .prefetch] == 1)
    }

    @Test(arguments: ["Mozilla/5.0 (compatible; Googlebot/2.1)", "python-crawler", "", nil])
    func `robots are answered and not counted`(browser: String?) async throws {
        let portal = try await Portal()
        #expect(try await counted(portal, [:], browser: browser) == 0)
        #expect(portal.press.house.tally[refused: .robot] == 1)
    }

    @Test func `a body is let be, however large or broken`() async throws {
        let portal = try await Portal()
        let garbage = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }
        #expect(try await counted(portal, [:], body: ByteBuffer(bytes: garbage)) == 1)
        #expect(try await counted(portal, ["Content-Type": "text/html"], body: ByteBuffer(string: "{\"a\":")) == 0)
    }

    @Test(.timeLimit(.minutes(10))) func `a large body on the wire harms neither this request nor the next`()
        async throws
    {
        let portal = try await Portal()
        try await portal.server.test(.live) { client in
            let body = ByteBuffer(repeating: 0xFF, count: 1_000_000)
            let agent: HTTPFields = [.userAgent: Self.firefox]
            for _ in 0..<2 {
                let told = try await client.executeRequest(uri: "/-/reads/1", method: .post, headers: agent, body: body)
                #expect(told.status == .noContent)
                let page = try await client.executeRequest(uri: "/-/live", method: .get, headers: [:], body: nil)
                #expect(page.status == .ok)
            }
        }
        #expect(portal.press.house.tally[.read] == 1)
    }

    @Test func `reads of stories that do not exist are not counted, nor stored if they are withdrawn`() async throws {
        let portal = try await Portal([.sample(1), .sample(2)])
        #expect(try await counted(portal, [:], uri: "/-/reads/999") == 0)
        #expect(portal.press.house.tally[refused: .unknown] == 1)
        #expect(try await counted(portal, [:]) == 1)
        #expect(try await counted(portal, [:], uri: "/-/reads/2") == 1)
        try await portal.desk.withdrawStory(StoryNumber(rawValue: 2), on: .mistake, reason: "Keliru.", actor: "alifia")
        let tally = portal.press.house.tally
        var ledger = ReadLedger(figures: tally, clock: SteadyClock { portal.clock.now.seconds })
        let store = portal.home.store
        try await ledger.open(store, now: portal.clock.now)
        var sums = portal.press.reads.take()
        _ = try await ledger.enter(&sums, store, now: portal.clock.now)
        #expect(tally[refused: .unknown] == 2)
        #expect(ledger.rankings().rail(limit: 7) == [StoryNumber(rawValue: 1)])
        // What is new can be read at once.
        try await portal.take(.sample(3))
        #expect(try await counted(portal, [:], uri: "/-/reads/3") == 1)
    }

    @Test func `readers behind a proxy are those that it names, and nobody else may name any`() async throws {
        let behind = try await Portal(proxies: ["127.0.0.1"])
        for reader in 1...9 { #expect(try await counted(behind, ["X-Forwarded-For": "203.0.113.\(reader)"]) == 1) }
        for reader in 1...9 {
            #expect(try await counted(behind, ["X-Forwarded-For": "2001:db8::\(reader)"]) == (reader == 1 ? 1 : 0))
        }
        let forged = ["X-Forwarded-For": "198.51.100.1, 203.0.113.1"] as KeyValuePairs<String, String>
        #expect(try await counted(behind, forged) == 0)
        #expect(behind.press.house.tally[refused: .repeated] == 9)
    }

    @Test(arguments: ["/-/reads/0", "/-/reads/-1", "/-/reads/01", "/-/reads/x", "/-/reads/9223372036854775808"])
    func `a number that is none is no address`(uri: String) async throws {
        let portal = try await Portal()
        #expect(try await portal.ask(uri, .post, [.userAgent: Self.firefox]).status == .methodNotAllowed)
        #expect(try await portal.ask(uri).status == .notFound)
        #expect(portal.press.house.tally[.read] == 0)
    }

    @Test(arguments: [
        ("POST", "/", "GET, HEAD"), ("PUT", "/dunia", "GET, HEAD"), ("DELETE", "/dunia/1/kawat-nomor-1", "GET, HEAD"),
        ("PATCH", "/-/health", "GET, HEAD"), ("OPTIONS", "/tidak-ada", "GET, HEAD"),
        ("TRACE", "/feed.xml", "GET, HEAD"),
        ("PROPFIND", "/cari?q=a", "GET, HEAD"), ("GET", "/-/reads/1", "POST"), ("HEAD", "/-/reads/1", "POST"),
        ("PUT", "/-/reads/1", "POST"),
    ])
    func `a method that an address does not answer is told which it does`(
        method: String,
        uri: String,
        allowed: String
    )
        async throws
    {
        let method = try #require(HTTPRequest.Method(method))
        let response = try await Portal().ask(uri, method)
        #expect(response.status == .methodNotAllowed)
        #expect(response["Allow"] == allowed)
        #expect(response["Cache-Control"] == "no-store")
    }
}
