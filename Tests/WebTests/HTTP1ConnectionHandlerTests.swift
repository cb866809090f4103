import HTTPTypes
import NIOCore
import News
import TestSupport
import Testing

@testable import Press
@testable import Web

/// A server with the fast path beside one without it: the same bytes come back, in whatever pieces it was asked.
@Suite(.timeLimit(.minutes(10))) struct HTTP1ConnectionHandlerTests {
    /// What is answered when no request can be read any more.
    private static let badRequest = RawAnswer.comparable(
        Array(ErrorAnswer.unreadable.encoded(at: .sampleNow).readableBytesView)
    )

    /// An exchange, and what comes back for it without the fast path.
    private struct Known: Sendable {
        let exchange: Exchange
        let answer: [UInt8]
    }

    /// Every page that is asked for is kept, and the second of its date is over.
    private func warmPortal() async throws -> (portal: Portal, exchanges: [Exchange]) {
        let portal = try await Portal()
        let style = try #require(portal.press.newspaper.theme.address(of: "style.css")).path
        let targets = Exchange.targets(style: style)
        for target in targets { _ = try await portal.ask(target) }
        portal.clock.advance(seconds: 1)
        let page = try await portal.ask(Exchange.story)
        let packed = try await portal.ask(Exchange.story, .get, [.acceptEncoding: "gzip"])
        let conditions = Exchange.conditions(
            tag: try #require(page["ETag"]),
            gzipTag: try #require(packed["ETag"]),
            date: try #require(page["Last-Modified"])
        )
        let pages = targets.flatMap { [Exchange.ask($0), .ask($0, "HEAD", "Accept-Encoding: gzip")] }
        return (portal, pages + conditions + Exchange.others + Exchange.last)
    }

    /// Both servers, and what the one without a fast path answers to every exchange.
    private func compare(
        _ body: @escaping @Sendable (_ front: Int, _ behind: Int, _ known: [Known]) async throws -> Void
    ) async throws {
        let (portal, exchanges) = try await warmPortal()
        try await portal.servingBoth { front, behind in
            var known: [Known] = []
            for exchange in exchanges {
                let said = try await RawConnection.exchange(port: behind, [exchange.bytes])
                known.append(Known(exchange: exchange, answer: Self.expected(exchange, said)))
            }
            try await body(front, behind, known)
        }
    }

    /// Without what Hummingbird says once too often.
    private static func expected(_ exchange: Exchange, _ said: [UInt8]) -> [UInt8] {
        let answer = RawAnswer.comparable(said)
        guard exchange.isAnsweredTwice else { return answer }
        #expect(answer.count > badRequest.count && answer.suffix(badRequest.count) == badRequest[...])
        return answer.dropLast(badRequest.count)
    }

    private static func expect(_ said: [UInt8], is answer: [UInt8], _ what: @autoclosure () -> String) {
        let isSame = RawAnswer.comparable(said) == answer
        #expect(isSame, "\(what())\nwith the fast path:\n\(RawAnswer.text(said))\nexpected:\n\(RawAnswer.text(answer))")
    }

    @Test func `a page that is not kept yet is answered as without the fast path, and so is the next asking`()
        async throws
    {
        let portal = try await Portal()
        let style = try #require(portal.press.newspaper.theme.address(of: "style.css")).path
        try await portal.servingBoth { front, behind in
            for _ in 0..<2 {
                for target in Exchange.targets(style: style) {
                    let request = Exchange.ask(target).bytes
                    let here = try await RawConnection.exchange(port: front, [request])
                    let there = try await RawConnection.exchange(port: behind, [request])
                    Self.expect(here, is: RawAnswer.comparable(there), target)
                }
                portal.clock.advance(seconds: 1)
            }
        }
    }

    @Test func `every exchange brings the same bytes as without the fast path, and says whether it is the last`()
        async throws
    {
        try await compare { front, _, known in
            for one in known {
                let said = try await RawConnection.exchange(port: front, [one.exchange.bytes])
                Self.expect(said, is: one.answer, one.exchange.name)
                let saysLast = RawAnswer.text(said).lowercased().contains("\r\nconnection: close\r\n")
                #expect(saysLast == one.exchange.isLast, "\(one.exchange.name)")
            }
        }
    }

    @Test func `in whatever pieces a request comes, the answer is the same`() async throws {
        try await compare { front, _, known in
            var dice = Seeded(seed: 1)
            for one in known {
                let bytes = one.exchange.bytes
                var ways = (0..<3).map { _ in dice.pieces(bytes, most: 5) }
                if bytes.count < 200 { ways.append(bytes.map { [$0] }) }
                for pieces in ways {
                    let said = try await RawConnection.exchange(port: front, pieces)
                    Self.expect(said, is: one.answer, "\(one.exchange.name), in pieces of \(pieces.map(\.count))")
                }
            }
        }
    }

    @Test func `pipelined requests are answered in their order, up to the last that can be`() async throws {
        try await compare { front, behind, known in
            var dice = Seeded(seed: 2)
            let calm = known.filter { !$0.exchange.isLast }
            for one in known {
                let other = try #require(calm.randomElement(using: &dice))
                let more = try #require(known.randomElement(using: &dice))
                for row in [[one, one], [one, other], [other, one], [other, one, more, other, one]] {
                    let names = row.map(\.exchange.name).joined(separator: " | ")
                    let bytes = row.flatMap(\.exchange.bytes)
                    let end = row.firstIndex { $0.exchange.isLast } ?? row.count - 1
                    let expected = row[...end].flatMap(\.answer)
                    let said = try await RawConnection.exchange(port: front, dice.pieces(bytes, most: 2))
                    Self.expect(said, is: expected, names)
                    // Behind an answer that should be the last, Hummingbird goes on.
                    guard end == row.count - 1, !row[end].exchange.isLast else { continue }
                    let there = try await RawConnection.exchange(port: behind, [bytes])
                    Self.expect(there, is: expected, "without the fast path: \(names)")
                }
            }
        }
    }

    @Test func `who stops in the middle of a request and listens hears the same as without the fast path`() async throws
    {
        try await compare { front, behind, known in
            var dice = Seeded(seed: 3)
            let first = try #require(known.first)
            for one in known where one.exchange.bytes.count < 2_000 {
                let bytes = one.exchange.bytes
                let cut = Int.random(in: 0..<bytes.count, using: &dice)
                let begun = Array(bytes[..<cut])
                let there = RawAnswer.comparable(try await RawConnection.exchange(port: behind, [begun]))
                // A request whose body broke off was answered; a second answer to it is one too many.
                let bad = Self.badRequest
                let isTwice = there.count > bad.count && there.suffix(bad.count) == bad[...]
                let expected = isTwice ? there.dropLast(bad.count) : there
                let said = try await RawConnection.exchange(port: front, [begun])
                Self.expect(said, is: expected, "\(one.exchange.name), \(cut) bytes")
                let row = first.exchange.bytes + begun
                Self.expect(
                    try await RawConnection.exchange(port: front, [row]),
                    is: first.answer + expected,
                    "behind another"
                )
            }
        }
    }

    @Test(arguments: ["", "?last=0000000000000000"])
    func `the event stream begins as without the fast path`(query: String) async throws {
        let portal = try await Portal()
        try await portal.servingBoth { front, behind in
            let request = Exchange.ask(Exchange.story).bytes + Exchange.ask("/-/updates" + query).bytes
            var said: [[UInt8]] = []
            for port in [front, behind] {
                let line = try await RawConnection(port: port)
                await line.say(request)
                // No line of breaking news stands.
                let ending = Array("</li>\n\nevent: banner\ndata:\n\n\r\n".utf8)
                let bytes = try await line.read { $0.suffix(ending.count) == ending[...] }
                said.append(RawAnswer.comparable(bytes))
            }
            #expect(RawAnswer.text(said[0]).contains("event: updates"))
            Self.expect(said[0], is: said[1], "the stream")
        }
    }
}
