import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// Somebody outside looks at one text by a link, and answers.
@Suite(.timeLimit(.minutes(10))) struct NewsroomGuestTests {
    let portal: Portal
    let cast: DeskCast
    let bagus: DeskBrowser

    init() async throws {
        portal = try await Portal(pictureFile: { _, _, _ in "/dev/null" })
        cast = try await DeskCast(portal.desk)
        bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        _ = try await bagus.get("/newsroom/stories")
        _ = try await bagus.post("/newsroom/stories", .story("Sengketa tanah", body: "Menurut saksi."))
    }

    /// Gives a link, and tells where it leads.
    private func invite(_ name: String = "Rina Hapsari", days: Int = 3) async throws -> String {
        _ = try await bagus.get("/newsroom/stories/2/guests")
        let fields: KeyValuePairs = ["name": name, "purpose": "lawyer", "days": "\(days)"]
        let page = try await bagus.post("/newsroom/stories/2/guests", fields).text
        let link = try #require(page.firstMatch(of: /value="http:\/\/localhost(\/newsroom\/guest\/[0-9a-f]{64})"/)?.1)
        return String(link)
    }

    private func answer(_ link: String, _ answer: String, _ words: String = "") async throws -> TestResponse {
        let body = "answer=\(answer)&words=\(PercentEncoding.encodeWhole(words))"
        return try await DeskBrowser(portal).send(link, body)
    }

    private func acts() async throws -> [String] {
        try await portal.home.store.read { try $0.journal(after: 0, limit: 99) }
            .filter { $0.story.rawValue == 2 && $0.act.isBesideStory }
            .map { "\($0.act.rawValue) \($0.actor) \($0.reason)" }
    }

    @Test func `a guest sees that version as the press would make it, and goes on seeing it`() async throws {
        let link = try await invite()
        let guest = DeskBrowser(portal)
        let look = try await guest.get(link)
        #expect(look.status == .ok)
        for words in ["Rina Hapsari", "Penasihat hukum", "src=\"\(link)/page\""] {
            #expect(look.text.contains(words), "\(words)")
        }
        let page = try await guest.get(link + "/page")
        #expect(page.text.contains("Menurut saksi.") && page.text.contains("Sengketa tanah"))
        #expect(!page.text.contains("Rina Hapsari") && !look.text.contains("name=\"token\""))
        // What is written afterwards is not shown.
        _ = try await bagus.get("/newsroom/stories/2")
        let fields = KeyValuePairs.story("Lain", body: "Rahasia baru.", base: bagus.field("base"))
        _ = try await bagus.post("/newsroom/stories/2", fields)
        let later = try await guest.get(link + "/page").text
        #expect(later.contains("Menurut saksi.") && !later.contains("Rahasia baru."))
        for width in ["phone", "tablet", "whole", "x"] {
            #expect(try await guest.get(link + "?width=\(width)").text.contains("class=\"shown "))
        }
        #expect(guest.cookies.isEmpty)
    }

    @Test func `each answer to a guest is kept by nobody, found by nobody and told to nobody`() async throws {
        let link = try await invite()
        let guest = DeskBrowser(portal)
        let wrong = "/newsroom/guest/" + String(repeating: "ab", count: 32)
        for path in [link, link + "/page", wrong, wrong + "/page", "/newsroom/guest/x"] {
            let answer = try await guest.get(path)
            #expect(answer["Cache-Control"] == "private, no-store", "\(path)")
            #expect(answer["X-Robots-Tag"] == "noindex, nofollow", "\(path)")
            #expect(answer["Referrer-Policy"] == (path == link + "/page" ? "no-referrer" : "same-origin"), "\(path)")
            #expect(answer["Content-Security-Policy"]?.contains("unsafe") == false, "\(path)")
        }
        let page = try await guest.get(link + "/page")
        #expect(page["Content-Security-Policy"]?.contains("frame-ancestors 'self'") == true)
        #expect(page["Content-Security-Policy"]?.contains("script-src") == false)
        #expect(page["X-Frame-Options"] == "SAMEORIGIN")
        let look = try await guest.get(link)
        #expect(look["X-Frame-Options"] == "DENY")
        #expect(look["Content-Security-Policy"]?.contains("frame-src 'self'") == true)
    }

    @Test func `nothing else is reached with a link`() async throws {
        let link = try await invite()
        let guest = DeskBrowser(portal)
        let token = try #require(link.split(separator: "/").last)
        let own = "\(link)/-/pictures/\(Picture.sample.digest)/320.jpg"
        // The text has no picture, so that none is shown.
        #expect(try await guest.get(own).status == .notFound)
        for path in [
            "/newsroom/stories/2", "/newsroom/stories/2/preview", "/newsroom/stories/2/guests",
            "/newsroom?token=\(token)", "/newsroom/link/\(token)",
        ] {
            let answer = try await guest.get(path)
            #expect(answer.status != .ok && !answer.text.contains("Menurut saksi."), "\(path)")
        }
        // A session does not open with it, and its own page takes no form from elsewhere.
        let foreign: HTTPFields = [.origin: "https://elsewhere.example"]
        let sent = try await guest.send(link, "answer=approve&words=", source: foreign)
        #expect(sent.status == .forbidden)
        #expect(try await acts().count == 1)
    }

    @Test func `approval and objection land in the journal, on the story's page, and with whoever gave the link`()
        async throws
    {
        let link = try await invite()
        #expect(try await answer(link, "object", " ").status == .badRequest)
        #expect(try await answer(link, "perhaps", "x").status == .badRequest)
        #expect(try await answer(link, "object", String(repeating: "x", count: 5_001)).status == .badRequest)
        #expect(try await answer(link, "object", "Nama <b>saksi</b> keliru.").status == .seeOther)
        let seen = try await DeskBrowser(portal).get(link + "?said=thanks").text
        #expect(seen.contains("Nama &lt;b&gt;saksi&lt;/b&gt; keliru.") && seen.contains("Terima kasih"))
        #expect(try await answer(link, "approve").status == .seeOther)
        #expect(
            try await acts() == [
                "guest_invited \(cast.editor.actor) Rina Hapsari (lawyer)",
                "guest_objected guest:Rina Hapsari Nama <b>saksi</b> keliru.", "guest_approved guest:Rina Hapsari ",
            ]
        )
        let page = try await bagus.get("/newsroom/stories/2").text
        #expect(page.contains("Rina Hapsari") && page.contains("Menyetujui"))
        let told = try await bagus.get("/newsroom/notifications").text
        #expect(told.contains("Rina Hapsari (orang luar) keberatan") && told.contains("keliru."))
        for _ in 3...GuestLink.mostAnswers { #expect(try await answer(link, "approve").status == .seeOther) }
        #expect(try await answer(link, "approve").status == .forbidden)
        #expect(try await acts().count == 1 + GuestLink.mostAnswers)
    }

    @Test func `a link ends by itself, and when it is revoked`() async throws {
        let (first, second) = (try await invite(days: 1), try await invite("Budi", days: 7))
        #expect(try await bagus.get("/newsroom/stories/2/guests").text.contains("Cabut tautan Budi"))
        portal.clock.advance(seconds: 86_399)
        #expect(try await DeskBrowser(portal).get(first).status == .ok)
        portal.clock.advance(seconds: 1)
        for path in [first, first + "/page"] { #expect(try await DeskBrowser(portal).get(path).status == .gone) }
        #expect(try await answer(first, "approve").status == .gone)
        #expect(try await DeskBrowser(portal).get(second).status == .ok)
        let editor = try await DeskBrowser.signedIn(portal, cast.managingEditor)
        _ = try await editor.get("/newsroom/stories/2/guests")
        #expect(try await editor.post("/newsroom/stories/2/guests", ["revoke": "2"]).status == .seeOther)
        #expect(try await DeskBrowser(portal).get(second).status == .gone)
        #expect(try await acts().last == "guest_revoked \(cast.managingEditor.actor) Budi (lawyer)")
        #expect(try await editor.post("/newsroom/stories/2/guests", ["revoke": "2"]).status == .seeOther)
        #expect(try await acts().count == 3)
    }

    @Test func `only an editor gives a link, and the store has no secret`() async throws {
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        let page = try await citra.get("/newsroom/stories/2/guests").text
        #expect(!page.contains("name=\"purpose\"") && page.contains("Hanya editor yang melakukannya."))
        let fields: KeyValuePairs = ["name": "Rina", "purpose": "lawyer", "days": "3"]
        #expect(try await citra.post("/newsroom/stories/2/guests", fields).status == .forbidden)
        let wrong: [KeyValuePairs<String, String>] = [
            ["name": " ", "purpose": "lawyer", "days": "3"], ["name": "Rina", "purpose": "friend", "days": "3"],
            ["name": "Rina", "purpose": "lawyer", "days": "365"], ["name": "Rina", "purpose": "lawyer"],
        ]
        for bad in wrong {
            _ = try await bagus.get("/newsroom/stories/2/guests")
            #expect(try await bagus.post("/newsroom/stories/2/guests", bad).status == .badRequest)
        }
        #expect(try await acts().isEmpty)
        let link = try await invite()
        let token = try #require(link.split(separator: "/").last)
        #expect(try await portal.home.bytes().contains(Array(token.utf8)) == false)
    }
}
