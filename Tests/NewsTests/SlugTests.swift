import Testing

@testable import News

@Suite struct SlugTests {
    private static let names: [(name: String, slug: String)] = [
        ("Putin: Hubungan yang Lebih Erat", "putin-hubungan-yang-lebih-erat"), ("Jum'at", "jumat"),
        ("Ça va, Ø!", "ca-va-o"),
        ("  --a__b--  ", "a-b"), ("Straße 8", "strasse-8"), ("東京", "fallback"), ("", "fallback"), ("../../etc", "etc"),
        ("<script>", "script"), ("e\u{301}a", "ea"), ("a^b c", "ab-c"), ("‘Ia’ ʼn", "ia-n"),
        ("ÆØ œuf × ½", "aeo-oeuf-1-2"),
        ("Thủ tướng Việt Nam", "thu-tuong-viet-nam"), ("The\u{301} Vie\u{323}\u{302}t", "the-viet"),
        ("a\u{200B}b\u{AD}c\u{200D}d", "abcd"), ("ＡＢＣ ﬁ ٢٠٢٦", "abc-fi-2026"), ("İzmir ılıca", "izmir-ilica"),
    ]

    @Test(arguments: names)
    func `a name has one slug`(row: (name: String, slug: String)) {
        let slug = Slug(row.name, fallback: "fallback")
        #expect(slug.rawValue == row.slug)
        #expect(Slug(rawValue: slug.rawValue) == slug)
    }

    @Test func `names without a Latin letter stay apart`() {
        let people = ["王小明", "李四", "Анна Каренина"].map { Person(name: $0).slug }
        #expect(Set(people).count == 3 && people.allSatisfy { $0.rawValue.hasPrefix("penulis-") })
        #expect(Tag(name: "習近平").slug != Tag(name: "選挙").slug)
        #expect(Section(name: "政治").slug != Section(name: "経済").slug)
        #expect(people.allSatisfy { Slug(rawValue: $0.rawValue) == $0 })
    }

    @Test func `a long headline is cut at a word`() {
        let slug = Slug(String(repeating: "kata ", count: 40), fallback: "x")
        #expect(slug.rawValue.utf8.count <= Slug.longest)
        #expect(slug.rawValue.hasSuffix("kata"))
        #expect(Slug(String(repeating: "a", count: 500), fallback: "x").rawValue.utf8.count == Slug.longest)
    }

    @Test(arguments: ["", "A", "a--b", "-a", "a-", "a b", "a/b", "é"])
    func `only the one right form is taken as a slug`(text: String) {
        #expect(Slug(rawValue: text) == nil)
    }

    @Test(arguments: ["0", "-1", "+1", "01", "1.0", "", "a", "99999999999999999999"])
    func `a story number has one spelling`(text: String) {
        #expect(StoryNumber(text) == nil)
    }

    @Test(arguments: [
        Topic.site, .section(Slug("a", fallback: "x")), .tag(Slug("b", fallback: "x")),
        .story(StoryNumber(rawValue: 7)),
    ])
    func `a topic is written and read as the same`(topic: Topic) {
        #expect(Topic(topic.description) == topic)
    }

    @Test func `a text on one line has single spaces and no control characters`() {
        #expect(" a\n\n b\u{0}c\u{A0}d ".collapsedWhitespace == "a b c d")
        #expect("satu dua tiga".shortened(to: 9) == "satu…")
        #expect("satu".shortened(to: 4) == "satu")
    }
}
