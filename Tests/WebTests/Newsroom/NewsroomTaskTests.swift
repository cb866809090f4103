import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// What the desk has to do about a story, from hand to hand.
@Suite(.timeLimit(.minutes(10))) struct NewsroomTaskTests {
    let portal: Portal
    let cast: DeskCast
    private static let path = "/newsroom/stories/2/task"

    init() async throws {
        portal = try await Portal()
        cast = try await DeskCast(portal.desk)
    }

    /// A story of the reporter's.
    private func begin() async throws -> DeskBrowser {
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        _ = try await citra.get("/newsroom/stories")
        #expect(try await citra.post("/newsroom/stories", .story("Banjir di Poso")).status == .seeOther)
        return citra
    }

    private func task() async throws -> StoryTask {
        try await portal.home.store.read { try $0.task(of: StoryNumber(rawValue: 2)) }
    }

    private func acts() async throws -> [(JournalEntry.Act, String)] {
        try await portal.home.store.read { try $0.journal(after: 0, limit: 99) }
            .filter { $0.story.rawValue == 2 && $0.act.isBesideStory }.map { ($0.act, $0.reason) }
    }

    private func send(
        _ browser: DeskBrowser,
        _ fields: KeyValuePairs<String, String>
    ) async throws -> TestResponse {
        _ = try await browser.get(Self.path)
        return try await browser.post(Self.path, fields)
    }

    @Test func `what is asked of a story is kept, shown and told to the journal, and checked before publication`()
        async throws
    {
        _ = try await begin()
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        _ = try await bagus.get(Self.path)
        let sight = try #require(bagus.field("sight"))
        let answer = try await bagus.send(
            Self.path,
            "token=\(bagus.token ?? "")&sight=\(PercentEncoding.encodeWhole(sight))&act=plan&priority=high&day=2099-01-02"
                + "&clock=10:30&words=400&flag=legal&flag=needs_picture"
        )
        #expect(answer["Location"] == "/newsroom/stories/2?said=plan")
        let kept = try await task()
        #expect(kept.priority == .high && kept.words == 400 && kept.flags == [.legal, .needsPicture])
        // Half past ten in Jakarta, the newspaper's zone.
        #expect(kept.due == RFC3339.read("2099-01-02T03:30:00Z")?.time)
        let page = try await bagus.get("/newsroom/stories/2").text
        for words in ["Mendesak", "Hukum", "Perlu foto", "400 kata", "10:30 WIB", "padahal diminta 400"] {
            #expect(page.contains(words), "\(words)")
        }
        let list = try await bagus.get("/newsroom?scope=all&flag=legal").text
        #expect(list.contains("Banjir di Poso") && list.contains("Mendesak"))
        #expect(try await !bagus.get("/newsroom?scope=all&flag=rights").text.contains("Banjir di Poso"))
        #expect(try await acts().map(\.0) == [.planned])
        // A form that was open too long says so, and keeps what was chosen.
        let late = try await bagus.post(
            Self.path,
            ["sight": sight, "act": "plan", "priority": "low", "words": "300", "day": "", "clock": ""]
        )
        #expect(late.status == .conflict && late.text.contains("berubah sejak Anda membukanya"))
        #expect(late.text.contains("value=\"300\""))
        #expect(try await task() == kept)
    }

    @Test(arguments: [
        ["act": "plan", "priority": "high", "day": "2026-02-30", "clock": "10:00"],
        ["act": "plan", "priority": "high", "day": "2026-02-03", "clock": ""],
        ["act": "plan", "priority": "high", "words": "-4"],
        ["act": "plan", "priority": "high", "words": "99999999999999999999"],
        ["act": "plan", "priority": "highest"], ["act": "plan"], ["act": "hand_over"], ["act": "publish"], [:],
        ["act": "hand_over", "member": "1", "note": String(repeating: "x", count: 600)],
        ["act": "hand_over", "member": "99"],
    ])
    func `what is no step changes nothing and is said`(fields: [String: String]) async throws {
        _ = try await begin()
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        _ = try await bagus.get(Self.path)
        var all = fields
        all["token"] = bagus.token
        all["sight"] = bagus.field("sight")
        let body = all.map { "\($0.key)=\(PercentEncoding.encodeWhole($0.value))" }.joined(separator: "&")
        let answer = try await bagus.send(Self.path, body)
        #expect(answer.status == .badRequest && answer.text.contains("role=\"alert\""), "\(fields)")
        #expect(try await task() == StoryTask())
        #expect(try await acts().isEmpty)
    }

    @Test func `a story is claimed, handed over with a note, written by whoever has it, and released`() async throws {
        let citra = try await begin()
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        #expect(try await send(bagus, ["act": "claim"])["Location"] == "/newsroom/stories/2?said=claim")
        #expect(try await task().holder == cast.editor.number)
        #expect(try await bagus.get("/newsroom?scope=held").text.contains("Banjir di Poso"))
        #expect(try await !citra.get("/newsroom?scope=held").text.contains("Banjir di Poso"))
        // What an editor has in hand is not the reporter's to take, nor to release.
        for act in ["claim", "let_go"] {
            let answer = try await send(citra, ["act": act])
            #expect(answer.status == .forbidden && answer.text.contains("Sedang di tangan orang lain"), "\(act)")
        }
        let reporter = try await portal.desk.addMember(
            NewMember(name: "Eka Wijaya", email: try EmailAddress("eka@warta.example"), role: .reporter),
            by: .commandLine
        ).member
        let eka = try await DeskBrowser.signedIn(portal, reporter)
        #expect(try await eka.get("/newsroom/stories/2").text.contains("Naskah ini milik orang lain"))
        let note: KeyValuePairs = ["act": "hand_over", "member": "\(reporter.number)", "note": "Tinggal  kutipan."]
        #expect(try await send(bagus, note)["Location"] == "/newsroom/stories/2?said=hand_over")
        // Who has it in hand may write.
        _ = try await eka.get("/newsroom/stories/2")
        let fields = KeyValuePairs.story("Banjir di Poso surut", base: eka.field("base"))
        #expect(try await eka.post("/newsroom/stories/2", fields).status == .seeOther)
        #expect(try await send(eka, ["act": "let_go"]).status == .seeOther)
        #expect(try await eka.get("/newsroom/stories/2").text.contains("Naskah ini milik orang lain"))
        let told = try await acts()
        #expect(told.map(\.0) == [.claimed, .handedOver, .letGo])
        #expect(told[1].1 == "Eka Wijaya: Tinggal kutipan.")
        // Twice the same is refused, and writes nothing.
        #expect(try await send(bagus, ["act": "let_go"]).status == .forbidden)
        #expect(try await acts().count == 3)
    }

    @Test func `whoever left gets nothing handed over, and what they held can be taken over`() async throws {
        _ = try await begin()
        let dewi = try await DeskBrowser.signedIn(portal, cast.managingEditor)
        let to: KeyValuePairs = ["act": "hand_over", "member": "\(cast.editor.number)"]
        _ = try await send(dewi, to)
        _ = try await portal.desk.deactivateMember(cast.editor.number, by: .commandLine)
        #expect(try await dewi.get(Self.path).text.contains("Bagus Santoso"))
        #expect(try await send(dewi, ["act": "let_go"]).status == .seeOther)
        #expect(try await send(dewi, to).status == .badRequest)
        #expect(try await task().holder == nil)
    }
}
