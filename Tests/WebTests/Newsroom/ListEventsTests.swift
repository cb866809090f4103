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

/// The event stream of the newsroom's list, over a real server.
@Suite(.timeLimit(.minutes(10))) struct ListEventsTests {
    let portal: Portal
    let cast: DeskCast
    let citra: WritingPage
    let bagus: WritingPage

    init() async throws {
        (portal, cast, citra, bagus) = try await WritingPage.twoOfADraft()
        try await citra.open()
    }

    private let caller = Caller(address: "127.0.0.1", network: "127.0.0.1")
    private let draft = StoryNumber(rawValue: 2)

    /// Until when the list's own page knows what happened.
    private func knownPoint(_ page: WritingPage) async throws -> ListPoint {
        let html = try await page.browser.get("/newsroom").text
        return try #require(
            html.firstMatch(of: #/&quot;known&quot;:&quot;([\d.]+)&quot;/#).flatMap { ListPoint(String($0.1)) }
        )
    }

    private func request(_ page: WritingPage, _ query: String, _ fields: String = "") -> String {
        """
        GET /newsroom/events?\(query) HTTP/1.1\r
        Host: localhost\r
        Cookie: warta=\(page.browser.cookies["warta"] ?? "")\r
        \(fields)\r

        """
    }

    private func submit() async throws {
        try await portal.desk.perform(.submit, on: draft, by: cast.reporter.number, from: caller)
    }

    @Test func `a list hears of saves, steps and tasks, each as the row that its page would show`() async throws {
        let known = try await knownPoint(bagus)
        try await portal.servingEvents { port in
            let wire = CollectingConnection(port: port, sending: request(bagus, "scope=all&after=\(known)"))
            _ = try await wire.read(until: "retry: 3000")
            #expect(portal.desk.openLists == 1)
            _ = try await citra.post(
                "fields",
                ["field": "headline", "from": "Gempa di Palu", "to": "Gempa <lagi>", "client": .string(citra.client)]
            )
            var text = try await wire.read(until: "Gempa &lt;lagi")
            #expect(text.contains("event: rows\ndata: {\"known\":\""))
            #expect(text.contains("\"others\":[]") && text.contains("\"story\":2"))
            try await submit()
            text = try await wire.read(until: "tag submitted")
            try await portal.desk.perform(.claim, on: draft, by: cast.editor.number, from: caller)
            text = try await wire.read(until: "<td class=\\\"holder\\\"><bdi>Bagus Santoso")
            // What was told is what its page shows, to the letter.
            let row = try #require(text.matches(of: #/"html":("(?:[^"\\]|\\.)*")/#).last?.1)
            guard case .string(let html) = try JSONValue(parsing: [UInt8](String(row).utf8)) else {
                Issue.record("no row")
                return
            }
            #expect(try await bagus.browser.get("/newsroom?scope=all").text.contains(html))
            await wire.hangUp()
        }
    }

    @Test func `a story that leaves a cut is named, and one that comes into it is shown`() async throws {
        let known = try await knownPoint(bagus)
        try await portal.servingEvents { port in
            let listening = { (query: String) in
                CollectingConnection(port: port, sending: request(bagus, "\(query)&after=\(known)"))
            }
            let (drafts, sent) = (listening("scope=all&stage=draft"), listening("scope=all&stage=submitted"))
            for wire in [drafts, sent] { _ = try await wire.read(until: "retry: 3000") }
            try await submit()
            #expect(try await drafts.read(until: "\"others\":[2]").contains("\"rows\":[]"))
            #expect(try await sent.read(until: "\"others\":[]").contains("tag submitted"))
            for wire in [drafts, sent] { await wire.hangUp() }
        }
    }

    @Test(arguments: ["header", "query", "header before query"])
    func `a list that comes back hears what it missed, each story once and as it is now`(way: String) async throws {
        let known = try await knownPoint(bagus)
        for headline in ["Satu", "Dua"] {
            let shown = try await citra.open().member("fields")?.member("headline") ?? .null
            _ = try await citra.post(
                "fields",
                ["field": "headline", "from": shown, "to": .string(headline), "client": .string(citra.client)]
            )
        }
        try await portal.servingEvents { port in
            let sent =
                switch way {
                case "header": request(bagus, "scope=all", "Last-Event-ID: \(known)\r\n")
                case "query": request(bagus, "scope=all&after=\(known)")
                default: request(bagus, "scope=all&after=9999999.0", "Last-Event-ID: \(known)\r\n")
                }
            let wire = CollectingConnection(port: port, sending: sent)
            let text = try await wire.read(until: "<bdi>Dua</bdi>")
            #expect(!text.contains("Satu") && text.ranges(of: "\"story\":2").count == 1)
            let now = try await knownPoint(bagus)
            #expect(text.contains("id: \(now)\nevent: rows"))
            await wire.hangUp()
        }
    }

    @Test func `whoever slept too long, or knows another store, reads the list anew`() async throws {
        let now = try await knownPoint(bagus)
        let stranger = ListPoint(pulse: now.pulse + 1_000, time: now.time)
        try await portal.servingEvents { port in
            let wire = CollectingConnection(port: port, sending: request(bagus, "scope=all&after=\(stranger)"))
            _ = try await wire.read(until: "event: anew\ndata: {\"known\":\"")
            await wire.hangUp()
        }
    }

    private func setDue(_ due: Timestamp, of numbers: [StoryNumber]) async throws {
        try await portal.home.store.write { transaction in
            for number in numbers { try transaction.keep(StoryTask(due: due), of: number) }
        }
    }

    @Test func `a list of what is overdue hears what fell due while its page slept`() async throws {
        try await setDue(portal.clock.now.adding(seconds: 30), of: [draft])
        let known = try await knownPoint(bagus)
        // Ten minutes in which nobody did anything.
        portal.clock.advance(seconds: 600)
        try await portal.servingEvents { port in
            let wire = CollectingConnection(port: port, sending: request(bagus, "scope=all&overdue=1&after=\(known)"))
            let text = try await wire.read(until: "Gempa di Palu")
            #expect(text.contains("\"others\":[]"))
            await wire.hangUp()
            // What it was told it is not told again.
            let told = try #require(text.firstMatch(of: #/id: ([\d.]+)\n/#).map { String($0.1) })
            #expect(told == ListPoint(pulse: known.pulse, time: portal.clock.now).description)
            let again = CollectingConnection(port: port, sending: request(bagus, "scope=all&overdue=1&after=\(told)"))
            _ = try await again.read(until: "retry: 3000")
            try await portal.desk.perform(.claim, on: draft, by: cast.editor.number, from: caller)
            #expect(try await again.read(until: "event: rows").ranges(of: "\"story\":2").count <= 1)
            await again.hangUp()
        }
    }

    @Test func `where very much fell due, the list is read anew`() async throws {
        var numbers: [StoryNumber] = []
        for _ in 0...100 {
            numbers.append(try await portal.desk.beginStory(.sample, actor: cast.reporter.actor).number)
        }
        try await setDue(portal.clock.now.adding(seconds: 30), of: numbers)
        let known = try await knownPoint(bagus)
        portal.clock.advance(seconds: 60)
        try await portal.servingEvents { port in
            let wire = CollectingConnection(port: port, sending: request(bagus, "scope=all&overdue=1&after=\(known)"))
            _ = try await wire.read(until: "event: anew")
            await wire.hangUp()
        }
    }

    @Test func `the rights of a member are asked again for each event`() async throws {
        var elsewhere = WireItem.sample(9)
        elsewhere.copy.section = .olahraga
        _ = try await portal.desk.takeWireCopy([elsewhere], actor: "wire")
        let known = try await knownPoint(bagus)
        let change = MemberChange(sections: [Section.olahraga.slug])
        _ = try await portal.desk.changeMember(cast.editor.number, change, by: .commandLine)
        try await portal.servingEvents { port in
            // Asks for the sections of the member, which are others now.
            let wire = CollectingConnection(port: port, sending: request(bagus, "scope=sections&after=\(known)"))
            _ = try await wire.read(until: "retry: 3000")
            try await submit()
            let text = try await wire.read(until: "\"others\":[2]")
            #expect(text.contains("\"rows\":[]"))
            await wire.hangUp()
        }
    }

    @Test func `a stream ends with its session, and nothing is told after it`() async throws {
        let known = try await knownPoint(bagus)
        try await portal.servingEvents { port in
            let wire = CollectingConnection(port: port, sending: request(bagus, "scope=all&after=\(known)"))
            _ = try await wire.read(until: "retry: 3000")
            try await portal.desk.signOut(token: bagus.browser.cookies["warta"] ?? "", from: caller)
            try await submit()
            let text = try await wire.read(until: "event: bye")
            #expect(!text.contains("event: rows"))
            #expect(portal.desk.openLists == 0)
            let refused = try await bagus.browser.get("/newsroom/events?after=0.0")
            #expect(refused.status == .unauthorized && refused.text.contains("\"code\":\"signed_out\""))
            await wire.hangUp()
        }
    }

    @Test func `the server's stop says farewell, and a page that hangs up is gone`() async throws {
        let known = try await knownPoint(bagus)
        var wire: CollectingConnection?
        try await portal.servingEvents { port in
            let first = CollectingConnection(port: port, sending: request(bagus, "after=\(known)"))
            _ = try await first.read(until: "retry: 3000")
            let second = CollectingConnection(port: port, sending: request(citra, "after=\(known)"))
            _ = try await second.read(until: "retry: 3000")
            #expect(portal.desk.openLists == 2)
            await second.hangUp()
            while portal.desk.openLists > 1 { try await Task.sleep(for: .milliseconds(2)) }
            wire = first
        }
        #expect(try await #require(wire).readToEnd().contains("event: bye\ndata: bye\n\n"))
        #expect(portal.desk.openLists == 0)
    }

    @Test func `a member has so many lists open and no more, and a question of no form opens none`() async throws {
        let token = try #require(bagus.browser.cookies["warta"])
        var open: [ListListening] = []
        for _ in 0..<32 { open.append(try portal.desk.listenToList(cast.editor.number, session: token)) }
        let error = #expect(throws: NewsError.self) {
            try portal.desk.listenToList(cast.editor.number, session: token)
        }
        #expect(error?.code == .throttled)
        #expect(portal.desk.openLists == 32)
        open = []
        #expect(portal.desk.openLists == 0)
        for query in ["", "after=", "after=-1.0", "after=7", "after=7.x", "after=7.99999999999999999999"] {
            #expect(try await bagus.browser.get("/newsroom/events?" + query).status == .badRequest, "\(query)")
        }
        #expect(try await bagus.browser.post("/newsroom/events", [:]).status == .forbidden)
    }
}
