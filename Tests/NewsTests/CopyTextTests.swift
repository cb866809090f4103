import News
import TestSupport
import Testing

/// Copy in the fields of a form.
@Suite struct CopyTextTests {
    private let sections: [Section] = [.dunia, .politik]

    @Test func `fields that nobody touched give back the very same copy`() throws {
        var copy = Copy.sample
        // As no form would write them.
        copy.headline = "Dua  spasi"
        copy.lead = "Baris\nkedua"
        copy.section = Section(slug: .init("lain", fallback: ""), name: "Tidak dikenal")
        copy.tags = [Tag(slug: .init("satu-lain", fallback: ""), name: "satu"), Tag(name: "a, b")]
        let text = CopyText(copy)
        #expect(try text.applied(to: copy, sections: sections) == copy)
        var sent = text
        sent.lead = text.lead.replacing("\n", with: "\r\n")
        sent.body = text.body.replacing("\n", with: "\r\n")
        #expect(try sent.applied(to: copy, sections: sections) == copy)
    }

    @Test func `what is typed is cleaned, and what has no field stays`() throws {
        var text = CopyText(.sample)
        text.headline = "  Judul \u{7} baru "
        text.section = "politik"
        text.bylines = [.init(name: Person.bagus.name, role: .author), .init(name: " ", role: .editor)]
        text.tags = ["Rusia", "rusia ", "", "Damai"]
        let copy = try text.applied(to: .sample, sections: sections)
        #expect(copy.headline == "Judul baru")
        #expect(copy.section == .politik)
        #expect(copy.bylines == [Byline(.bagus)])
        #expect(copy.tags == [.rusia, Tag(name: "Damai")])
        #expect(copy.pictures == Copy.sample.pictures && copy.urgency == 4 && copy.usageTerms == "Boleh dikutip.")
    }

    private static let faults: [(CopyText.Fault, @Sendable (inout CopyText) -> Void)] = [
        (.noHeadline, { $0.headline = " \u{200B} " }),
        (.longHeadline, { $0.headline = String(repeating: "a", count: 501) }),
        (.longHeadline, { $0.headline = "a" + String(repeating: "\u{301}", count: 100_000) }),
        (.longLead, { $0.lead = String(repeating: "a", count: 5_001) }),
        (.longBody, { $0.body = String(repeating: "a", count: Body.longest + 1) }),
        (.longBody, { $0.body = String(repeating: "<b>a</b> ", count: 25_000) }),
        (.noSection, { $0.section = "" }), (.unknownSection, { $0.section = "Belum ada" }),
        (.longName, { $0.place = String(repeating: "a", count: 201) }),
        (.noLanguage, { $0.language = "bukan bahasa" }), (.noZone, { $0.zone = "Asia/Atlantis" }),
        (.manyBylines, { $0.bylines = (0...20).map { .init(name: "Nama \($0)", role: .author) } }),
        (.manyTags, { $0.tags = (0...50).map { "Topik \($0)" } }),
        (.badSlug, { $0.slug = "北京" }), (.badSlug, { $0.slug = String(repeating: "a", count: 401) }),
        (.noStory, { $0.related = ["12", "banjir"] }), (.noStory, { $0.related = ["-1"] }),
        (.noStory, { $0.related = ["https://warta.example/kabar"] }),
        (.noStory, { $0.related = ["99999999999999999999"] }),
        (.manyRelated, { $0.related = (1...9).map { "\($0)" } }),
    ]

    @Test(arguments: faults.indices)
    func `what cannot be copy is said, and nothing is taken`(index: Int) {
        let (fault, change) = Self.faults[index]
        var text = CopyText(.sample)
        change(&text)
        #expect(throws: fault) { try text.applied(to: .sample, sections: sections) }
    }

    @Test func `an address is made of what is typed, and a story is named by its number or its address`() throws {
        var text = CopyText(.sample)
        text.slug = " Banjir di Démak! "
        text.related = [
            "12", " https://www.warta.example/dunia/7/apa-saja?utm_source=x#y ", "/dunia/9/lain", "12", "",
            "https://warta.example/DUNIA/7",
        ]
        var copy = try text.applied(to: .sample, sections: sections)
        #expect(copy.chosenSlug?.rawValue == "banjir-di-demak" && copy.slug.rawValue == "banjir-di-demak")
        #expect(copy.related.map(\.rawValue) == [12, 7, 9])
        text = CopyText(copy)
        #expect(text.slug == "banjir-di-demak" && text.related == ["12", "7", "9"])
        text.slug = " "
        text.related = []
        copy = try text.applied(to: copy, sections: sections)
        #expect(copy == .sample && copy.slug == Slug(copy.headline, fallback: "artikel"))
    }

    @Test func `a section that is not known is made by whoever may`() throws {
        var text = CopyText(.sample)
        text.section = "Laut"
        #expect(try text.applied(to: .sample, sections: sections, makesSections: true).section == Section(name: "Laut"))
    }
}
