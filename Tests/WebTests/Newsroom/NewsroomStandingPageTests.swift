import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// The pages that press law asks for are written in the newsroom.
@Suite(.timeLimit(.minutes(10))) struct NewsroomStandingPageTests {
    let portal: Portal
    let cast: DeskCast
    let dewi: DeskBrowser

    init() async throws {
        portal = try await Portal()
        cast = try await DeskCast(portal.desk)
        dewi = try await DeskBrowser.signedIn(portal, cast.managingEditor)
    }

    private func page() async throws -> StandingPage? {
        try await portal.home.store.read { try $0.standingPage(.imprint) }
    }

    private func write(_ company: String, seen: String? = nil) async throws -> TestResponse {
        let path = "/newsroom/pages/imprint"
        _ = try await dewi.get(path)
        return try await dewi.post(
            path,
            [
                "seen": seen ?? dewi.field("seen") ?? "", "company": company, "address": "Jalan 1", "phone": "",
                "email": "redaksi@warta.example", "responsible": "Dewi", "people": "Redaktur: Bagus\r\n\r\nCitra",
                "body": "Teks.", "reason": "Alamat baru",
            ]
        )
    }

    @Test func `a page is written, and each version stays with who wrote it, when and why`() async throws {
        #expect(try await dewi.get("/newsroom/pages").text.contains("/newsroom/pages/imprint"))
        #expect(try await dewi.get("/newsroom/pages/guidelines").text.contains("## Verifikasi"))
        #expect(try await write("PT Satu").status == .seeOther)
        #expect(try await write("PT Dua").status == .seeOther)
        let page = try #require(try await page())
        #expect(page.version == 2 && page.actor == cast.managingEditor.actor && page.reason == "Alamat baru")
        #expect(page.imprint?.company == "PT Dua" && page.imprint?.people.map(\.name) == ["Bagus", "Citra"])
        let old = try await dewi.get("/newsroom/pages/imprint?version=1").text
        #expect(old.contains("value=\"PT Satu\"") && dewi.field("seen") == "2")
        #expect(try await dewi.get("/newsroom/pages/imprint?version=9").status == .notFound)
    }

    @Test func `what somebody wrote meanwhile is not written over, and what was typed stays`() async throws {
        _ = try await write("PT Satu")
        let answer = try await write("PT Basi", seen: "0")
        #expect(answer.status == .conflict && answer.text.contains("value=\"PT Basi\""))
        #expect(try await page()?.imprint?.company == "PT Satu")
        let broken = try await write("PT " + String(repeating: "x", count: 300))
        #expect(broken.status == .badRequest && broken.text.contains("role=\"alert\""))
    }

    @Test func `reporters and editors neither see the forms nor write by them`() async throws {
        for member in [cast.reporter, cast.editor] {
            let browser = try await DeskBrowser.signedIn(portal, member)
            #expect(try await !browser.get("/newsroom").text.contains("/newsroom/pages"))
            #expect(try await browser.get("/newsroom/pages").status == .forbidden)
            #expect(try await browser.get("/newsroom/pages/imprint").status == .forbidden)
            _ = try await browser.get("/newsroom")
            let answer = try await browser.post("/newsroom/pages/imprint", ["seen": "0", "company": "PT"])
            #expect(answer.status == .forbidden)
        }
        #expect(try await page() == nil)
    }
}
