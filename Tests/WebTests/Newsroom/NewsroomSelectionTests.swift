import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// Several stories at once, and cuts of the list that a member keeps.
@Suite(.timeLimit(.minutes(10))) struct NewsroomSelectionTests {
    let portal: Portal
    let cast: DeskCast

    init() async throws {
        portal = try await Portal()
        cast = try await DeskCast(portal.desk)
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        for number in 2...4 {
            _ = try await citra.get("/newsroom/stories")
            _ = try await citra.post("/newsroom/stories", .story("Naskah \(number)"))
        }
    }

    /// Chooses rows of the list as it is now, and takes a step with them.
    private func take(
        _ act: String,
        _ numbers: [Int],
        _ browser: DeskBrowser,
        more: String = ""
    ) async throws -> TestResponse {
        let page = try await browser.get("/newsroom?scope=all").text
        let chosen = try numbers.map { number in
            let match = try #require(try Regex("value=\"(\(number):[0-9-]+)\"").firstMatch(in: page))
            return String(try #require(match.output[1].substring))
        }
        let body = "token=\(browser.token ?? "")&query=scope%3Dall&act=\(PercentEncoding.encodeWhole(act))\(more)"
        return try await browser.send("/newsroom/selection", body + chosen.map { "&story=\($0)" }.joined())
    }

    private func acts() async throws -> [String] {
        try await portal.home.store.read { try $0.journal(after: 0, limit: 99) }
            .filter { $0.act != .filed && $0.act != .published }.map { "\($0.story) \($0.act.rawValue)" }
    }

    private func stage(_ number: Int64) async throws -> Stage? {
        try await portal.home.store.read { try $0.story(StoryNumber(rawValue: number))?.workingCopy?.stage }
    }

    @Test func `a step is taken with each story that was chosen, and each that was refused says why`() async throws {
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        #expect(try await take("submit", [2, 3], bagus).status == .ok)
        #expect(try await stage(2) == .submitted)
        #expect(try await stage(3) == .submitted)
        #expect(try await stage(4) == .draft)
        let answer = try await take("approve", [2, 3, 4], bagus)
        #expect(answer.text.contains("2 dari 3 naskah selesai.") && answer.text.contains("Belum diajukan."))
        #expect(try await stage(2) == .approved)
        #expect(try await stage(4) == .draft)
        #expect(try await acts().sorted() == ["2 approved", "2 submitted", "3 approved", "3 submitted"])
    }

    @Test func `stories are claimed, handed over, flagged and released together`() async throws {
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        #expect(try await take("claim", [2, 3], bagus).text.contains("2 dari 2"))
        let again = try await take("claim", [2, 3], bagus)
        #expect(again.status == .conflict && again.text.contains("Sudah di tangan Anda."))
        #expect(try await take("hand_over", [2], bagus, more: "&member=\(cast.reporter.number)").status == .ok)
        #expect(try await take("flag legal", [2, 4], bagus).status == .ok)
        #expect(try await take("unflag legal", [4], bagus).status == .ok)
        #expect(try await take("let_go", [3], bagus).status == .ok)
        let tasks = try await portal.home.store.read { transaction in
            try [2, 3, 4].map { try transaction.task(of: StoryNumber(rawValue: $0)) }
        }
        #expect(tasks == [StoryTask(flags: [.legal], holder: cast.reporter.number), StoryTask(), StoryTask()])
        #expect(
            try await acts().sorted() == [
                "2 claimed", "2 handed_over", "2 planned", "3 claimed", "3 let_go", "4 planned", "4 planned",
            ]
        )
    }

    @Test func `what is not one's own, or has changed since, stays as it is`() async throws {
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        // The list of a reporter offers no approval; a form that asks for it all the same is refused.
        #expect(try await !citra.get("/newsroom?scope=all").text.contains("value=\"approve\""))
        let refused = try await take("approve", [2], citra)
        #expect(refused.status == .conflict && refused.text.contains("Hanya editor yang melakukannya."))
        #expect(try await take("claim", [1], citra).text.contains("Naskah ini milik orang lain."))
        // Bagus sees the list; Citra submits; he presses then.
        let page = try await bagus.get("/newsroom?scope=all").text
        let choice = try #require(page.firstMatch(of: /value="(2:[0-9-]+)"/)?.1)
        #expect(try await take("submit", [2], citra).status == .ok)
        let late = try await bagus.send(
            "/newsroom/selection",
            "token=\(bagus.token ?? "")&act=approve&story=\(choice)"
        )
        #expect(late.status == .conflict && late.text.contains("Berubah sejak Anda melihatnya"))
        #expect(try await stage(2) == .submitted)
    }

    @Test(arguments: [
        "act=claim", "act=&story=2:1-1", "act=publish&story=2:1-1", "act=hand_over&story=2:1-1",
        "act=flag+secret&story=2:1-1", "act=claim&story=x", "story=2:1-1",
    ])
    func `what is no choice changes nothing and is said`(form: String) async throws {
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        _ = try await bagus.get("/newsroom")
        let answer = try await bagus.send("/newsroom/selection", "token=\(bagus.token ?? "")&\(form)")
        #expect(answer.status == .badRequest && answer.text.contains("role=\"alert\""))
        #expect(try await acts().isEmpty)
    }

    @Test func `a member keeps a cut of the list under a name, and removes it`() async throws {
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        _ = try await bagus.get("/newsroom?scope=all&stage=draft&words=naskah&before=1-1&x=y")
        let query = try #require(bagus.field("query")?.replacing("&amp;", with: "&"))
        #expect(query == "scope=all&stage=draft&words=naskah")
        let kept = try await bagus.post(
            "/newsroom/views",
            ["act": "keep", "name": "Draf <b>saya</b>", "query": query + "&said=x&evil=1"]
        )
        #expect(kept["Location"] == "/newsroom?scope=all&stage=draft&words=naskah&said=view_kept")
        let page = try await bagus.get("/newsroom?scope=all").text
        #expect(page.contains("href=\"/newsroom?scope=all&amp;stage=draft&amp;words=naskah\""))
        #expect(page.contains("Draf &lt;b&gt;saya&lt;/b&gt;"))
        let other = try await DeskBrowser.signedIn(portal, cast.reporter)
        #expect(try await !other.get("/newsroom?scope=all").text.contains("Draf &lt;b&gt;"))
        #expect(try await bagus.get("/newsroom?" + query).text.contains("Hapus simpanan"))
        let gone: KeyValuePairs = ["act": "remove", "name": "draf <B>saya</b>", "query": query]
        #expect(try await bagus.post("/newsroom/views", gone).status == .seeOther)
        #expect(try await !bagus.get("/newsroom?scope=all").text.contains("Draf &lt;b&gt;"))
        #expect(
            try await bagus.post("/newsroom/views", ["act": "keep", "name": " ", "query": query]).status == .badRequest
        )
        for number in 1...20 {
            let view: KeyValuePairs = ["act": "keep", "name": "v\(number)", "query": query]
            #expect(try await bagus.post("/newsroom/views", view).status == .seeOther)
        }
        let much = try await bagus.post("/newsroom/views", ["act": "keep", "name": "v21", "query": query])
        #expect(much.status == .forbidden && much.text.contains("Paling banyak 20"))
    }
}
