import Editorial
import Foundation
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// How a story goes through the newsroom, from hand to hand.
@Suite(.timeLimit(.minutes(10))) struct NewsroomStoryTests {
    let portal: Portal
    let cast: DeskCast

    init() async throws {
        portal = try await Portal()
        cast = try await DeskCast(portal.desk)
    }

    private func browser(_ member: Member) async throws -> DeskBrowser { try await .signedIn(portal, member) }

    private func story(_ number: Int64) async throws -> Story {
        try #require(try await portal.home.store.read { try $0.story(StoryNumber(rawValue: number)) })
    }

    /// Opens a story and saves it with another headline and body.
    @discardableResult
    private func write(
        _ headline: String,
        body: String = "Isi.",
        in number: Int64,
        _ browser: DeskBrowser
    ) async throws
        -> TestResponse
    {
        _ = try await browser.get("/newsroom/stories/\(number)")
        let fields = KeyValuePairs.story(headline, body: body, base: browser.field("base"))
        return try await browser.post("/newsroom/stories/\(number)", fields)
    }

    /// Looks at a step's page and presses its button.
    @discardableResult
    private func take(
        _ step: String,
        _ number: Int64,
        _ browser: DeskBrowser,
        _ fields: KeyValuePairs<String, String> = [:]
    ) async throws -> TestResponse {
        let path = "/newsroom/stories/\(number)/\(step)"
        _ = try await browser.get(path)
        let hidden = [("token", browser.token ?? ""), ("sight", browser.field("sight") ?? "1-1")]
        let body = (hidden + fields.map { ($0.key, $0.value) }).map { "\($0)=\(PercentEncoding.encodeWhole($1))" }
            .joined(
                separator: "&"
            )
        return try await browser.send(path, body)
    }

    private func readers(_ path: String) async throws -> TestResponse {
        try await portal.press.follower.catchUp()
        return try await portal.ask(path)
    }

    @Test func `a story is written, sent back, approved, published, updated and withdrawn`() async throws {
        let (citra, bagus, dewi) = (
            try await browser(cast.reporter), try await browser(cast.editor), try await browser(cast.managingEditor)
        )
        _ = try await citra.get("/newsroom/stories")
        let begun = try await citra.post("/newsroom/stories", .story("Gempa di Palu", then: "submit"))
        #expect(begun["Location"] == "/newsroom/stories/2/submission")
        let page = "/dunia/2/gempa-di-palu"
        #expect(try await readers(page).status == .notFound)
        #expect(try await take("submission", 2, citra)["Location"] == "/newsroom/stories/2?said=submit")
        // It lies with the desk now.
        #expect(try await write("Lain", in: 2, citra).status == .forbidden)
        #expect(try await take("publication", 2, citra).status == .forbidden)

        #expect(try await take("return", 2, bagus, ["reason": " "]).status == .badRequest)
        #expect(try await take("return", 2, bagus, ["reason": "Sebutkan sumbernya."]).status == .seeOther)
        #expect(try await citra.get("/newsroom/stories/2").text.contains("Sebutkan sumbernya."))
        let saved = try await write("Gempa di Palu", body: "Kata BMKG.", in: 2, citra)
        #expect(saved["Location"] == "/newsroom/stories/2?said=saved")
        try await take("submission", 2, citra)
        try await take("approval", 2, bagus)
        #expect(try await story(2).workingCopy?.stage == .approved)
        #expect(try await readers(page).status == .notFound)
        #expect(try await take("publication", 2, bagus)["Location"] == "/newsroom/stories/2?said=publish")
        #expect(try await readers(page).text.contains("Kata BMKG."))

        #expect(try await write("Gempa di Palu", body: "Kata BMKG dan BNPB.", in: 2, bagus).status == .seeOther)
        #expect(try await !readers(page).text.contains("BNPB"))
        #expect(try await bagus.get("/newsroom/stories/2/update").text.contains("</span> dan BNPB</ins>"))
        #expect(try await take("publication", 2, bagus).status == .forbidden)
        #expect(try await take("update", 2, bagus)["Location"] == "/newsroom/stories/2?said=update")
        #expect(try await readers(page).text.contains("BNPB"))

        #expect(
            try await take("withdrawal", 2, bagus, ["ground": "mistake", "reason": "Keliru."]).status == .forbidden
        )
        for ground in ["", "because"] {
            let refused = try await take("withdrawal", 2, dewi, ["ground": ground, "reason": "Sumber keliru."])
            #expect(refused.status == .badRequest && refused.text.contains("Sumber keliru."), "\(ground)")
        }
        let fields: KeyValuePairs = ["ground": "mistake", "reason": "Sumber keliru."]
        #expect(try await take("withdrawal", 2, dewi, fields).status == .seeOther)
        let gone = try await readers(page)
        #expect(gone.status == .gone && gone.text.contains("Terbit karena kekeliruan redaksi. Sumber keliru."))
        let history = try await dewi.get("/newsroom/stories/2/revisions").text
        #expect(history.contains("Terbit karena kekeliruan redaksi Sumber keliru."))
        let journal = try await portal.home.store.read { try $0.journal(after: 0, limit: 99) }
            .filter { $0.story.rawValue == 2 }
        #expect(
            journal.map(\.act) == [
                .filed, .submitted, .sentBack, .saved, .submitted, .approved, .published, .saved, .updated, .withdrawn,
            ]
        )
        #expect(journal.last?.actor == cast.managingEditor.actor && journal[2].reason == "Sebutkan sumbernya.")
    }

    @Test func `a story is scheduled on the clock of its zone, appears on time, and a schedule can be taken back`()
        async throws
    {
        let bagus = try await browser(cast.editor)
        _ = try await bagus.get("/newsroom/stories")
        _ = try await bagus.post("/newsroom/stories", .story("Besok"))
        // Noon of 2 January in Jakarta is one o'clock in Makassar, the zone of the story.
        let page = try await bagus.get("/newsroom/stories/2/schedule")
        #expect(page.text.contains("WITA") && page.text.contains("value=\"14:00\""))
        for (day, clock) in [("2026-01-02", "13:00"), ("2026-02-30", "10:00"), ("2026-01-03", "24:00"), ("", "")] {
            let refused = try await take("schedule", 2, bagus, ["day": day, "clock": clock])
            #expect(refused.status == .badRequest, "\(clock)")
        }
        #expect(try await take("schedule", 2, bagus, ["day": "2026-01-02", "clock": "13:30"]).status == .seeOther)
        #expect(try await story(2).waitsUntil == Timestamp.sampleNow.adding(seconds: 1_800))
        #expect(try await bagus.get("/newsroom?scope=all").text.contains("12:30 WIB"))
        #expect(try await take("unscheduling", 2, bagus).status == .seeOther)
        #expect(try await story(2).state == .never)
        try await take("schedule", 2, bagus, ["day": "2026-01-02", "clock": "13:30"])
        portal.clock.advance(seconds: 1_800)
        try await portal.desk.releaseDueStories()
        #expect(try await readers("/dunia/2/besok").status == .ok)
    }

    @Test func `whoever saves over another's save sees both texts, and keeps their own`() async throws {
        let (bagus, dewi) = (try await browser(cast.editor), try await browser(cast.managingEditor))
        _ = try await bagus.get("/newsroom/stories/1")
        try await write("Judul Dewi", body: "Satu dua tiga empat.", in: 1, dewi)
        let mine = KeyValuePairs.story("Judul Bagus", body: "Satu dua tiga lima.", base: bagus.field("base"))
        let refused = try await bagus.post("/newsroom/stories/1", mine)
        #expect(refused.status == .conflict)
        let text = refused.text
        #expect(text.contains("Dewi Anggraini"))
        #expect(text.contains("</span>Dewi</del>") && text.contains("</span>Bagus</ins>"))
        #expect(text.contains("</span>empat</del>") && text.contains("</span>lima</ins>."))
        // Still in the field, for the next save.
        #expect(text.contains(">\nSatu dua tiga lima.</textarea>") && text.contains(">\nJudul Bagus</textarea>"))
        #expect(try await story(1).workingCopy?.copy.headline == "Judul Dewi")
        let again = KeyValuePairs.story("Judul berdua", body: "Satu dua tiga.", base: bagus.field("base"))
        #expect(try await bagus.post("/newsroom/stories/1", again).status == .seeOther)
        let revisions = try await portal.home.store.read { try $0.revisions(of: StoryNumber(rawValue: 1)) }
        let kept = revisions.map(\.copy.headline)
        #expect(kept.suffix(2) == ["Judul Dewi", "Judul berdua"])
    }

    @Test func `looking changes nothing, and neither does a save of what is there`() async throws {
        let bagus = try await browser(cast.editor)
        let before = try await story(1)
        for path in NewsroomDoorTests.paths where !path.contains("sign-out") { _ = try await bagus.get(path) }
        #expect(try await story(1) == before)
        _ = try await bagus.get("/newsroom/stories/1")
        let untouched: KeyValuePairs = ["base": bagus.field("base") ?? "", "then": ""]
        let response = try await bagus.post("/newsroom/stories/1", untouched)
        #expect(response["Location"] == "/newsroom/stories/1?said=unchanged")
        #expect(try await story(1) == before)
    }

    @Test func `a form sets its own fields and no others`() async throws {
        let bagus = try await browser(cast.editor)
        let before = try await story(1)
        _ = try await bagus.get("/newsroom/stories/1")
        let fields: KeyValuePairs = [
            "base": bagus.field("base") ?? "", "headline": "Baru", "urgency": "1", "stage": "approved",
            "state": "withdrawn", "copyright_notice": "x", "usage_terms": "x", "editorial_note": "x", "number": "9",
            "uri": "x", "writer": "x", "pictures": "", "published_version": "9",
        ]
        #expect(try await bagus.post("/newsroom/stories/1", fields).status == .seeOther)
        let after = try await story(1)
        var expected = before.copy
        expected.headline = "Baru"
        #expect(after.workingCopy?.copy == expected && after.workingCopy?.stage == .draft)
        #expect(after.published == before.published && after.state == before.state && after.uri == before.uri)
    }

    @Test func `a button that is pressed too late does nothing, and says how things stand`() async throws {
        let (bagus, dewi) = (try await browser(cast.editor), try await browser(cast.managingEditor))
        try await write("Lama", in: 1, bagus)
        _ = try await bagus.get("/newsroom/stories/1/update")
        try await write("Baru", in: 1, dewi)
        let before = try await story(1)
        let late = try await bagus.post("/newsroom/stories/1/update", ["sight": bagus.field("sight") ?? ""])
        #expect(late.status == .conflict && late.text.contains("Berita ini berubah"))
        #expect(try await story(1) == before)
        // The page that said so has the present state before it.
        let now = try await bagus.post("/newsroom/stories/1/update", ["sight": bagus.field("sight") ?? ""])
        #expect(now.status == .seeOther)
        #expect(try await story(1).published?.headline == "Baru")
    }

    @Test func `a right that was taken away meanwhile is refused, and written down`() async throws {
        let citra = try await browser(cast.editor)
        try await write("Baru", in: 1, citra)
        _ = try await citra.get("/newsroom/stories/1/update")
        let sight = citra.field("sight") ?? ""
        _ = try await portal.desk.changeMember(cast.editor.number, MemberChange(role: .reporter), by: .commandLine)
        let response = try await citra.post("/newsroom/stories/1/update", ["sight": sight])
        #expect(response.status == .forbidden && response.text.contains("Hanya editor yang melakukannya."))
        #expect(try await story(1).published?.headline != "Baru")
        let log = try await portal.home.store.read { try $0.securityLog(of: nil, before: nil, limit: 1) }
        #expect(log.first?.act == .rightRefused)
    }

    @Test func `an editor works in the sections that are theirs, and brings nothing into another`() async throws {
        let sections: Set = [Section.politik.slug]
        let change = MemberChange(sections: sections)
        var item = WireItem.sample(2)
        item.copy.section = .politik
        try await portal.take(item)
        _ = try await portal.desk.changeMember(cast.editor.number, change, by: .commandLine)
        let bagus = try await browser(cast.editor)
        #expect(try await write("Baru", in: 1, bagus).status == .forbidden)
        _ = try await bagus.get("/newsroom/stories/2")
        let moved = KeyValuePairs.story("Baru", section: "Dunia", base: bagus.field("base"))
        #expect(try await bagus.post("/newsroom/stories/2", moved).status == .forbidden)
        _ = try await bagus.get("/newsroom/stories/2")
        let own = KeyValuePairs.story("Baru", section: "Politik", base: bagus.field("base"))
        #expect(try await bagus.post("/newsroom/stories/2", own).status == .seeOther)
        _ = try await bagus.get("/newsroom/stories")
        #expect(try await bagus.post("/newsroom/stories", .story("Baru")).status == .forbidden)
        #expect(bagus.page.contains(">\nBaru</textarea>"))
        #expect(try await bagus.get("/newsroom").text.contains("aria-current=\"true\">Rubrik saya"))
    }

    @Test func `a version is compared word by word and restored as a new working copy`() async throws {
        let bagus = try await browser(cast.editor)
        try await write("Judul kedua", in: 1, bagus)
        try await write("Judul ketiga", in: 1, bagus)
        let page = try await bagus.get("/newsroom/stories/1/differences?from=3&to=2")
        #expect(page.text.contains("dihapus: </span>kedua</del>"))
        #expect(page.text.contains("ditambah: </span>ketiga</ins>"))
        #expect(try await bagus.get("/newsroom/stories/1/differences?from=1&to=9").status == .notFound)
        _ = try await bagus.get("/newsroom/stories/1/differences?from=1&to=3")
        let fields: KeyValuePairs = ["version": "2", "sight": bagus.field("sight") ?? ""]
        #expect(try await bagus.post("/newsroom/stories/1/revisions", fields).status == .seeOther)
        #expect(try await story(1).workingCopy?.copy.headline == "Judul kedua")
        let history = try await bagus.get("/newsroom/stories/1/revisions").text
        #expect(history.contains("Dipulihkan dari versi 2") && history.contains("Bagus Santoso"))
        #expect(try await bagus.post("/newsroom/stories/1/revisions", fields).status == .conflict)
    }

    @Test func `a preview is the page that the press would make, for the desk alone`() async throws {
        let bagus = try await browser(cast.editor)
        try await write("Judul pratinjau", body: "Isi <strong>baru</strong>.", in: 1, bagus)
        let preview = try await bagus.get("/newsroom/stories/1/preview/page").text
        #expect(preview.contains("<h1>Judul pratinjau</h1>") && preview.contains("<p>Isi <strong>baru</strong>.</p>"))
        #expect(try await !readers("/dunia/1/kawat-nomor-1").text.contains("pratinjau"))
        // Around it, a page of the newsroom that shows it at three widths.
        let widths = [("", "whole"), ("?width=phone", "phone"), ("?width=tablet", "tablet"), ("?width=x", "whole")]
        for (query, frame) in widths {
            let around = try await bagus.get("/newsroom/stories/1/preview" + query)
            #expect(around.text.contains("<div class=\"shown \(frame)\""), "\(query)")
            #expect(around.text.contains("<iframe src=\"/newsroom/stories/1/preview/page\""), "\(query)")
            #expect(around["Content-Security-Policy"]?.hasSuffix("; frame-src 'self'") == true)
        }
        try await take("update", 1, bagus)
        let page = try await readers("/dunia/1/judul-pratinjau").text
        let main = { (page: String) in
            page.prefix(upTo: page.firstRange(of: "</article>")?.lowerBound ?? page.startIndex)
        }
        #expect(main(page) == main(preview))
    }

    @Test func `a picture that readers may not see yet is on the preview, for members alone`() async throws {
        let file = FileManager.default.temporaryDirectory.path + "/warta-picture-\(UUID().uuidString)"
        try Data("gambar".utf8).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        var item = WireItem.sample(1, status: .withheld)
        item.copy.pictures = [PictureUse(picture: .sample)]
        let portal = try await Portal([item], pictureFile: { _, _, _ in file })
        let cast = try await DeskCast(portal.desk)
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        let path = "/-/pictures/\(Picture.sample.digest)/640.jpg"
        #expect(try await bagus.get("/newsroom/stories/1/preview/page").text.contains("\"/newsroom\(path)"))
        let picture = try await bagus.get("/newsroom" + path)
        #expect(picture.text == "gambar" && picture["Content-Type"] == "image/jpeg")
        #expect(picture["Cache-Control"] == "private, no-store")
        #expect(try await portal.ask(path).status == .notFound)
        #expect(try await portal.ask("/newsroom" + path).status == .seeOther)
    }

    /// The page without the scripts that are ours.
    private static func withoutModules(_ page: String) -> String {
        let module = /<script type="module" src="\/newsroom\/-\/scripts\/[0-9a-f]+\/[a-z-]+\.js"><\/script>/
        return page.replacing(module, with: "")
    }

    @Test func `nothing that somebody writes becomes markup of a page`() async throws {
        let evil = "\"><script>alert(1)</script><b x='{{text.skip}}"
        let bagus = try await browser(cast.editor)
        _ = try await bagus.get("/newsroom/stories")
        let fields: KeyValuePairs = [
            "headline": evil, "lead": evil, "body": "</textarea><script>alert(2)</script>", "section": "Dunia",
            "genre": evil, "place": evil, "zone": "Asia/Jakarta", "language": "id", "tags": evil, "byline": evil,
            "byline_role": "author",
        ]
        #expect(try await bagus.post("/newsroom/stories", fields).status == .seeOther)
        try await take("submission", 2, bagus)
        try await take("return", 2, bagus, ["reason": evil])
        let paths = [
            "/newsroom/stories/2", "/newsroom?scope=all&words=%22%3E%3Cscript%3E", "/newsroom/stories/2/revisions",
            "/newsroom/stories/2/differences?from=1&to=3", "/newsroom/stories/2/publication",
            "/newsroom/stories/2?said=%3Cscript%3E",
        ]
        for path in paths {
            let page = try await bagus.get(path)
            #expect(page.status == .ok && !Self.withoutModules(page.text).contains("<script"), "\(path)")
            #expect(!page.text.contains("x='Lewati"), "\(path)")
        }
        let more: KeyValuePairs = [
            "headline": evil, "section": evil, "body": "</textarea><script>", "language": "id",
        ]
        let again = try await bagus.post("/newsroom/stories", more)
        #expect(again.status == .badRequest && !Self.withoutModules(again.text).contains("<script"))
    }

    @Test func `a reason and the words of a picture outlive a session as well`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.managingEditor)
        let forms: [(path: String, fields: KeyValuePairs<String, String>)] = [
            (
                "/newsroom/stories/1/withdrawal",
                ["sight": "1.1", "ground": "court", "reason": "Angkanya & namanya keliru."]
            ),
            (
                "/newsroom/stories/1/pictures",
                ["index": "0", "caption": "Angkanya & namanya keliru.", "credit": "Citra"]
            ),
        ]
        for (path, fields) in forms {
            let ended = try await DeskBrowser(portal).post(path, fields, token: "x")
            #expect(ended.status == .unauthorized && ended.text.contains("Angkanya &amp; namanya keliru."), "\(path)")
            #expect(ended.text.contains("action=\"\(path)\"") && !ended.text.contains("name=\"token\""), "\(path)")
            let other = try await browser.post(path, fields, token: "x")
            #expect(other.status == .forbidden && other.text.contains("Anda masuk lagi"), "\(path)")
        }
        let step = try await browser.post(forms[0].path, forms[0].fields, token: "x")
        #expect(step.text.contains("Angkanya &amp; namanya keliru."))
        #expect(try await portal.home.store.read { try $0.story(StoryNumber(rawValue: 1)) }?.state == .live)
    }

    @Test func `what somebody wrote while their session ended is shown to them, and saved by nobody else`() async throws
    {
        let bagus = try await browser(cast.editor)
        _ = try await bagus.get("/newsroom/stories/1")
        let fields = KeyValuePairs.story("Judul \"baru\"", body: "Kata demi kata.", base: bagus.field("base"))
        let (token, before) = (bagus.token ?? "", try await story(1))
        _ = try await portal.desk.deactivateMember(cast.editor.number, by: .commandLine)
        let kept = try await bagus.post("/newsroom/stories/1", fields)
        #expect(kept.status == .unauthorized && kept["Cache-Control"] == "private, no-store")
        #expect(kept.text.contains(">\nKata demi kata.</textarea>"))
        #expect(kept.text.contains("name=\"headline\" value=\"Judul &quot;baru&quot;\""))
        #expect(try await story(1) == before)
        // A form without words is led to the door as any other.
        #expect(try await bagus.post("/newsroom/stories/1", ["headline": " "]).status == .seeOther)

        _ = try await portal.desk.activateMember(cast.editor.number, by: .commandLine)
        let again = try await browser(cast.editor)
        let shown = try await again.post("/newsroom/stories/1", fields, token: token)
        #expect(shown.status == .forbidden && shown.text.contains(">\nKata demi kata.</textarea>"))
        #expect(try await story(1) == before)
        let sent = KeyValuePairs.story("Judul", body: "Kata demi kata.", base: again.field("base"))
        #expect(try await again.post("/newsroom/stories/1", sent).status == .seeOther)
    }

    @Test func `what was written outlives a store that is away`() async throws {
        let portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.editor)
        _ = try await browser.get("/newsroom/stories/1")
        let fields = KeyValuePairs.story("Judul", body: "Kata & demi kata.", base: browser.field("base"))
        let token = browser.token ?? ""
        portal.home.store.close()
        let kept = try await browser.post("/newsroom/stories/1", fields)
        #expect(kept.status == .serviceUnavailable && kept.text.contains(">\nKata &amp; demi kata.</textarea>"))
        // Once the store is back, the button sends all of it as it was.
        #expect(kept.text.contains("name=\"token\" value=\"\(token)\"") && kept.text.contains("Kirim lagi"))
        #expect(kept.text.contains("name=\"headline\" value=\"Judul\""))
        #expect(
            try await browser.post("/newsroom/account/password", ["password": "rahasia"]).text.contains("rahasia")
                == false
        )
    }

    @Test func `what is said on sending back stands above the text until it is handed in again`() async throws {
        let (citra, bagus) = (try await browser(cast.reporter), try await browser(cast.editor))
        _ = try await citra.get("/newsroom/stories")
        _ = try await citra.post("/newsroom/stories", .story("Judul"))
        try await take("submission", 2, citra)
        try await take("return", 2, bagus, ["reason": "Sebutkan sumbernya."])
        try await write("Judul", body: "Kata BMKG.", in: 2, citra)
        #expect(try await citra.get("/newsroom/stories/2").text.contains("Sebutkan sumbernya."))
        try await take("submission", 2, citra)
        try await take("publication", 2, bagus)
        try await write("Judul", body: "Kata BNPB.", in: 2, bagus)
        #expect(try await !bagus.get("/newsroom/stories/2").text.contains("Sebutkan sumbernya."))
    }

    @Test func `what the fields cannot be is said, and stays in them`() async throws {
        let bagus = try await browser(cast.editor)
        _ = try await bagus.get("/newsroom/stories")
        let bad = try await bagus.post("/newsroom/stories", .story("Judul", body: "Isi panjang.", section: "Laut"))
        #expect(bad.status == .badRequest && bad.text.contains("Rubrik itu belum ada."))
        #expect(bad.text.contains(">\nIsi panjang.</textarea>") && bad.text.contains("value=\"Laut\""))
        #expect(try await portal.home.store.read { try $0.lastStoryNumber() } == StoryNumber(rawValue: 1))
        let dewi = try await browser(cast.managingEditor)
        _ = try await dewi.get("/newsroom/stories")
        #expect(try await dewi.post("/newsroom/stories", .story("Judul", section: "Laut")).status == .seeOther)
    }
}
