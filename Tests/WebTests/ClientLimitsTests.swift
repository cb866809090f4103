import HTTPTypes
import NIOCore
import News
import TestSupport
import Testing

@testable import Web

/// Past a limit a clear answer or a close, and everybody else is still served.
@Suite(.timeLimit(.minutes(10))) struct ClientLimitsTests {
    private static let page = Exchange.ask(Exchange.story).bytes

    private func warmPortal(proxies: [String] = []) async throws -> Portal {
        let portal = try await Portal(proxies: proxies)
        _ = try await portal.ask(Exchange.story)
        return portal
    }

    /// The one answer to these bytes, in whatever pieces they come.
    private func status(_ bytes: [UInt8], _ port: Int, _ dice: inout Seeded) async throws -> Int {
        var statuses: Set<Int> = []
        for pieces in [[bytes], dice.pieces(bytes, most: 3), dice.pieces(bytes, most: 9)] {
            let said = try await RawConnection.exchange(port: port, pieces)
            let answers = try #require(RawAnswer.all(in: said), "\(RawAnswer.text(said))")
            let answer = try #require(answers.first)
            #expect(answers.count == 1)
            if [408, 413, 414, 431].contains(answer.status) {
                #expect(answer["connection"] == "close" && answer["cache-control"] == "no-store")
                #expect(answer["content-type"] == "text/plain; charset=utf-8")
                #expect(answer.body.last == 10 && answer.body.count > 20)
            }
            statuses.insert(answer.status)
        }
        #expect(statuses.count == 1, "\(statuses)")
        return try #require(statuses.first)
    }

    @Test func `a request is as long as the limits say, and not a byte longer`() async throws {
        let portal = try await warmPortal()
        var limits = Limits()
        (limits.requestLine, limits.header, limits.fields, limits.body) = (200, 600, 5, 50)
        try await portal.serving(limits: limits) { port in
            var dice = Seeded(seed: 6)
            let line = "GET  HTTP/1.1\r\n".utf8.count
            let filling = { (count: Int) in String(repeating: "x", count: count) }
            func ask(_ request: Exchange) async throws -> Int { try await status(request.bytes, port, &dice) }
            for target in [Exchange.story + "?", "/tidak-ada?"] {
                let known = try await ask(.ask(target))
                let room = 200 - line - target.utf8.count
                #expect(try await ask(.ask(target + filling(room))) == known)
                #expect(try await ask(.ask(target + filling(room + 1))) == 414)
                #expect(try await ask(.ask(target + filling(room + 300))) == 414)
                let length = Exchange.ask(target, "GET", "X: ").bytes.count
                #expect(try await ask(.ask(target, "GET", "X: " + filling(600 - length))) == known)
                #expect(try await ask(.ask(target, "GET", "X: " + filling(601 - length))) == 431)
                #expect(try await ask(.ask(target, "GET", "X: " + filling(5_000))) == 431)
                #expect(try await ask(.ask(target, "GET", "A: 1", "B: 2", "C: 3", "D: 4")) == known)
                #expect(try await ask(.ask(target, "GET", "A: 1", "B: 2", "C: 3", "D: 4", "E: 5")) == 431)
            }
            for target in ["/", "/-/reads/1"] {
                let known = try await ask(.ask(target, "POST"))
                for (count, expected) in [(50, known), (51, 413)] {
                    let head = Exchange.ask(target, "POST", "Content-Length: \(count)").bytes
                    #expect(try await status(head + Array(filling(count).utf8), port, &dice) == expected)
                }
                #expect(try await ask(.ask(target, "POST", "Content-Length: 999999999999999")) == 413)
            }
            #expect(try await status(Self.page, port, &dice) == 200)
        }
    }

    @Test func `a client far past every limit hears why, although it says more`() async throws {
        let portal = try await warmPortal()
        try await portal.serving { port in
            let line = try await RawConnection(port: port)
            await line.say("GET /" + String(repeating: "x", count: 9_000))
            for _ in 0..<50 { await line.say(String(repeating: "x", count: 9_000)) }
            await line.finish()
            #expect(try RawAnswer.all(in: await line.readToEnd())?.map(\.status) == [414])
        }
    }

    @Test func `a slow head is told so, a slow body and an idle connection are closed`() async throws {
        let portal = try await warmPortal()
        var limits = Limits()
        // More than a busy machine takes for the answers that come before.
        (limits.headerSeconds, limits.idleSeconds) = (3, 8)
        try await portal.serving(limits: limits) { port in
            let slow = try await RawConnection(port: port)
            await slow.say("GET / HTTP/1.1\r\nHost")
            let second = try await RawConnection(port: port)
            await second.say(Self.page + Array("GET ".utf8))
            let body = try await RawConnection(port: port)
            await body.say(Exchange.ask("/", "POST", "Content-Length: 10").bytes + Array("abc".utf8))
            let old = try await RawConnection(port: port)
            await old.say("GET / HTTP/1.0\r\n")
            let left = try await RawConnection(port: port)
            await left.say("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n")
            let idle = try await RawConnection(port: port)
            let after = try await RawConnection(port: port)
            await after.say(Self.page)
            #expect(try RawAnswer.all(in: await slow.readToEnd())?.map(\.status) == [408])
            #expect(try RawAnswer.all(in: await second.readToEnd())?.map(\.status) == [200, 408])
            #expect(try RawAnswer.all(in: await body.readToEnd())?.map(\.status) == [405])
            #expect(try RawAnswer.all(in: await old.readToEnd())?.map(\.status) == [408])
            #expect(try await left.readToEnd().isEmpty)
            #expect(try await idle.readToEnd().isEmpty)
            #expect(try RawAnswer.all(in: await after.readToEnd())?.map(\.status) == [200])
        }
    }

    @Test(arguments: [
        // One more each: the testing framework holds a connection of its own.
        (name: "in all", total: 4, each: 100, proxies: [String]()),
        (name: "of one address", total: 100, each: 4, proxies: []),
        (name: "in all, by a proxy", total: 4, each: 100, proxies: ["127.0.0.1"]),
    ])
    func `one connection too many is closed, the others are served, and room comes back`(
        name: String,
        total: Int,
        each: Int,
        proxies: [String]
    ) async throws {
        let portal = try await warmPortal(proxies: proxies)
        var limits = Limits()
        (limits.connections, limits.connectionsPerAddress) = (total, each)
        try await portal.serving(limits: limits) { port in
            var lines: [RawConnection] = []
            for _ in 0..<3 {
                let line = try await RawConnection(port: port)
                await line.say(Self.page)
                _ = try await line.read { RawAnswer.all(in: $0)?.count == 1 }
                lines.append(line)
            }
            let extra = try await RawConnection(port: port)
            await extra.say(Self.page)
            #expect(try await extra.readToEnd().isEmpty)
            for line in lines {
                await line.say(Self.page)
                _ = try await line.read { RawAnswer.all(in: $0)?.count == 2 }
            }
            await lines[0].finish()
            _ = try await lines[0].readToEnd()
            // The server may hear of the end a moment after the client.
            var said: [UInt8] = []
            while said.isEmpty { said = try await RawConnection.exchange(port: port, [Self.page]) }
            #expect(RawAnswer.all(in: said)?.map(\.status) == [200])
        }
    }

    @Test func `a trusted proxy brings as many connections as it likes`() async throws {
        let portal = try await warmPortal(proxies: ["127.0.0.0/8"])
        var limits = Limits()
        limits.connectionsPerAddress = 2
        try await portal.serving(limits: limits) { port in
            var lines: [RawConnection] = []
            for _ in 0..<10 {
                let line = try await RawConnection(port: port)
                await line.say(Self.page)
                _ = try await line.read { RawAnswer.all(in: $0)?.count == 1 }
                lines.append(line)
            }
            #expect(lines.allSatisfy { $0.isOpen })
        }
    }

    /// Kept pages, and answers from behind between them; far more than the system's buffers hold.
    @Test func `a client that reads late gets every answer in order, even after it has said its last`() async throws {
        let portal = try await Portal([WireItem].newspaper(3))
        var targets: [String] = []
        for number in 1...3 { targets.append(try #require(try await portal.ask("/x/\(number)/x")["Location"])) }
        for target in targets { _ = try await portal.ask(target) }
        let row = (0..<3_000).map { $0 % 50 == 49 ? "/-/live" : targets[$0 % 3] }
        try await portal.serving { [targets] port in
            for connection in ["keep-alive", "close", "x"] {
                let line = try await RawConnection(port: port, isReading: false)
                let last = Exchange.ask(row[0], "GET", "Connection: \(connection)").bytes
                // Behind the last that is answered nothing is, though Hummingbird would go on.
                let more = connection == "keep-alive" ? [] : Self.ask(targets[1])
                let bytes = row.flatMap { Self.ask($0) } + last + more
                async let saying: Void = {
                    await line.say(bytes)
                    await line.finish()
                }()
                // Others are served meanwhile.
                let other = try await RawConnection.exchange(port: port, [Self.ask(targets[1])])
                #expect(RawAnswer.all(in: other)?.count == 1)
                try await line.read()
                await saying
                let answers = try #require(RawAnswer.all(in: try await line.readToEnd()))
                #expect(answers.count == row.count + 1)
                for (target, answer) in zip(row + [row[0]], answers) {
                    let isOwn = target == "/-/live" ? answer.body == Array("ok\n".utf8) : answer.isPage(target)
                    #expect(isOwn, "\(target)")
                    guard isOwn else { return }
                }
            }
        }
    }

    private static func ask(_ target: String) -> [UInt8] { Exchange.ask(target).bytes }
}

extension RawAnswer {
    /// Whether this is the page of that address: it names itself.
    func isPage(_ target: String) -> Bool {
        status == 200
            && RawAnswer.text(body).contains("<link rel=\"canonical\" href=\"https://warta.example\(target)\">")
    }
}
