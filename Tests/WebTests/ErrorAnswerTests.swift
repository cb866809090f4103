import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOEmbedded
import News
import TestSupport
import Testing

@testable import Press
@testable import Storage
@testable import Web

/// What an error means to whoever asked: decided once, for every route and both versions of HTTP.
@Suite(.timeLimit(.minutes(10))) struct ErrorAnswerTests {
    private struct Unforeseen: Error {}

    private static let statuses: [NewsError.Code: HTTPResponse.Status] = [
        .invalid: .badRequest, .notFound: .notFound, .refused: .forbidden, .conflict: .conflict,
        .throttled: .tooManyRequests, .unavailable: .serviceUnavailable,
    ]

    /// A route of each kind that asks the store.
    private static let routes = [
        "/", "/dunia", "/dunia/1/kawat-nomor-1", "/dunia/1/salah", "/indeks", "/tag/rusia", "/penulis/a",
        "/cari?q=kawat", "/feed.xml", "/dunia/atom.xml", "/tag/rusia/feed.json", "/sitemap.xml", "/sitemap-0.xml",
        "/sitemap-news.xml", "/tidak/ada/di/sini", "/lama.html?p=1",
        "/-/pictures/\(String(repeating: "ab", count: 32))/320.jpg",
    ]

    @Test(arguments: NewsError.Code.allCases)
    func `each code has a status, and its sentence is passed on`(code: NewsError.Code) throws {
        let answer = ErrorAnswer(NewsError(code, "Something happened; do something."))
        #expect(answer.status == Self.statuses[code])
        #expect(answer.text == "Something happened; do something.\n")
        #expect((answer.fields[.retryAfter] != nil) == (code == .unavailable))
    }

    @Test func `what nobody foresaw is a fault of ours, of which nothing is told`() {
        for error in [Unforeseen() as any Error, HTTPError(.internalServerError, message: "secret")] {
            let answer = ErrorAnswer(error)
            #expect(answer.status == .internalServerError)
            #expect(!answer.sentence.contains("secret") && !answer.sentence.contains("Unforeseen"))
        }
        #expect(ErrorAnswer(CancellationError()).status == .serviceUnavailable)
    }

    @Test(arguments: NewsError.Code.allCases)
    func `a reader gets a page of the theme for each status that it has words for`(code: NewsError.Code) async throws {
        let portal = try await Portal()
        let error = NewsError(code, "Words for others; not for readers.")
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/"),
            body: RequestBody(buffer: ByteBuffer())
        )
        let context = WebContext(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: .silent))
        let response = portal.site.failure(error, "It failed.", request, context)
        #expect(response.status == Self.statuses[code])
        let isPage = response.headers[.contentType]?.hasPrefix("text/html") == true
        #expect(isPage == ![.refused, .conflict, .throttled].contains(code))
    }

    private static let tables = [
        "story", "former_path", "former_query", "tag", "person", "section", "story_picture", "sitemap_shard",
        "story_tag",
    ]

    /// Renames tables, so that every statement about them is one that no database could run.
    private static func lose(_ tables: [String], of home: TestStore) async throws {
        let renamings = tables.map { "ALTER TABLE \($0) RENAME TO lost_\($0);" }
        if let address = home.database {
            for renaming in renamings { try await PostgreSQLServer.run(renaming, at: address) }
        } else {
            let database = try #require(home.store.database as? SQLiteDatabase)
            try await database.unguarded("PRAGMA legacy_alter_table = ON; " + renamings.joined())
        }
    }

    @Test func `a fault of the store is answered alike by every route: 503 while it is away, 500 if it is ours`()
        async throws
    {
        for (status, words) in [(503, "Sebentar"), (500, "Terjadi kesalahan")] {
            let portal = try await Portal(pictureFile: { _, _, _ in "/nowhere" })
            if status == 503 {
                portal.home.store.close()
            } else {
                try await Self.lose(Self.tables, of: portal.home)
            }
            try await portal.servingBoth { front, behind in
                for port in [front, behind] {
                    // Without reads, that page is made of nothing that could be lost.
                    for route in Self.routes + (status == 503 ? ["/populer"] : []) {
                        let said = try await RawConnection.exchange(port: port, [Exchange.ask(route).bytes])
                        let answer = try #require(RawAnswer.all(in: said)?.first, "\(route)")
                        #expect(answer.status == status, "\(route)")
                        #expect(RawAnswer.text(answer.body).contains(words), "\(route)")
                        #expect(answer["cache-control"] == "no-store" && answer["etag"] == nil, "\(route)")
                        #expect((answer["retry-after"] == "5") == (status == 503), "\(route)")
                    }
                }
            }
            try await portal.sites.serving(certificate: try TLSCertificate.test.get()) { port in
                let client = try await HTTP2Client(port: port)
                for route in Self.routes {
                    let answer = try await client.ask(route)
                    #expect(answer.status?.code == status && answer.text.contains(words), "\(route)")
                    #expect((answer.fields[.retryAfter] == "5") == (status == 503), "\(route)")
                }
            }
        }
    }

    @Test func `an error says what it is in the same words in both versions of HTTP`() async throws {
        let portal = try await Portal()
        let certificate = try TLSCertificate.test.get()
        let cases: [(method: String, target: String, host: String, error: ErrorAnswer)] = [
            ("GET", "/", "a b", .hostMissing), ("POST", "/", "x", .notAllowed("GET, HEAD")),
            ("GET", "/-/reads/1", "x", .notAllowed("POST")),
            ("GET", "/" + String(repeating: "x", count: 9_000), "x", .requestLineTooLong(Limits())),
        ]
        try await portal.servingBoth { front, behind in
            for port in [front, behind] {
                for (method, target, host, error) in cases where port == front || target.count < 100 {
                    let bytes = Array("\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8)
                    let answer = RawAnswer.all(in: try await RawConnection.exchange(port: port, [bytes]))?.first
                    #expect(answer?.status == error.status.code && answer?.body == Array(error.text.utf8))
                    #expect(answer?["allow"] == error.fields[.allow] && answer?["cache-control"] == "no-store")
                }
            }
        }
        try await portal.sites.serving(certificate: certificate) { port in
            let client = try await HTTP2Client(port: port)
            // The client itself refuses to name that host.
            for (method, target, host, error) in cases where error != .hostMissing {
                let answer = try await client.ask(target, try #require(HTTPRequest.Method(method)), host: host)
                #expect(answer.status == error.status && answer.text == error.text)
                #expect(answer.fields[.allow] == error.fields[.allow])
            }
            for target in ["/", "/-/live", "/tidak-ada"] {
                let answer = try await client.ask(target, fields: ["host": "y"])
                #expect(answer.status == .badRequest && answer.text == ErrorAnswer.hostMissing.text)
            }
        }
    }
}
