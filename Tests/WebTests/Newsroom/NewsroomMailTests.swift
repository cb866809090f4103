import Application
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Editorial
@testable import Press
@testable import Web

/// Mail in the newsroom's pages: who is sent what, in which words, and what is said of it.
@Suite(.timeLimit(.minutes(10))) struct NewsroomMailTests {
    private func newsroom(_ portal: Portal) -> Newsroom { portal.application.newspapers[0].newsroom }

    private func ask(_ browser: DeskBrowser, _ email: String) async throws -> TestResponse {
        _ = try await browser.get("/newsroom/sign-in/forgotten")
        return try await browser.post("/newsroom/sign-in/forgotten", ["email": email])
    }

    private func words(_ portal: Portal) async throws -> LetterWords? {
        try await portal.desk.answerRecoveryRequests()
        return try await portal.desk.takeLetter().map { newsroom(portal).words(of: $0) }
    }

    @Test func `without mail, nobody is led to a page that sends some`() async throws {
        let portal = try await Portal()
        let browser = DeskBrowser(portal)
        _ = try await browser.get("/newsroom/sign-in")
        #expect(!browser.page.contains("/newsroom/sign-in/forgotten"))
        #expect(try await browser.get("/newsroom/sign-in/forgotten").status == .seeOther)
        #expect(try await ask(browser, "citra@warta.example").status == .seeOther)
    }

    @Test func `known or not, whoever has forgotten the password reads the same`() async throws {
        let portal = try await Portal(sendsMail: true)
        let cast = try await DeskCast(portal.desk)
        var pages: [String] = []
        for email in [cast.reporter.email.text, "tidak-ada@warta.example"] {
            let browser = DeskBrowser(portal)
            _ = try await browser.get("/newsroom/sign-in")
            #expect(browser.page.contains("href=\"/newsroom/sign-in/forgotten\""))
            let response = try await ask(browser, email)
            #expect(response.status == .ok && response["Cache-Control"] == "private, no-store")
            pages.append(response.text)
            #expect(!response.text.contains(email))
        }
        #expect(pages[0] == pages[1])
        let bad = try await ask(DeskBrowser(portal), "kata sandi saya")
        #expect(bad.status == .badRequest && bad.text.contains("role=\"alert\""))
    }

    @Test func `the letter's link opens the page on which the password is set`() async throws {
        let portal = try await Portal(sendsMail: true)
        let cast = try await DeskCast(portal.desk)
        _ = try await DeskBrowser.signedIn(portal, cast.reporter)
        let browser = DeskBrowser(portal)
        #expect(try await ask(browser, cast.reporter.email.text).status == .ok)
        let words = try #require(try await words(portal))
        let address = /https:\/\/warta\.example(\/newsroom\/link\/[0-9a-f]{64})/
        let link = try #require(words.text.firstMatch(of: address)?.1)
        #expect(try await browser.get(String(link)).status == .ok)
        let password = "empat laut kuda hijau"
        let done = try await browser.post(String(link), ["password": password, "again": password])
        #expect(done["Location"] == "/newsroom?said=password")
        let told = try #require(try await self.words(portal))
        #expect(told.subject.contains("Kata sandi Anda diubah") && told.text.contains("127.0.0.1"))
    }

    @Test func `a letter to whoever sent a complaint has no word of theirs, and its page says what became of it`()
        async throws
    {
        let portal = try await Portal(sendsMail: true)
        let cast = try await DeskCast(portal.desk)
        let bagus = try await DeskBrowser.signedIn(portal, cast.editor)
        let draft = GrievanceDraft(
            name: "https://iklan.example Beli",
            email: "sari@contoh.example",
            relation: "Beli sekarang",
            quoted: "Beli",
            words: "Beli."
        )
        let secret = try await portal.desk.fileGrievance(
            .complaint,
            about: StoryNumber(rawValue: 1),
            draft,
            token: Desk.newGrievanceToken(),
            from: Caller(address: "192.0.2.1", network: "192.0.2.1")
        )
        func page() async throws -> String { try await bagus.get("/newsroom/grievances/1").text }
        #expect(try await page().contains("Surat: Menunggu dikirim"))
        let due = try #require(try await portal.desk.takeGrievanceLetter())
        let words = newsroom(portal).words(of: due)
        #expect(words.subject == "Pengaduan 1, Warta" && words.text.hasPrefix("Yth. Bapak/Ibu,\n\nKami sudah menerima"))
        #expect(words.text.contains("https://warta.example/pengajuan/\(secret)\n"))
        #expect(!words.text.contains("iklan.example") && !words.text.contains("Beli"))
        try await portal.desk.grievanceLetterEnded(due.letter, fault: "recipient 5.1.1", isFinal: true)
        #expect(try await page().contains("Surat: Gagal dikirim · Server surel menolak alamat ini (5.1.1)"))
    }

    @Test func `a form of another browser asks for nothing`() async throws {
        let portal = try await Portal(sendsMail: true)
        let cast = try await DeskCast(portal.desk)
        let browser = DeskBrowser(portal)
        _ = try await browser.get("/newsroom/sign-in/forgotten")
        let response = try await DeskBrowser(portal).post(
            "/newsroom/sign-in/forgotten",
            ["email": cast.reporter.email.text],
            token: browser.token
        )
        #expect(response.status == .forbidden)
        #expect(try await words(portal) == nil)
    }

    @Test func `who is invited is sent the link, and no page shows it`() async throws {
        let portal = try await Portal(sendsMail: true)
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.administrator)
        _ = try await browser.get("/newsroom/people/new")
        let response = try await browser.post(
            "/newsroom/people",
            ["name": "Eka Wijaya", "email": "eka@warta.example", "role": "editor", "reach": "all"]
        )
        #expect(response["Location"] == "/newsroom/people?said=letter")
        let words = try #require(try await words(portal))
        #expect(words.from == "Warta" && words.text.contains("Eka Wijaya") && words.text.contains("Ayu Pratiwi"))
        let eka = try await portal.desk.member(email: try EmailAddress("eka@warta.example"))
        let path = "/newsroom/people/\(eka.number)"
        _ = try await browser.get(path)
        #expect(browser.page.contains("Menunggu dikirim") && !browser.page.contains("/newsroom/link/"))
        // Sent again by a button, or shown where mail does not come through.
        #expect(try await browser.post(path + "/letter", [:])["Location"] == "/newsroom/people?said=letter")
        let due = try #require(try await portal.desk.takeLetter())
        try await portal.desk.letterFailed(due.letter, "recipient 550 5.1.1", isFinal: true)
        _ = try await browser.get(path)
        #expect(browser.page.contains("Gagal dikirim") && browser.page.contains("(550 5.1.1)"))
        #expect(try await browser.post(path + "/link", [:]).status == .forbidden)
        let own: KeyValuePairs = ["own_password": "kuda hijau empat laut"]
        #expect(try await browser.post(path + "/link", own).text.contains("/newsroom/link/"))
        let reporter = try await DeskBrowser.signedIn(portal, cast.reporter)
        _ = try await reporter.get("/newsroom")
        #expect(try await reporter.post(path + "/letter", [:]).status == .forbidden)
    }

    @Test(arguments: ["id", "en"], Letter.Kind.allCases)
    func `each letter has words in both languages, and no blank is left in them`(
        language: String,
        kind: Letter.Kind
    ) async throws {
        let portal = try await Portal(language: language, sendsMail: true)
        let cast = try await DeskCast(portal.desk)
        for actor in [nil, cast.administrator.actor, Actor.commandLine] {
            let letter = Letter(
                identifier: String(repeating: "a", count: 32),
                site: .first,
                kind: kind,
                member: cast.reporter.number,
                recipient: cast.reporter.email,
                written: .sampleNow,
                actor: actor,
                address: actor == .commandLine ? "" : "192.0.2.7",
                device: "Firefox, Linux",
                detail: "baru@warta.example",
                linkUntil: kind.bringsLink ? .sampleNow : nil
            )
            let due = DueLetter(
                letter: letter,
                member: cast.reporter,
                linkToken: kind.bringsLink ? "ini-tautan" : nil,
                actorName: actor == cast.administrator.actor ? "Ayu Pratiwi" : nil
            )
            let words = newsroom(portal).words(of: due)
            for text in [words.subject, words.text] {
                #expect(!text.contains("{") && !text.contains("letters.") && !text.contains("  "), "\(kind)")
            }
            #expect(words.text.contains("Citra Lestari") && words.text.contains("https://warta.example/newsroom"))
            #expect(words.text.contains("ini-tautan") == kind.bringsLink)
            let strings = newsroom(portal).strings
            #expect(strings.optional("letters.kinds." + kind.rawValue) != nil)
        }
    }
}
