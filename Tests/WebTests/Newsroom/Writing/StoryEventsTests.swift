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

/// The event stream of a story, over a real server.
@Suite(.timeLimit(.minutes(10))) struct StoryEventsTests {
    let portal: Portal
    let cast: DeskCast
    let citra: WritingPage
    let bagus: WritingPage

    init() async throws {
        (portal, cast, citra, bagus) = try await WritingPage.twoOfADraft()
    }

    private func request(_ page: WritingPage, _ query: String = "", _ fields: String = "") -> String {
        """
        GET /newsroom/stories/2/events?client=\(page.client)\(query) HTTP/1.1\r
        Host: localhost\r
        Cookie: warta=\(page.browser.cookies["warta"] ?? "")\r
        \(fields)\r

        """
    }

    /// Serves while those who have stories open are told.
    private func serving(_ work: (Int) async throws -> Void) async throws {
        try await portal.servingEvents(work)
    }

    @Test func `a page hears what others write, keep and decide, each once and in order`() async throws {
        let point = try await citra.open().point
        try await serving { port in
            let wire = CollectingConnection(port: port, sending: request(citra, "&after=\(point)"))
            let opening = try await wire.read(until: "event: here\ndata: [{\"client\":\"\(citra.client)\"")
            #expect(
                opening.contains("content-type: text/event-stream; charset=utf-8") || opening.contains("Content-Type")
            )
            #expect(opening.contains("private, no-store"))
            #expect(opening.contains("event: story\ndata: {\"stage\":\"draft\",\"state\":\"never\""))
            for index in 1...3 { #expect(try await bagus.type("kata\(index) ").status == .ok) }
            var text = try await wire.read(until: "id: \(point.epoch).3\nevent: batch\n")
            for index in 1...3 {
                #expect(text.ranges(of: "id: \(point.epoch).\(index)\nevent: batch\n").count == 1, "\(index)")
            }
            #expect(text.contains("\"member\":{\"number\":\(cast.editor.number),\"name\":\"Bagus Santoso\"}"))
            _ = try await bagus.post(
                "fields",
                ["field": "lead", "from": "Teras.", "to": "Baru.", "client": .string(bagus.client)]
            )
            text = try await wire.read(until: "event: field\n")
            #expect(text.contains("data: {\"field\":\"lead\",\"value\":\"Baru.\""))
            _ = try await portal.desk.perform(
                .submit,
                on: StoryNumber(rawValue: 2),
                by: cast.reporter.number,
                from: Caller(address: "127.0.0.1", network: "127.0.0.1")
            )
            text = try await wire.read(until: "\"stage\":\"submitted\"")
            #expect(text.contains("\"mayWrite\":false"))
            await wire.hangUp()
        }
    }

    @Test(arguments: ["header", "query", "header before query"])
    func `a page that comes back hears what it missed, without a gap or a double`(way: String) async throws {
        let point = try await citra.open().point
        for index in 1...4 { try await bagus.type("kata\(index) ") }
        let known = SharedText.Point(epoch: point.epoch, version: 2)
        try await serving { port in
            let sent =
                switch way {
                case "header": request(citra, "", "Last-Event-ID: \(known)\r\n")
                case "query": request(citra, "&after=\(known)")
                default: request(citra, "&after=\(point)", "Last-Event-ID: \(known)\r\n")
                }
            let wire = CollectingConnection(port: port, sending: sent)
            _ = try await wire.read(until: "id: \(point.epoch).4\n")
            try await bagus.type("kata5 ")
            let text = try await wire.read(until: "id: \(point.epoch).5\n")
            let ids = text.matches(of: #/id: (\S+)\nevent: batch/#).map { String($0.1) }
            #expect(ids == (3...5).map { "\(point.epoch).\($0)" })
            await wire.hangUp()
        }
    }

    @Test func `a page of another text is told to begin anew`() async throws {
        let point = try await citra.open().point
        try await serving { port in
            let wire = CollectingConnection(port: port, sending: request(citra, "&after=\(point)"))
            _ = try await wire.read(until: "event: here")
            _ = try await citra.browser.get("/newsroom/stories/2")
            let fields = KeyValuePairs.story("Gempa", body: "Formulir.", base: citra.browser.field("base"))
            _ = try await citra.browser.post("/newsroom/stories/2", fields)
            _ = try await wire.read(until: "event: reset\ndata: {\"epoch\":")
            let now = try await citra.open().point
            #expect(now.epoch > point.epoch)
            try await bagus.type("kata ")
            let text = try await wire.read(until: "id: \(now.epoch).1\nevent: batch")
            #expect(text.ranges(of: "event: reset").count == 1)
            await wire.hangUp()
        }
    }

    @Test func `a stream ends with its session`() async throws {
        try await serving { port in
            let wire = CollectingConnection(port: port, sending: request(citra))
            _ = try await wire.read(until: "event: here")
            #expect(portal.desk.listeners == 1)
            try await portal.desk.signOut(
                token: citra.browser.cookies["warta"] ?? "",
                from: Caller(address: "127.0.0.1", network: "127.0.0.1")
            )
            _ = try await wire.read(until: "event: bye")
            #expect(portal.desk.listeners == 0)
            await wire.hangUp()
        }
    }

    @Test func `the server's stop says farewell, and a page that hangs up is gone`() async throws {
        var wire: CollectingConnection?
        try await serving { port in
            let first = CollectingConnection(port: port, sending: request(citra))
            _ = try await first.read(until: "event: here")
            let second = CollectingConnection(port: port, sending: request(bagus))
            _ = try await first.read(until: bagus.client)
            await second.hangUp()
            _ = try await first.read(until: "event: gone\ndata: {\"client\":\"\(bagus.client)\"}")
            wire = first
        }
        let all = try await #require(wire).readToEnd()
        #expect(all.contains("event: bye\ndata: bye\n\n"))
    }

    @Test func `a page hears of notes, with the version that their place is for`() async throws {
        let point = try await citra.open().point
        _ = try await bagus.open()
        try await serving { port in
            let wire = CollectingConnection(port: port, sending: request(citra, "&after=\(point)"))
            #expect(try await wire.read(until: "event: here").contains("\"notes\":0"))
            let note: JSONValue = [
                "text": "Cek.", "client": .string(bagus.client), "seq": .integer(1), "epoch": .integer(point.epoch),
                "version": .integer(0), "from": .integer(1), "to": .integer(4),
            ]
            #expect(try await bagus.post("notes", note).status == .created)
            let place = "\"place\":{\"epoch\":\(point.epoch),\"version\":0,\"from\":1,\"to\":4}"
            #expect(try await wire.read(until: place).contains("event: note\ndata: {\"number\":1,"))
            // What moves is no news; what is said is.
            #expect(try await bagus.type("Baru. ").status == .ok)
            let reply: JSONValue = ["text": "Ya.", "client": .string(bagus.client), "seq": .integer(2)]
            #expect(try await bagus.post("notes/1/replies", reply).status == .created)
            let told = try await wire.read(until: "\"text\":\"Ya.\"")
            #expect(told.contains("event: batch\n") && told.ranges(of: "event: note\n").count == 2)
            #expect(told.contains("\"version\":1,\"from\":7,\"to\":10}"))
            await wire.hangUp()
        }
    }

    @Test func `a page that takes nothing is ended, and keeps nobody from writing`() async throws {
        try await serving { port in
            // It sends its request and never reads.
            let deaf = try await DeafConnection(port: port, sending: request(citra))
            while portal.desk.listeners == 0 { try await Task.sleep(for: .milliseconds(2)) }
            let point = try await bagus.open().point
            let wire = CollectingConnection(port: port, sending: request(bagus, "&after=\(point)"))
            _ = try await wire.read(until: "event: here")
            // More than a connection's buffers take.
            let long = try RescuedText.Words(before: "", text: String(repeating: "x", count: 1_000_000), after: "")
            let client = try #require(WritingClient(bagus.client))
            for index in 0..<8 {
                _ = try await portal.desk.rescue(
                    long,
                    of: StoryNumber(rawValue: 2),
                    client,
                    index,
                    by: cast.editor.number
                )
                let told = "event: rescued\ndata: {\"id\":\(index + 1),"
                _ = try await wire.read(until: told)
            }
            var round = 0
            while portal.desk.listeners > 1, round < 1_000 {
                round += 1
                let caret: JSONValue = [
                    "client": .string(bagus.client), "epoch": .integer(point.epoch), "version": .integer(0),
                    "anchor": .integer(round), "head": .integer(round),
                ]
                _ = try await bagus.post("text/carets", caret)
            }
            #expect(portal.desk.listeners == 1)
            _ = try await wire.read(until: "event: gone\ndata: {\"client\":\"\(citra.client)\"}")
            await wire.hangUp()
            await deaf.close()
        }
    }
}
