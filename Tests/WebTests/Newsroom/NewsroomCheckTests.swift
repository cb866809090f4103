import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// What the pages say before a story goes to readers, and what they refuse.
@Suite(.timeLimit(.minutes(10))) struct NewsroomCheckTests {
    let portal: Portal
    let cast: DeskCast

    init() async throws {
        portal = try await Portal()
        cast = try await DeskCast(portal.desk)
    }

    /// Begins a story as its form would.
    private func begin(_ browser: DeskBrowser, _ headline: String, body: String) async throws {
        _ = try await browser.get("/newsroom/stories")
        #expect(try await browser.post("/newsroom/stories", .story(headline, body: body)).status == .seeOther)
    }

    private func state(_ number: Int64) async throws -> PublicState? {
        try await portal.home.store.read { try $0.story(StoryNumber(rawValue: number))?.state }
    }

    @Test(arguments: ["publication", "schedule", "approval"])
    func `a text without words goes to no readers, whichever button is pressed`(step: String) async throws {
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        try await begin(bagus, "Kilat", body: "")
        if step == "approval" {
            _ = try await bagus.get("/newsroom/stories/2/submission")
            _ = try await bagus.post("/newsroom/stories/2/submission", ["sight": bagus.field("sight") ?? ""])
        }
        #expect(try await bagus.get("/newsroom/stories/2").text.contains("Isinya kosong."))
        let page = try await bagus.get("/newsroom/stories/2/\(step)").text
        #expect(page.contains("Isinya kosong.") && page.contains("Belum dapat dilanjutkan"))
        #expect(!page.contains("name=\"sight\""))
        // The button is not on the page; whoever sends its form all the same is refused in the transaction.
        let story = try #require(try await portal.home.store.read { try $0.story(StoryNumber(rawValue: 2)) })
        let sent = try await bagus.post(
            "/newsroom/stories/2/\(step)",
            ["sight": story.sight.description, "day": "2099-01-01", "clock": "10:00"]
        )
        #expect(sent.status == .forbidden)
        #expect(try await state(2) == .never)
        let after = try #require(try await portal.home.store.read { try $0.story(StoryNumber(rawValue: 2)) })
        #expect(after.workingCopy?.stage == story.workingCopy?.stage)
    }

    @Test func `what only warns is said on both pages, and publication goes on`() async throws {
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        let link = "<a href=\"http://localhost/dunia/3/x\">lain</a> <a href=\"/dunia/1/x\">terbit</a>"
        try await begin(bagus, "12 warga Poso mengungsi", body: "Sebanyak 13 warga Pozo pergi. \(link)")
        try await begin(bagus, "Rahasia", body: "Rahasia.")
        for path in ["/newsroom/stories/2", "/newsroom/stories/2/publication"] {
            let page = try await bagus.get(path).text
            #expect(page.contains("Angka di judul tidak ada di teras atau isi: 12."), "\(path)")
            #expect(page.contains("teras dan isi: Poso."), "\(path)")
            #expect(page.contains("berita nomor 3"), "\(path)")
            #expect(!page.contains("berita nomor 1,") && !page.contains("Belum dapat dilanjutkan"), "\(path)")
        }
        let sight = try #require(bagus.field("sight"))
        #expect(try await bagus.post("/newsroom/stories/2/publication", ["sight": sight]).status == .seeOther)
        #expect(try await state(2) == .live)
        // All that was written is with readers: there is nothing to check any more.
        #expect(try await !bagus.get("/newsroom/stories/2").text.contains("Periksa sebelum terbit"))
    }

    @Test func `a byline is known by members and by what readers see`() async throws {
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        try await begin(bagus, "Kilat", body: "Kilat.")
        // Citra is a member.
        #expect(try await !bagus.get("/newsroom/stories/2").text.contains("bukan anggota"))
        let fields =
            "&base=\(bagus.field("base") ?? "")&byline=Citra+Lestri&byline_role=author"
            + "&byline=Alifia+Dwi+Ramandhita&byline_role=author&byline=Admin&byline_role=editor"
        _ = try await bagus.send("/newsroom/stories/2", "token=\(bagus.token ?? "")" + fields)
        let page = try await bagus.get("/newsroom/stories/2").text
        #expect(page.contains("Citra Lestri bukan anggota"))
        // She is no member, and stands above the story that readers see.
        #expect(!page.contains("Ramandhita bukan anggota"))
        #expect(page.contains("“Admin” bukan nama orang"))
    }
}
