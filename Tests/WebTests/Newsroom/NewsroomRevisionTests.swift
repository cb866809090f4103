import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// The pages of a story's history: what is compared with what, in which layout, and how much of it.
@Suite(.timeLimit(.minutes(10))) struct NewsroomRevisionTests {
    let portal: Portal
    let bagus: DeskBrowser

    init() async throws {
        portal = try await Portal()
        let cast = try await DeskCast(portal.desk)
        bagus = try await DeskBrowser.signedIn(portal, cast.editor)
    }

    private func write(_ headline: String, _ body: String) async throws {
        _ = try await bagus.get("/newsroom/stories/1")
        let fields = KeyValuePairs.story(headline, body: body, base: bagus.field("base"))
        #expect(try await bagus.post("/newsroom/stories/1", fields).status == .seeOther)
    }

    private func compare(_ query: String) async throws -> String {
        let answer = try await bagus.get("/newsroom/stories/1/differences?" + query)
        #expect(answer.status == .ok, "\(query)")
        return answer.text
    }

    private static let paragraphs = [
        "Alinea pertama dengan kata-kata sendiri.", "Alinea kedua tentang hal lain sama sekali.",
        "Yang ketiga menutup berita ini dengan tenang.",
    ]

    @Test func `any version, the live text and the working copy are compared, the older first`() async throws {
        try await write("Judul kedua", Self.paragraphs.joined(separator: "\n\n"))
        let live = try await compare("from=working&to=live")
        let (old, new) = (live.firstRange(of: "Yang sekarang terbit"), live.firstRange(of: "Naskah kerja"))
        #expect(try #require(old).lowerBound < #require(new).lowerBound)
        #expect(live.contains("kedua</ins>"))
        #expect(try await compare("from=2&to=working").contains("Tidak ada perbedaan."))
        #expect(try await compare("from=live&to=1").contains("Tidak ada perbedaan."))
        let history = try await bagus.get("/newsroom/stories/1/revisions").text
        for query in ["from=2&amp;to=live", "from=1&amp;to=working", "from=working&amp;to=live"] {
            #expect(history.contains("differences?" + query), "\(query)")
        }
        for query in ["from=9&to=1", "from=99999999999999&to=live"] {
            #expect(try await bagus.get("/newsroom/stories/1/differences?" + query).status == .notFound, "\(query)")
        }
        for query in ["", "from=x&to=1", "from=-1&to=1", "from=LIVE&to=1", "from=1"] {
            #expect(try await bagus.get("/newsroom/stories/1/differences?" + query).status == .seeOther, "\(query)")
        }
    }

    @Test func `a draft has no live text to be compared with`() async throws {
        _ = try await bagus.get("/newsroom/stories")
        #expect(try await bagus.post("/newsroom/stories", .story("Draf")).status == .seeOther)
        #expect(try await bagus.get("/newsroom/stories/2/differences?from=1&to=live").status == .notFound)
        let history = try await bagus.get("/newsroom/stories/2/revisions").text
        #expect(!history.contains("to=live") && history.contains("to=working"))
    }

    @Test func `a moved paragraph leads from each of its places to the other`() async throws {
        let all = Self.paragraphs
        try await write("Judul", all.joined(separator: "\n\n"))
        try await write("Judul", [all[1], all[2], all[0].replacing("sendiri", with: "lain")].joined(separator: "\n\n"))
        let page = try await compare("from=2&to=3")
        #expect(page.contains("id=\"body-1-from\"") && page.contains("href=\"#body-1-from\""))
        #expect(page.contains("id=\"body-1-to\"") && page.contains("href=\"#body-1-to\""))
        #expect(page.contains("sendiri</del>") && page.contains("lain</ins>"))
        #expect(page.contains("1 bagian dipindahkan"))
    }

    @Test func `the layout is what the address says, and nothing else becomes part of the page`() async throws {
        try await write("Judul kedua", "Isi.")
        for (layout, name) in [("one", "one"), ("two", "two"), ("", "auto"), ("\"><b>", "auto"), ("ONE", "auto")] {
            let page = try await compare("from=1&to=2&layout=" + PercentEncoding.encodeWhole(layout))
            #expect(page.contains("class=\"comparison \(name)\""), "\(layout)")
        }
        #expect(try await compare("from=1&to=2&layout=two").contains("layout=two\" aria-current=\"true\""))
    }

    @Test func `of a text with very many changes, a page shows the first thousand paragraphs`() async throws {
        try await write("Judul", (0..<3_000).map { "Alinea \($0)." }.joined(separator: "\n\n"))
        try await write("Judul", (0..<3_000).map { "Baris \($0 * 7) lain." }.joined(separator: "\n\n"))
        let page = try await compare("from=2&to=3")
        #expect(page.contains("alinea lagi tidak ditampilkan"))
        #expect(page.utf8.count < 2_000_000)
    }
}
