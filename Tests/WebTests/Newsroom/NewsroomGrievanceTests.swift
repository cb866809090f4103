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
    private func file(
        _ kind: Grievance.Kind,
        _ email: String = "sari@contoh.example",
        from address: String = "192.0.2.1"
    ) async throws -> String {
        let draft = GrievanceDraft(
            name: "Sari <Utami>",
            email: email,
            relation: "Yang diberitakan",
            quoted: "Kim",
            words: "Bukan <i>saya</i>."
        )
        let secret = try await portal.desk.fileGrievance(
            kind,
            about: StoryNumber(rawValue: 1),
            draft,
            token: Desk.newGrievanceToken(),
            from: Caller(address: address, network: address)
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

    @Test func `what nobody means is closed without a word, and its sender reads so`() async throws {
        for kind in Grievance.Kind.allCases {
            let place = try await file(kind)
            let number = kind == .reply ? 1 : 2
            #expect(try await decide(number, ["act": "dismiss"]).status == .seeOther)
            #expect(try await bagus.get("/newsroom/grievances/\(number)").text.contains("Bukan pengajuan sungguhan"))
            let page = try await portal.ask(place)
            #expect(page.status == .ok && page.text.contains("Tidak diproses") && !page.text.contains("Bagus"))
        }
        #expect(try await bagus.get("/newsroom/grievances").text.contains("Tidak ada yang menunggu."))
    }

    @Test func `an editor of another section reads neither name nor address of the sender`() async throws {
        _ = try await file(.reply)
        var elsewhere = WireItem.sample(2)
        elsewhere.copy.section = Section.politik
        try await portal.take(elsewhere)
        let member = try await portal.desk.addMember(
            NewMember(
                name: "Joko",
                email: try EmailAddress("joko@warta.example"),
                role: .editor,
                sections: [Section.politik.slug]
            ),
            by: .commandLine
        ).member
        let joko = try await DeskBrowser.signedIn(portal, member)
        let page = try await joko.get("/newsroom/grievances/1").text
        #expect(page.contains("Bukan &lt;i&gt;saya&lt;/i&gt;.") && page.contains("hanya untuk redaktur rubriknya"))
        for secret in ["Utami", "contoh.example", "Yang diberitakan"] { #expect(!page.contains(secret), "\(secret)") }
        #expect(try await bagus.get("/newsroom/grievances/1").text.contains("Sari &lt;Utami&gt;"))
    }

    @Test func `an address of the sender's fills in no field of the editor's mail`() async throws {
        _ = try await file(.reply, "x?bcc=a%40b.example&body=x@contoh.example")
        let page = try await bagus.get("/newsroom/grievances/1").text
        #expect(page.contains("href=\"mailto:x%3Fbcc%3Da%2540b.example%26body%3Dx@contoh.example\""))
    }

    @Test func `the register goes on behind its first page, in both parts`() async throws {
        for number in 1...102 {
            _ = try await file(.complaint, from: "192.0.\(number).1")
            if number == 51 {
                for done in 1...51 {
                    _ = try await portal.desk.perform(
                        .dismiss,
                        onGrievance: Int64(done),
                        named: ReplyWords(headline: "", genre: ""),
                        by: cast.editor.number,
                        from: Caller(address: "192.0.2.9", network: "192.0.2.9")
                    )
                }
                portal.clock.advance(seconds: 3_600)
            }
        }
        func numbers(_ page: String) -> [String] { page.matches(of: />Pengaduan ([0-9]+)</).map { String($0.1) } }
        func link(_ page: String, _ words: String) throws -> String {
            let links = page.matches(of: /<a class="button quiet" href="([^"]*)">([^<]*)</)
            let link = try #require(links.first { $0.2 == words }?.1)
            return String(link).replacing("&amp;", with: "&")
        }
        let first = try await bagus.get("/newsroom/grievances").text
        let open: [String] = (52...101).map { "\($0)" }
        let ended: [String] = (2...51).reversed().map { "\($0)" }
        #expect(numbers(first) == open + ended)
        let later = try await bagus.get(try link(first, "Tenggat berikutnya")).text
        #expect(numbers(later) == ["102"] + ended)
        let last = try await bagus.get(try link(later, "Yang lebih lama")).text
        #expect(numbers(last) == ["102", "1"] && !last.contains("Tenggat berikutnya"))
        #expect(try link(last, "Kembali ke awal") == "/newsroom/grievances")
        #expect(numbers(try await bagus.get("/newsroom/grievances?after=x&before=9").text) == numbers(first))
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
