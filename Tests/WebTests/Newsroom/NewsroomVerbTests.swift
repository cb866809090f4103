import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// The steps' own pages: update, bring back, embargo, send back to somebody, take.
@Suite(.timeLimit(.minutes(10))) struct NewsroomVerbTests {
    let portal: Portal
    let cast: DeskCast
    let bagus: DeskBrowser
    let dewi: DeskBrowser

    init() async throws {
        portal = try await Portal()
        cast = try await DeskCast(portal.desk)
        bagus = try await .signedIn(portal, cast.editor)
        dewi = try await .signedIn(portal, cast.managingEditor)
        try await portal.take(.sample(2, status: .withheld))
    }

    private func story(_ number: Int64) async throws -> Story {
        try #require(try await portal.home.store.read { try $0.story(StoryNumber(rawValue: number)) })
    }

    private func lastStep(_ number: Int64) async throws -> JournalEntry? {
        try await portal.home.store.read { try $0.lastStep(of: StoryNumber(rawValue: number)) }
    }

    @discardableResult
    private func take(
        _ step: String,
        _ number: Int64,
        _ browser: DeskBrowser,
        _ fields: [String: String] = [:]
    ) async throws -> TestResponse {
        let path = "/newsroom/stories/\(number)/\(step)"
        _ = try await browser.get(path)
        let hidden = ["token": browser.token ?? "", "sight": browser.field("sight") ?? "1-1"]
        let body = hidden.merging(fields) { $1 }.map { "\($0)=\(PercentEncoding.encodeWhole($1))" }
        return try await browser.send(path, body.joined(separator: "&"))
    }

    /// The fields of a time, as the form sends them.
    private func at(_ seconds: Int64, _ more: [String: String] = [:]) -> [String: String] {
        let civil = Zone.wib.civil(portal.clock.now.adding(seconds: seconds))
        let clock = [civil.hour, civil.minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return more.merging(["day": civil.day.description, "clock": clock]) { $1 }
    }

    @Test func `an editor sets an embargo, moves it and lifts it; until then nobody publishes, and the end is named`()
        async throws
    {
        let page = try await bagus.get("/newsroom/stories/2/embargo").text
        #expect(page.contains("tidak dapat terbit sebelum waktu itu") && page.contains("Waktu dalam"))
        #expect(try await take("embargo", 2, bagus, at(-3_600)).status == .badRequest)
        let set = try await take("embargo", 2, bagus, at(7_200, ["reason": "Pidato."]))
        #expect(set["Location"] == "/newsroom/stories/2?said=embargo")
        #expect(try await lastStep(2)?.act == .embargoed)
        let refused = try await take("publication", 2, bagus)
        #expect(refused.status == .forbidden && refused.text.contains("Embargo sampai"))
        let desk = try await bagus.get("/newsroom/stories/2").text
        #expect(desk.contains("Embargo sampai") && desk.contains("Dipasang oleh meja redaksi."))
        let soon = try await take("schedule", 2, bagus, at(3_600))
        #expect(soon.status == .badRequest && soon.text.contains("Embargonya berakhir"))
        #expect(try await take("embargo", 2, bagus, at(10_800)).status == .seeOther)
        #expect(try await take("embargo", 2, bagus, ["act": "lift"]).status == .seeOther)
        #expect(try await lastStep(2)?.act == .embargoLifted)
        #expect(try await take("publication", 2, bagus).status == .seeOther)
        let live = try await bagus.get("/newsroom/stories/2/embargo")
        #expect(live.status == .forbidden && live.text.contains("cabut"))
    }

    @Test func `the sender's embargo is not lifted by accident`() async throws {
        var item = WireItem.sample(3)
        item.embargoedUntil = portal.clock.now.adding(seconds: 7_200)
        try await portal.take(item)
        #expect(try await bagus.get("/newsroom/stories/3/embargo").text.contains("Diminta oleh"))
        let accident = try await take("embargo", 3, bagus, ["act": "lift"])
        #expect(accident.status == .badRequest && accident.text.contains("diminta oleh pengirim"))
        #expect(try await story(3).state == .scheduled)
        #expect(try await take("embargo", 3, bagus, ["act": "lift", "overrides_sender": "1"]).status == .seeOther)
        #expect(try await story(3).state == .live)
    }

    @Test func `what was taken from readers comes back for a reason, which readers are not told`() async throws {
        try await take("withdrawal", 1, dewi, ["ground": "mistake", "reason": "Keliru."])
        #expect(try await take("reinstatement", 1, bagus, ["reason": "Benar."]).status == .forbidden)
        #expect(try await take("publication", 1, dewi).status == .forbidden)
        #expect(
            try await dewi.get("/newsroom/stories/1/reinstatement").text.contains("pengumuman pencabutannya hilang")
        )
        #expect(try await take("reinstatement", 1, dewi, ["reason": " "]).status == .badRequest)
        let back = try await take("reinstatement", 1, dewi, ["reason": "Ternyata benar."])
        #expect(back["Location"] == "/newsroom/stories/1?said=bring_back")
        let step = try await lastStep(1)
        #expect(step?.act == .broughtBack && step?.reason == "Ternyata benar.")
        try await portal.press.follower.catchUp()
        let page = try await portal.ask(story(1).address.path)
        #expect(page.status == .ok && !page.text.contains("Ternyata benar."))
    }

    @Test func `a live story has an update and no publication, and says so`() async throws {
        let before = try await bagus.get("/newsroom/stories/1").text
        #expect(before.contains(">Perbarui<") && !before.contains(">Terbitkan<"))
        #expect(try await bagus.get("/newsroom/stories/1/update").text.contains("Sudah terbit seluruhnya."))
        #expect(try await take("update", 2, bagus).status == .forbidden)
        let never = try await bagus.get("/newsroom/stories/2").text
        #expect(never.contains(">Terbitkan<") && !never.contains(">Perbarui<"))
    }

    @Test func `a text goes back to whom the editor chooses`() async throws {
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        _ = try await citra.get("/newsroom/stories")
        #expect(try await citra.post("/newsroom/stories", .story("Gempa di Palu")).status == .seeOther)
        try await take("submission", 3, citra)
        let page = try await bagus.get("/newsroom/stories/3/return").text
        #expect(page.contains("<option value=\"\(cast.reporter.number)\" selected>Citra Lestari"))
        let other = ["reason": "Sumber?", "addressee": cast.administrator.number.description]
        #expect(try await take("return", 3, bagus, other).status == .badRequest)
        let own = ["reason": "Sumber?", "addressee": cast.reporter.number.description]
        #expect(try await take("return", 3, bagus, own).status == .seeOther)
        #expect(try await citra.get("/newsroom/notifications").text.contains("Sumber?"))
    }

    @Test func `a story is taken in hand by a step of its own`() async throws {
        #expect(try await bagus.get("/newsroom/stories/1").text.contains("data-step-key=\"M\">Ambil"))
        #expect(try await bagus.get("/newsroom/stories/1/claim").text.contains("Naskah ini menjadi pekerjaan Anda"))
        #expect(try await take("claim", 1, bagus)["Location"] == "/newsroom/stories/1?said=claim")
        let number = StoryNumber(rawValue: 1)
        #expect(try await portal.home.store.read { try $0.task(of: number).holder } == cast.editor.number)
        #expect(try await take("claim", 1, dewi).status == .forbidden)
        #expect(try await !bagus.get("/newsroom/stories/1").text.contains("data-step-key=\"M\""))
    }

    @Test func `each step has a key of its own among those that are there at once`() throws {
        for language in ["id", "en"] {
            let strings = try Theme.newsroom(language: language).strings
            // Publication and bringing back never stand side by side.
            let keys = NewsroomAddress.steps.filter { $0.verb != .bringBack }
                .map { strings.text("steps.\($0.verb.rawValue).key") }
            #expect(Set(keys).count == keys.count && keys.allSatisfy { $0.utf8.count == 1 }, "\(language): \(keys)")
        }
    }
}
