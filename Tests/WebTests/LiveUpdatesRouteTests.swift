import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import News
import TestSupport
import Testing

@testable import Press
@testable import Web

@Suite(.timeLimit(.minutes(10))) struct LiveUpdatesRouteTests {
    private static func request(_ target: String = "/-/updates", _ fields: String = "") -> String {
        "GET \(target) HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\(fields)\r\n"
    }

    /// The id of the rail as a page shows it.
    private func shownID(_ portal: Portal) async throws -> String {
        let rails = try await portal.ask("/-/rails").text
        return try String(#require(rails.firstMatch(of: #/data-id="([0-9a-f]+)"/#)).1)
    }

    @Test func `a page that shows another rail is told at once, then of each publication, then goodbye`() async throws {
        let portal = try await Portal()
        let id = try await shownID(portal)
        let wire = try await portal.server.test(.live) { client in
            let wire = CollectingConnection(port: try #require(client.port), sending: Self.request())
            let first = try await wire.read(until: "Kawat nomor 1")
            #expect(first.hasPrefix("HTTP/1.1 200"))
            for head in [
                "content-type: text/event-stream; charset=utf-8", "cache-control: no-store", "x-accel-buffering: no",
                "x-content-type-options: nosniff",
            ] {
                #expect(first.lowercased().contains(head), "\(head)")
            }
            #expect(first.contains("retry: 3000\n\n"))
            #expect(first.contains("id: \(id)\nevent: updates\ndata: <li>"))
            #expect(portal.press.updates.count == 1)
            try await portal.take(.sample(2))
            let second = try await wire.read(until: "Kawat nomor 2")
            #expect(second.contains("id: \(try await shownID(portal))\nevent: updates\n"))
            return wire
        }
        let all = try await wire.readToEnd()
        #expect(all.contains("event: bye\ndata: bye\n\n"))
        #expect(all.ranges(of: "event: updates").count == 2)
    }

    @Test(arguments: ["header", "query", "header before query"])
    func `a page that knows the rail is told of the next only`(way: String) async throws {
        let portal = try await Portal()
        let id = try await shownID(portal)
        let request =
            switch way {
            case "header": Self.request("/-/updates", "Last-Event-ID: \(id)\r\n")
            case "query": Self.request("/-/updates?last=\(id)")
            default: Self.request("/-/updates?last=0000000000000000", "Last-Event-ID: \(id)\r\n")
            }
        try await portal.server.test(.live) { client in
            let wire = CollectingConnection(port: try #require(client.port), sending: request)
            _ = try await wire.read(until: "retry: 3000")
            while portal.press.updates.count == 0 { await Task.yield() }
            try await portal.take(.sample(2))
            let text = try await wire.read(until: "Kawat nomor 2")
            #expect(text.ranges(of: "event: updates").count == 1)
            #expect(!text.contains("id: \(id)\n"))
            await wire.hangUp()
        }
    }

    @Test func `every row of an event is a line of data`() async throws {
        let portal = try await Portal([WireItem].newspaper(12))
        try await portal.server.test(.live) { client in
            let wire = CollectingConnection(port: try #require(client.port), sending: Self.request())
            let text = try await wire.read(until: "Kawat nomor 3<")
            #expect(text.ranges(of: "data: <li>").count == 10)
            await wire.hangUp()
        }
    }

    @Test func `a reader who went away is forgotten with the next news`() async throws {
        let portal = try await Portal()
        try await portal.server.test(.live) { client in
            let wire = CollectingConnection(port: try #require(client.port), sending: Self.request())
            _ = try await wire.read(until: "Kawat nomor 1")
            #expect(portal.press.updates.count == 1)
            await wire.hangUp()
            var index: Int64 = 2
            while portal.press.updates.count > 0, index < 500 {
                try await portal.take(.sample(index))
                index += 1
            }
            #expect(portal.press.updates.count == 0)
        }
    }

    @Test func `many readers are told and dismissed together`() async throws {
        let portal = try await Portal()
        let wires = try await portal.server.test(.live) { client in
            let port = try #require(client.port)
            let wires = (0..<50).map { _ in CollectingConnection(port: port, sending: Self.request()) }
            for wire in wires { _ = try await wire.read(until: "Kawat nomor 1") }
            let figures = try await client.executeRequest(uri: "/-/metrics", method: .get, headers: [:], body: nil)
            #expect(figures.text.contains("warta_live_listeners 50\n"))
            try await portal.take(.sample(2))
            for wire in wires { _ = try await wire.read(until: "Kawat nomor 2") }
            return wires
        }
        for wire in wires { #expect(try await wire.readToEnd().contains("event: bye")) }
    }

    @Test(arguments: ["", "Connection: keep-alive\r\n", "Host: x\r\nConnection: close\r\n"])
    func `a client of HTTP 1.0 gets the events bare, and the end of the connection for an end`(
        fields: String
    ) async throws {
        let portal = try await Portal()
        let wire = try await portal.server.test(.live) { client in
            let request = "GET /-/updates HTTP/1.0\r\n\(fields)\r\n"
            let wire = CollectingConnection(port: try #require(client.port), sending: request)
            _ = try await wire.read(until: "Kawat nomor 1")
            try await portal.take(.sample(2))
            _ = try await wire.read(until: "Kawat nomor 2")
            return wire
        }
        let all = try await wire.readToEnd()
        let end = try #require(all.firstRange(of: "\r\n\r\n"))
        let (head, events) = (all[..<end.lowerBound], all[end.upperBound...])
        #expect(!head.lowercased().contains("transfer-encoding"))
        #expect(head.lowercased().contains("\r\nconnection: close"))
        #expect(events.hasPrefix("retry: 3000\n\nid: "))
        let ending = #/<\/li>\n\nevent: banner\ndata:\n\nretry: \d{3,4}\nevent: bye\ndata: bye\n\n$/#
        #expect(events.suffix(90).contains(ending))
        #expect(!events.contains("\r"))
    }

    /// On the fast path, and behind it: with no news, nothing but the end of the connection tells of the end.
    @Test(arguments: ["", "Expect: x\r\n", "Connection: close\r\n"], [false, true])
    func `a reader who went away is forgotten at once`(field: String, hangsUp: Bool) async throws {
        let portal = try await Portal()
        try await portal.serving { port in
            let line = try await RawConnection(port: port)
            await line.say(Self.request("/-/updates", field))
            _ = try await line.read { RawAnswer.text($0).contains("Kawat nomor 1") }
            #expect(portal.press.updates.count == 1)
            if hangsUp { await line.close() } else { await line.finish() }
            // Long before a heartbeat would be said.
            let deadline = ContinuousClock.now.advanced(by: .seconds(15))
            while portal.press.updates.count > 0, ContinuousClock.now < deadline { await Task.yield() }
            #expect(portal.press.updates.count == 0)
        }
    }

    @Test(arguments: ["", "Expect: x\r\n"])
    func `one network listens as often as it may connect, and who leaves makes room`(field: String) async throws {
        // The connections are a proxy's, and the streams a reader's.
        let portal = try await Portal(proxies: ["127.0.0.1"])
        let from = "X-Forwarded-For: 192.0.2.7\r\n"
        var limits = Limits()
        limits.connectionsPerAddress = 3
        try await portal.serving(limits: limits) { port in
            func listen(_ from: String) async throws -> (line: RawConnection, status: Int?) {
                let line = try await RawConnection(port: port)
                await line.say(Self.request("/-/updates", from + field))
                let said = try await line.read { RawAnswer.text($0).contains("\r\n\r\n") }
                return (line, Int(RawAnswer.text(said).dropFirst(9).prefix(3)))
            }
            var lines: [RawConnection] = []
            for _ in 0..<3 {
                let (line, status) = try await listen(from)
                #expect(status == 200)
                lines.append(line)
            }
            #expect(try await listen(from).status == 503)
            #expect(try await listen("X-Forwarded-For: 192.0.2.8\r\n").status == 200)
            await lines[0].close()
            var status: Int? = 503
            while status == 503 { status = try await listen(from).status }
            #expect(status == 200)
        }
    }

    @Test func `a head of the stream ends at once`() async throws {
        let response = try await Portal().ask("/-/updates", .head)
        #expect(response.status == .ok)
        #expect(response["Content-Type"] == "text/event-stream; charset=utf-8")
        #expect(response.body.readableBytes == 0)
    }
}
