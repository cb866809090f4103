import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// The register of rights of reply and complaints in the newsroom.
@Suite(.timeLimit(.minutes(10))) struct NewsroomGrievanceTests {
    let portal: Portal
    let cast: DeskCast
    let bagus: DeskBrowser

    init() async throws {
        portal = try await Portal([.sample(1)])
        cast = try await DeskCast(portal.desk)
        bagus = try await DeskBrowser.signedIn(portal, cast.editor)
    }

    /// - Returns: The path of the sender's page.
    private func file(_ kind: Grievance.Kind) async throws -> String {
        let draft = GrievanceDraft(
            name: "Sari <Utami>",
            email: "sari@contoh.example",
            relation: "Yang diberitakan",
            quoted: "Kim",
            words: "Bukan <i>saya</i>."
        )
        let secret = try await portal.desk.fileGrievance(
            kind,
            about: StoryNumber(rawValue: 1),
            draft,
            token: Desk.newGrievanceToken(),
            from: Caller(address: "192.0.2.1", userAgent: "")
        )
        return "/pengajuan/" + secret
    }

    private func decide(_ number: Int, _ fields: KeyValuePairs<String, String>) async throws -> TestResponse {
        _ = try await bagus.get("/newsroom/grievances/\(number)")
        return try await bagus.post("/newsroom/grievances/\(number)", fields)
    }

    @Test func `the register shows what is due first, says what is late, and who has it in hand`() async throws {
        _ = try await file(.reply)
        portal.clock.advance(seconds: 60)
        _ = try await file(.complaint)
        let list = try await bagus.get("/newsroom/grievances").text
        let (first, second) = (list.firstRange(of: "Hak jawab 1"), list.firstRange(of: "Pengaduan 2"))
        #expect(try #require(first).lowerBound < #require(second).lowerBound && !list.contains("Lewat tenggat"))
        #expect(!list.contains("contoh.example"))
        #expect(try await decide(1, ["act": "take"]).status == .seeOther)
        portal.clock.advance(seconds: 48 * 3_600)
        // The session has ended meanwhile.
        let again = try await DeskBrowser.signedIn(portal, cast.editor)
        let late = try await again.get("/newsroom/grievances").text
        #expect(late.contains("Lewat tenggat") && late.contains("Bagus Santoso"))
        let page = try await again.get("/newsroom/grievances/1").text
        #expect(page.contains("sari@contoh.example") && page.contains("Sari &lt;Utami&gt;"))
        #expect(!page.contains("<i>saya"))
        #expect(try await again.get("/newsroom/grievances/9").status == .notFound)
    }

    @Test func `a reply is refused only with a reason of the list and words, which the sender reads`() async throws {
        let place = try await file(.reply)
        let faults: [KeyValuePairs<String, String>] = [
            ["act": "refuse", "words": "Maaf.", "refusal": ""], ["act": "refuse", "words": "Maaf.", "refusal": "ugly"],
            ["act": "refuse", "words": " ", "refusal": "unrelated"], ["act": "answer", "words": "Maaf."],
            ["act": "burn"], [:],
        ]
        for fields in faults {
            let answer = try await decide(1, fields)
            #expect(answer.status == .badRequest && answer.text.contains("role=\"alert\""), "\(fields)")
        }
        let late = try await decide(1, ["act": "refuse", "words": "Maaf <b>.", "refusal": "late"])
        #expect(late.status == .forbidden && late.text.contains("Maaf &lt;b&gt;."))
        #expect(try await decide(1, ["act": "tell", "words": "Mohon tunggu."]).status == .seeOther)
        let done = try await decide(1, ["act": "refuse", "words": "Tidak terkait.", "refusal": "unrelated"])
        #expect(done.status == .seeOther)
        let receipt = try await portal.ask(place).text
        #expect(receipt.contains("Ditolak") && receipt.contains("Tidak terkait.") && receipt.contains("Mohon tunggu."))
        #expect(receipt.contains("Memuat fakta yang tidak terkait") && !receipt.contains("Bagus"))
    }

    @Test func `a granted reply leads to its story, and a complaint is closed by a correction`() async throws {
        _ = try await file(.reply)
        let granted = try await decide(1, ["act": "grant"])
        #expect(granted.status == .seeOther && granted["Location"]?.hasPrefix("/newsroom/stories/") == true)
        let place = try await file(.complaint)
        let wrong = try await decide(2, ["act": "answer", "words": "Sudah.", "correction": "7"])
        #expect(wrong.status == .badRequest && wrong.text.contains("value=\"7\""))
        let told = Correction.Draft(kind: .correction, place: .below, words: "Bukan Kim.")
        _ = try await portal.desk.correctStory(StoryNumber(rawValue: 1), told, actor: "citra")
        let right = try await decide(2, ["act": "answer", "words": "Sudah.", "correction": "1"])
        #expect(right.status == .seeOther)
        #expect(try await portal.ask(place).text.contains("#ralat-1"))
    }

    @Test func `a reporter neither sees the register nor decides, and editors read of it in their news`() async throws {
        _ = try await file(.complaint)
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        #expect(try await !citra.get("/newsroom").text.contains("/newsroom/grievances"))
        #expect(try await citra.get("/newsroom/grievances").status == .forbidden)
        #expect(try await citra.get("/newsroom/grievances/1").status == .forbidden)
        _ = try await citra.get("/newsroom")
        #expect(try await citra.post("/newsroom/grievances/1", ["act": "take"]).status == .forbidden)
        #expect(try await bagus.get("/newsroom").text.contains("/newsroom/grievances"))
        #expect(try await bagus.get("/newsroom/notifications").text.contains("Ada pengaduan tentang berita ini."))
        let opened = try await bagus.post(
            "/newsroom/notifications",
            ["open": "1", "story": "1", "grievance": "1"]
        )
        #expect(opened["Location"] == "/newsroom/grievances/1")
    }
}
