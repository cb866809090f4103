import HTTPTypes
import HummingbirdTesting
import NIOCore
import News
import Press
import TestSupport
import Testing

@testable import Web

/// HTTP/2 over TLS, the way browsers come.
@Suite(.timeLimit(.minutes(10))) struct HTTP2Tests {
    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    private func serving(
        _ portal: Portal,
        limits: Limits = Limits(),
        _ body: @escaping @Sendable (HTTP2Client) async throws -> Void
    ) async throws {
        let certificate = try TLSCertificate.test.get()
        try await portal.sites.serving(limits: limits, certificate: certificate) { port in
            try await body(HTTP2Client(port: port))
        }
    }

    @Test func `a page that is kept, one that is not, and one that is none`() async throws {
        let portal = try await Portal()
        let whole = try await portal.ask(Exchange.story).body
        try await serving(portal) { client in
            for _ in 0..<2 {
                let kept = try await client.ask(Exchange.story)
                #expect(kept.status == .ok && kept.body == Array(whole.readableBytesView))
                let pressed = try await client.ask("/dunia")
                #expect(pressed.status == .ok && pressed.text.contains("<title>"))
                let missing = try await client.ask("/tidak/ada/di/sini")
                #expect(missing.status == .notFound && missing.text.contains("Halaman tidak ditemukan"))
            }
            let head = try await client.ask(Exchange.story, .head)
            #expect(head.status == .ok && head.body.isEmpty && head.fields[.contentLength] == "\(whole.readableBytes)")
        }
    }

    @Test func `a read is counted as over HTTP/1, once for each reader and for none who is none`() async throws {
        let portal = try await Portal(proxies: ["127.0.0.1"])
        try await serving(portal) { client in
            func tell(_ fields: KeyValuePairs<String, String>, _ number: String = "1", body: [UInt8] = []) async throws
            {
                let told = try await client.ask("/-/reads/\(number)", .post, fields: fields, body: body)
                #expect(told.status == .noContent && told.body.isEmpty && told.fields[.cacheControl] == "no-store")
            }
            try await tell(["user-agent": Self.firefox])
            try await tell(["user-agent": Self.firefox])
            try await tell(["user-agent": Self.firefox, "x-forwarded-for": "203.0.113.7:4711"], body: [1, 2, 3])
            try await tell(["user-agent": Self.firefox, "sec-fetch-site": "cross-site"])
            try await tell(["user-agent": Self.firefox, "sec-purpose": "prefetch"])
            try await tell(["user-agent": "curl/8.0"])
            try await tell([:])
            try await tell(["user-agent": Self.firefox], "999")
            #expect(try await client.ask("/-/reads/1").status == .methodNotAllowed)
            #expect(try await client.ask("/-/reads/x", .post).status == .methodNotAllowed)
        }
        let tally = portal.press.house.tally
        #expect(tally[.read] == 2)
        let refused = [ReadRefusal.repeated, .elsewhere, .prefetch, .robot, .unknown].map { tally[refused: $0] }
        #expect(refused == [1, 1, 1, 2, 1])
    }

    @Test func `a head above the limit is told so, and the connection goes on`() async throws {
        let portal = try await Portal()
        _ = try await portal.ask(Exchange.story)
        var limits = Limits()
        (limits.header, limits.fields) = (4_096, 20)
        try await serving(portal, limits: limits) { [limits] client in
            func filling(_ count: Int) -> String { String(repeating: "x", count: count) }
            for count in [3_000, 4_096, 5_000, 10_000, 18_000] {
                for target in [Exchange.story, "/tidak-ada"] {
                    let answer = try await client.ask(target, fields: ["cookie": filling(count)])
                    if count == 3_000 {
                        #expect(answer.status?.kind != .serverError && answer.status != .requestHeaderFieldsTooLarge)
                    } else {
                        #expect(answer.status == .requestHeaderFieldsTooLarge, "\(count)")
                        #expect(answer.text == ErrorAnswer.headTooLarge(limits).text)
                    }
                }
            }
            let many = try await client.ask(
                "/",
                fields: [
                    "a": "", "b": "", "c": "", "d": "", "e": "", "f": "", "g": "", "h": "", "i": "", "j": "", "k": "",
                    "l": "", "m": "", "n": "", "o": "", "p": "", "q": "", "r": "", "s": "", "t": "", "u": "",
                ]
            )
            #expect(many.status == .requestHeaderFieldsTooLarge)
            let long = try await client.ask("/" + filling(limits.requestLine))
            #expect(long.status == .uriTooLong)
            #expect(client.isOpen)
            #expect(try await client.ask(Exchange.story).status == .ok)
        }
    }

    @Test func `a body above the limit is told so as well, to its last byte`() async throws {
        let portal = try await Portal()
        var limits = Limits()
        limits.body = 1_000
        try await serving(portal, limits: limits) { [limits] client in
            for target in ["/", "/-/reads/1"] {
                let answer = try await client.ask(target, .post, body: Array(repeating: 65, count: 30_000))
                #expect(answer.status == .contentTooLarge && answer.text == ErrorAnswer.bodyTooLarge(limits.body).text)
            }
            #expect(try await client.ask("/-/reads/1", .post, body: [65]).status == .noContent)
        }
    }

    @Test func `a head that nobody would read to its end closes the connection, and no other`() async throws {
        let portal = try await Portal()
        var limits = Limits()
        (limits.header, limits.fields) = (4_096, 20)
        let certificate = try TLSCertificate.test.get()
        try await portal.sites.serving(limits: limits, certificate: certificate) { [limits] port in
            let other = try await HTTP2Client(port: port)
            let client = try await HTTP2Client(port: port)
            let filling = String(repeating: "x", count: limits.largestReadHead)
            await #expect(throws: (any Error).self) { try await client.ask("/", fields: ["cookie": filling]) }
            #expect(try await other.ask("/").status == .ok)
        }
    }
}
