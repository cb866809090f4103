import Editorial
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import News
import TestSupport
import Testing

@testable import Press
@testable import Web

/// Whole heads, so that no field comes, goes or changes unseen.
@Suite struct ExchangeTests {
    private static let gzip = HTTPFields(named: ["Accept-Encoding": "gzip, br"])

    @Test func `a story`() async throws {
        let portal = try await Portal()
        let response = try await portal.askLater("/dunia/1/kawat-nomor-1", Self.gzip)
        #expect(
            Snapshot(response).text == """
                200
                Cache-Control: public, max-age=5
                Content-Encoding: gzip
                Content-Length: LENGTH
                Content-Security-Policy: POLICY
                Content-Type: text/html; charset=utf-8
                ETag: "DIGEST-DIGEST-gz"
                Last-Modified: Fri, 02 Jan 2026 05:00:00 GMT
                Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()
                Referrer-Policy: strict-origin-when-cross-origin
                Surrogate-Key: story-1 section-dunia site tag-rusia tag-korea-utara author-alifia-dwi-ramandhita \
                author-bagus-santoso
                Vary: Accept-Encoding, Surrogate-Capability
                X-Content-Type-Options: nosniff
                """
        )
        #expect(response.body.getBytes(at: 0, length: 3) == [0x1F, 0x8B, 8])
        let plain = try await portal.ask("/dunia/1/kawat-nomor-1")
        #expect(plain["Content-Encoding"] == nil && plain.text.hasPrefix("<!doctype html>"))
        #expect(plain.text.hasSuffix("</html>\n"))
    }

    @Test func `a feed`() async throws {
        let response = try await Portal().askLater("/feed.xml")
        #expect(
            Snapshot(response).text == """
                200
                Cache-Control: public, max-age=60
                Content-Length: LENGTH
                Content-Security-Policy: POLICY
                Content-Type: application/rss+xml; charset=utf-8
                ETag: "DIGEST"
                Last-Modified: Fri, 02 Jan 2026 05:00:00 GMT
                Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()
                Referrer-Policy: strict-origin-when-cross-origin
                Vary: Accept-Encoding, Surrogate-Capability
                X-Content-Type-Options: nosniff
                """
        )
    }

    @Test func `an asset`() async throws {
        let portal = try await Portal()
        let style = try #require(portal.press.newspaper.theme.address(of: "style.css"))
        let response = try await portal.askLater(style.path)
        #expect(
            Snapshot(response).text == """
                200
                Cache-Control: public, max-age=31536000, immutable
                Content-Length: LENGTH
                Content-Security-Policy: POLICY
                Content-Type: text/css; charset=utf-8
                ETag: "DIGEST"
                Last-Modified: Fri, 02 Jan 2026 05:00:00 GMT
                Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()
                Referrer-Policy: strict-origin-when-cross-origin
                Vary: Accept-Encoding, Surrogate-Capability
                X-Content-Type-Options: nosniff
                """
        )
    }

    @Test func `nothing there, and nothing there any more`() async throws {
        let portal = try await Portal([.sample(1), .sample(2)])
        try await portal.desk.withdrawStory(StoryNumber(rawValue: 2), on: .mistake, reason: "Keliru.", actor: "alifia")
        try await portal.press.follower.catchUp()
        let head = """
            Cache-Control: public, max-age=5
            Content-Length: LENGTH
            Content-Security-Policy: POLICY
            Content-Type: text/html; charset=utf-8
            Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()
            Referrer-Policy: strict-origin-when-cross-origin
            Vary: Accept-Encoding, Surrogate-Capability
            X-Content-Type-Options: nosniff
            """
        #expect(Snapshot(try await portal.ask("/tidak/ada/di/sini")).text == "404\n" + head)
        let gone = try await portal.ask("/dunia/2/kawat-nomor-2")
        #expect(Snapshot(gone, without: ["surrogate-key"]).text == "410\n" + head)
        #expect(gone.text.contains("Keliru."))
    }

    @Test func `an address that stands elsewhere`() async throws {
        let response = try await Portal().ask("/dunia/1/salah")
        #expect(
            Snapshot(response).text == """
                301
                Cache-Control: public, max-age=5
                Content-Length: LENGTH
                Content-Security-Policy: POLICY
                Location: /dunia/1/kawat-nomor-1
                Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()
                Referrer-Policy: strict-origin-when-cross-origin
                X-Content-Type-Options: nosniff
                """
        )
    }

    @Test func `a head is that of the page, without the page`() async throws {
        let portal = try await Portal()
        for uri in ["/", "/dunia/1/kawat-nomor-1", "/feed.xml", "/robots.txt", "/tidak-ada", "/-/rails"] {
            for fields in [[:], Self.gzip] {
                let page = try await portal.ask(uri, .get, fields)
                let head = try await portal.ask(uri, .head, fields)
                #expect(head.status == page.status)
                #expect(head.headers == page.headers, "\(uri)")
                #expect(head["Content-Length"] == String(page.body.readableBytes), "\(uri)")
                #expect(head.body.readableBytes == 0, "\(uri)")
            }
        }
    }

    /// Over the wire, as the framing is the server's: neither 204 nor 304 has a length (RFC 9110 section 8.6).
    @Test(.timeLimit(.minutes(10))) func `heads without a page, and pages, follow one another on one connection`()
        async throws
    {
        let portal = try await Portal()
        let tag = try #require(try await portal.ask("/")["ETag"])
        let said = try await portal.server.test(.live) { client in
            let port = try #require(client.port)
            let requests = [
                "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nIf-None-Match: \(tag)\r\n\r\n",
                "POST /-/reads/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
                "GET /-/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            ]
            return try await CollectingConnection(port: port, sending: requests.joined()).readToEnd()
        }
        let answers = said.split(separator: "HTTP/1.1 ").map(String.init)
        #expect(answers.map { $0.prefix(3) } == ["200", "304", "204", "200"])
        guard answers.count == 4 else { return }
        #expect(answers[0].hasSuffix("\r\n\r\n"))
        for answer in answers[1...2] {
            #expect(!answer.lowercased().contains("content-length"), "\(answer)")
            #expect(!answer.lowercased().contains("transfer-encoding"), "\(answer)")
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
        #expect(answers[1].contains(tag))
        #expect(answers[3].hasSuffix("\r\n\r\nok\n"))
    }

    @Test func `readers who come by HTTPS are told to keep to it`() async throws {
        let portal = try await Portal(isSecure: true)
        for uri in ["/", "/tidak-ada", "/dunia/1/salah"] {
            #expect(try await portal.ask(uri)["Strict-Transport-Security"] == "max-age=31536000", "\(uri)")
        }
    }

    @Test func `the policy lets nothing in that is not ours`() async throws {
        let policy = try #require(try await Portal().ask("/")["Content-Security-Policy"])
        for rule in ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            #expect(policy.contains(rule))
        }
        #expect(!policy.contains("unsafe") && !policy.contains("*"))
    }

    @Test(arguments: ["/-/live", "/-/ready", "/-/health", "/-/metrics", "/-/reads/1", "/", "/tidak-ada"])
    func `a HEAD is never answered with a body`(path: String) async throws {
        let portal = try await Portal()
        let answer = try await portal.ask(path, .head)
        #expect(answer.body.readableBytes == 0)
        #expect(answer.headers[.contentLength] != "0")
    }

    @Test func `a date is told only when its second is over, and then spares the page`() async throws {
        let portal = try await Portal()
        #expect(try await portal.ask("/").headers[.lastModified] == nil)
        portal.clock.advance(seconds: 1)
        let date = try #require(try await portal.ask("/").headers[.lastModified])
        #expect(try await portal.ask("/", .get, [.ifModifiedSince: date]).status == .notModified)
        #expect(try await portal.ask("/", .get, [.ifModifiedSince: "Mon, 01 Jan 2001 00:00:00 GMT"]).status == .ok)
    }
}
