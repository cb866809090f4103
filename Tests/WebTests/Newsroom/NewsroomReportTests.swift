import Editorial
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// Stories that are published unverified: their step, the list of those that are open, and what verifies them.
@Suite(.timeLimit(.minutes(10))) struct NewsroomReportTests {
    let portal: Portal
    let cast: DeskCast
    let bagus: DeskBrowser

    init() async throws {
        portal = try await Portal([.sample(1), .sample(2)])
        cast = try await DeskCast(portal.desk)
        bagus = try await .signedIn(portal, cast.editor)
        try await portal.take(.sample(3, status: .withheld))
    }

    private func take(
        _ step: String,
        _ number: Int64,
        _ fields: [(String, String)] = [],
        by browser: DeskBrowser? = nil
    ) async throws -> TestResponse {
        let (path, browser) = ("/newsroom/stories/\(number)/\(step)", browser ?? bagus)
        _ = try await browser.get(path)
        let hidden = [("token", browser.token ?? ""), ("sight", browser.field("sight") ?? "1-1")]
        let body = (hidden + fields).map { "\($0)=\(PercentEncoding.encodeWhole($1))" }
        return try await browser.send(path, body.joined(separator: "&"))
    }

    private static let met = UnverifiedReport.Condition.allCases.map { ("condition", $0.rawValue) }

    private func readers(_ number: Int64) async throws -> String {
        try await portal.press.follower.catchUp()
        return try await portal.ask("/dunia/\(number)/kawat-nomor-\(number)").text
    }

    @Test func `the step asks for each condition and for words, and keeps what was chosen`() async throws {
        let words = ("words", "Kapten belum <b>ditemukan</b>.")
        let page = try await take("report", 3, Array(Self.met.dropLast()) + [words])
        #expect(page.status == .badRequest && page.text.contains("bila ketiga syarat itu terpenuhi"))
        #expect(page.text.contains("Kapten belum &lt;b&gt;ditemukan&lt;/b&gt;."))
        #expect(page.text.ranges(of: " checked").count == 2)
        #expect(try await take("report", 3, Self.met).status == .badRequest)
        let long = String(repeating: "a", count: UnverifiedReport.longest + 1)
        #expect(try await take("report", 3, Self.met + [("words", long)]).text.contains("1.000 karakter"))
        let done = try await take("report", 3, Self.met + [words])
        #expect(done["Location"] == "/newsroom/stories/3?said=report_unverified")
        #expect(try await readers(3).contains("Kapten belum &lt;b&gt;ditemukan&lt;/b&gt;.]</em>"))
        let again = try await take("report", 3, Self.met + [words])
        #expect(again.status == .forbidden && again.text.contains("Sudah dinyatakan belum terverifikasi"))
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        #expect(try await take("report", 1, Self.met + [words], by: citra).status == .forbidden)
    }

    @Test func `the list has the oldest first, says what is late, and is for editors`() async throws {
        #expect(try await bagus.get("/newsroom/unverified").text.contains("Tidak ada berita yang menunggu"))
        _ = try await take("report", 2, Self.met + [("words", "Pertama.")])
        portal.clock.advance(seconds: 3_600)
        _ = try await take("report", 1, Self.met + [("words", "Kedua.")])
        portal.clock.advance(seconds: 82_801)
        let again = try await DeskBrowser.signedIn(portal, cast.editor)
        let list = try await again.get("/newsroom/unverified").text
        let (first, second) = (list.firstRange(of: "Pertama."), list.firstRange(of: "Kedua."))
        #expect(try #require(first).lowerBound < #require(second).lowerBound)
        #expect(list.ranges(of: "Lebih dari sehari").count == 1)
        let citra = try await DeskBrowser.signedIn(portal, cast.reporter)
        #expect(try await citra.get("/newsroom/unverified").status == .forbidden)
        #expect(try await !citra.get("/newsroom").text.contains("/newsroom/unverified"))
    }

    @Test func `it is verified by a story that readers can open, or by its own later text`() async throws {
        _ = try await take("report", 1, Self.met + [("words", "Kapten belum ditemukan.")])
        for (typed, words) in [
            ("", "belum berubah"), ("x", "berita lain"), ("1", "berita lain"), ("3", "belum dapat dibuka"),
        ] {
            let refused = try await take("verification", 1, [("verification", typed)])
            #expect(refused.status == .badRequest && refused.text.contains(words), "\(typed)")
        }
        let done = try await take("verification", 1, [("verification", "https://warta.example/dunia/2/kawat-nomor-2")])
        #expect(done["Location"] == "/newsroom/stories/1?said=verify")
        #expect(try await readers(1).contains("Hasilnya: <a href=\"/dunia/2/"))
        #expect(try await readers(2).contains("<a href=\"/dunia/1/"))
        #expect(try await bagus.get("/newsroom/unverified").text.contains("Tidak ada berita yang menunggu"))
        let over = try await take("verification", 1, [("verification", "2")])
        #expect(over.status == .forbidden && over.text.contains("Tidak ada yang menunggu verifikasi"))
    }
}
