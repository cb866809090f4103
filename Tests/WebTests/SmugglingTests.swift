import HTTPTypes
import News
import TestSupport
import Testing

@testable import Web

/// Requests that two readers could part in two ways: never an answer to what hides in one, never another's page.
@Suite(.timeLimit(.minutes(10))) struct SmugglingTests {
    /// Each page is asked for in one place only, so that an answer tells which request it is of.
    private static func target(_ number: Int) -> String { "/dunia/\(number)/kawat-nomor-\(number)" }

    private static let hidden = String(decoding: Exchange.ask(target(2)).bytes, as: UTF8.self)

    private static func post(_ fields: String, _ body: String) -> String {
        "POST \(target(1)) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\n\(body)"
    }

    private static func get(_ fields: String, _ body: String) -> String {
        "GET \(target(1)) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\n\(body)"
    }

    /// Each hides a request for the second story in what some reader takes for the body of the first.
    static let shapes: [(name: String, text: String)] = {
        let chunked = "0\r\n\r\n"
        let length = hidden.utf8.count
        let hex = String(length, radix: 16)
        let twice = "Content-Length: \(length)\r\nContent-Length: 0"
        var shapes = [
            ("CL.TE", post("Content-Length: \(5 + length)\r\nTransfer-Encoding: chunked", chunked + hidden)),
            ("TE.CL", post("Transfer-Encoding: chunked\r\nContent-Length: 4", "\(hex)\r\n\(hidden)\r\n0\r\n\r\n")),
            ("0.CL", get("Content-Length: \(length)", hidden)), ("CL.0", post("Content-Length: \(length)", hidden)),
            ("CL.CL", post(twice, hidden)), ("list", post("Content-Length: 0, \(length)", hidden)),
            ("space before colon", post("Content-Length : \(length)", hidden)),
            ("folded", post("X: y\r\n Content-Length: \(length)", hidden)),
            ("folded length", post("Content-Length:\r\n \(length)", hidden)),
            ("bare LF", post("X: y\nContent-Length: \(length)", hidden)),
            ("bare CR", post("X: y\rContent-Length: \(length)", hidden)),
            ("NUL", post("X: y\u{0}\r\nContent-Length: \(length)", hidden)),
            ("plus", post("Content-Length: +\(length)", hidden)), ("hex", post("Content-Length: 0x\(hex)", hidden)),
            ("leading nought", post("Content-Length: 0\(length)", hidden)),
            ("tab", post("Content-Length:\t\(length)\t", hidden)),
            ("inside a name", post("X-Content-Length: \(length)", "")),
            ("by a proxy's name", post("Proxy-Connection: close", hidden)),
            ("chunk extension", post("Transfer-Encoding: chunked", "0;\n\(length)\r\n\r\n" + hidden)),
            ("chunk ended by LF", post("Transfer-Encoding: chunked", "0\n\n" + hidden)),
            ("trailer", post("Transfer-Encoding: chunked", "0\r\nX: y\r\n\r\n" + hidden)),
            ("HTTP/1.0", hidden.replacing("HTTP/1.1", with: "HTTP/1.0") + hidden),
            ("a line before", "GET \(target(1)) HTTP/1.1\r\nHost:x\r\n\r\n \(target(1)) HTTP/1.1\r\n\r\n" + hidden),
            ("continued", post("Expect: 100-continue\r\nContent-Length: \(length)", hidden)),
            ("upgraded", get("Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: \(length)", hidden)),
        ]
        for coding in [
            "xchunked", "chunked, identity", "identity, chunked", "\u{B}chunked", "\"chunked\"", "CHUNKED", " chunked",
            "chunked\r\nTransfer-Encoding: x", "x\r\nTransfer-Encoding: chunked", "chunked\u{0}",
        ] {
            let field = "Transfer-Encoding: \(coding)"
            shapes.append(("TE.TE \(coding)", post("Content-Length: 4\r\n\(field)", chunked + hidden)))
            shapes.append(("TE \(coding)", post(field, chunked + hidden)))
        }
        // The same hidden behind what the fast path answers without a page.
        return shapes + shapes.map { ($0 + ", read", $1.replacing("POST \(target(1))", with: "POST /-/reads/1")) }
    }()

    /// The stories whose pages came back, in order; 0 for any other answer.
    private func stories(_ bytes: [UInt8]) throws -> [Int] {
        let answers = try #require(RawAnswer.all(in: bytes), "\(RawAnswer.text(bytes))")
        return answers.map { answer in
            let key = answer["surrogate-key"] ?? ""
            return (1...3).first { key.split(separator: " ").contains("story-\($0)") } ?? 0
        }
    }

    @Test func `what hides in a request is answered only where Hummingbird parts it so too`() async throws {
        let portal = try await Portal([.sample(1), .sample(2), .sample(3)])
        for number in 1...3 { _ = try await portal.ask(Self.target(number)) }
        let after = Exchange.ask(Self.target(3)).bytes
        try await portal.servingBoth { front, behind in
            var dice = Seeded(seed: 4)
            for (name, text) in Self.shapes {
                let bytes = Array(text.utf8) + after
                let there = try self.stories(try await RawConnection.exchange(port: behind, [bytes]))
                for way in 0..<4 {
                    let pieces = way == 0 ? [bytes] : dice.pieces(bytes, most: 4)
                    let here = try self.stories(try await RawConnection.exchange(port: front, pieces))
                    // The fast path may stop earlier; it never answers more, or otherwise.
                    #expect(here == Array(there.prefix(here.count)), "\(name)")
                    #expect(!here.isEmpty, "\(name)")
                }
                // The connection of somebody else knows nothing of it.
                let other = try await RawConnection.exchange(port: front, [Exchange.ask(Self.target(3)).bytes])
                #expect(try self.stories(other) == [3])
            }
        }
    }

    @Test func `a body is never read as a request, whoever answers`() async throws {
        let portal = try await Portal([.sample(1), .sample(2), .sample(3)])
        for number in 1...3 { _ = try await portal.ask(Self.target(number)) }
        let length = Self.hidden.utf8.count
        try await portal.serving { port in
            var dice = Seeded(seed: 5)
            for head in ["POST /-/reads/1", "POST \(Self.target(1))", "GET /tidak-ada", "PUT /", "POST /cari?q=a"] {
                let request = "\(head) HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n\(Self.hidden)"
                let bytes = Array(request.utf8) + Exchange.ask(Self.target(3)).bytes
                for _ in 0..<8 {
                    let said = try await RawConnection.exchange(port: port, dice.pieces(bytes, most: 4))
                    #expect(try self.stories(said) == [0, 3], "\(head)")
                }
            }
        }
    }
}
