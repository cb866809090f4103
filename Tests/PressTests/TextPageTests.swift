import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// The pages that press law asks for, as readers have them.
@Suite struct TextPageTests {
    private static func write(
        _ room: Newsroom,
        _ kind: StandingPage.Kind,
        _ text: String,
        _ imprint: Imprint? = nil
    ) async throws {
        try await room.home.store.write { transaction in
            let version = try transaction.standingPage(kind)?.version ?? 0
            try transaction.add(
                StandingPage.next(
                    kind,
                    after: version,
                    notation: text,
                    imprint: imprint,
                    because: "",
                    by: .commandLine,
                    at: .sampleNow
                )
            )
        }
        try await room.press.follower.catchUp()
    }

    @Test func `an empty page is none and is not linked, but how to reply and complain is always said`() async throws {
        let room = try await Newsroom([.sample(1)])
        #expect(try await room.status(.standing(.imprint)) == 404)
        #expect(try await room.status(.standing(.guidelines)) == 404)
        for kind in [StandingPage.Kind.reply, .complaint] {
            #expect(try await room.text(.standing(kind)).contains("class=\"standfirst\""))
        }
        let rails = try await room.text(.rails)
        #expect(!rails.contains("/redaksi") && !rails.contains("/pedoman"))
        #expect(rails.contains("href=\"/hak-jawab\"") && rails.contains("href=\"/pengaduan\""))
        #expect(try await !room.text(.pagesSitemap).contains("/redaksi"))
    }

    @Test func `what is written is on the page at the next request, and presses no other page`() async throws {
        let room = try await Newsroom([.sample(1)])
        _ = try await room.page(of: 1)
        try await Self.write(room, .guidelines, "Kami memeriksa dahulu.")
        #expect(try await room.text(.standing(.guidelines)).contains("<p>Kami memeriksa dahulu.</p>"))
        var story = ""
        let pressed = try await room.count(.pressing) { story = try await room.text(of: 1) }
        #expect(pressed == 0 && story.contains("href=\"/pedoman\""))
        #expect(try await room.text(.pagesSitemap).contains("<loc>https://warta.example/pedoman</loc>"))
        try await Self.write(room, .guidelines, "Kami memeriksa dua kali.")
        let text = try await room.text(.standing(.guidelines))
        #expect(text.contains("dua kali") && !text.contains("dahulu"))
        let again = try await room.count(.pressing) { _ = try await room.text(.standing(.guidelines)) }
        #expect(again == 0)
        try await Self.write(room, .guidelines, "")
        #expect(try await room.status(.standing(.guidelines)) == 404)
        #expect(try await !room.text(of: 1).contains("/pedoman"))
    }

    @Test func `the imprint says who answers, to people and to machines, and only what is true`() async throws {
        let room = try await Newsroom([.sample(1)])
        let imprint = Imprint(
            company: "PT <Warta>",
            address: "Jalan Contoh 1",
            phone: "+62 21 55",
            email: "redaksi@warta.example",
            responsible: "Dewi",
            people: [Imprint.Post(line: "Redaktur: Bagus"), Imprint.Post(line: "Citra")]
        )
        try await Self.write(room, .imprint, "", imprint)
        let text = try await room.text(.standing(.imprint))
        for part in ["PT &lt;Warta&gt;", "href=\"tel:+622155\"", "mailto:redaksi@warta.example", "<dt>Redaktur</dt>"] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(text.contains("\"@type\":\"NewsMediaOrganization\"") && text.contains("\"jobTitle\":\"Redaktur\""))
        #expect(text.contains("\"masthead\":\"https://warta.example/redaksi\"") && !text.contains("ethicsPolicy"))
        try await Self.write(room, .guidelines, "Ada.")
        #expect(try await room.text(.standing(.imprint)).contains("\"ethicsPolicy\":\"https://warta.example/pedoman\""))
    }

    @Test func `nothing in a text can run or load anything`() async throws {
        let room = try await Newsroom([.sample(1)])
        let hostile = "<script>alert(1)</script><p onclick=\"x\">Teks <img src=\"https://jahat.example/a\"></p>"
        try await Self.write(room, .reply, hostile)
        let text = try await room.text(.standing(.reply))
        #expect(text.contains("Teks") && !text.contains("alert(1)") && !text.contains("onclick"))
        #expect(!text.contains("src=\"https://jahat"))
    }
}
