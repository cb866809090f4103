import Testing

@testable import News

@Suite struct TextTests {
    @Test func `a text is cut at a word, with an ellipsis where anything was cut`() {
        #expect("satu dua tiga".shortened(to: 13) == "satu dua tiga")
        #expect("satu dua tiga".shortened(to: 12) == "satu dua…")
        #expect("tanpaspasi".shortened(to: 5) == "tanp…")
        #expect("".shortened(to: 5) == "")
    }

    @Test func `a character of many accents takes no more than its share`() {
        let tower = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(tower.count == 1)
        #expect(tower.shortened(to: 200).utf8.count < 4_000)
    }

    private static let directions: [(text: String, line: String)] = [
        ("A\u{202E}B", "AB"), ("A\u{202E}B\u{202C}", "AB"), ("A\u{202B}B\u{202C} C", "A\u{202B}B\u{202C} C"),
        ("A\u{2067}B", "AB"), ("A\u{2067}B\u{2069}", "A\u{2067}B\u{2069}"), ("A\u{2069}B\u{2067}", "AB"),
        ("\u{2067}A\u{202A}B\u{2069}\u{202C}", "AB"), ("A\u{200F}B", "A\u{200F}B"), ("A\u{202C}", "A"),
    ]

    @Test(arguments: directions)
    func `a direction ends where its text does`(row: (text: String, line: String)) {
        #expect(row.text.collapsedWhitespace.unicodeScalars.elementsEqual(row.line.unicodeScalars))
    }

    @Test func `a text that is cut keeps no direction that the cut took the end of`() {
        let text = "satu dua \u{2067}tiga empat lima\u{2069}"
        #expect(text.shortened(to: 20).unicodeScalars.elementsEqual("satu dua tiga…".unicodeScalars))
    }

    private static let names: [(one: String, other: String, isSame: Bool)] = [
        ("Weiß", "Weiss", false), ("WEIẞ", "weiß", true), ("Straße", "Strasse", false), ("\u{FB01}na", "fina", false),
        ("İnci", "inci", false), ("Işık", "işik", false), ("ΣΑΒΒΑΣ", "Σάββας", false), ("ΣΑΒΒΑΣ", "σαββας", true),
        ("Pelé", "Pele\u{301}", true), ("PELÉ", "pelé", true), ("ᾈ", "Α\u{313}\u{345}", true), ("Ⅷ", "ⅷ", true),
        ("علی\u{200C}رضا", "علیرضا", false), ("مهر\u{200C}داد", "مهرداد", true), ("A\u{200C}B", "AB", true),
        ("ක්\u{200D}ෂ", "ක්ෂ", false), ("👩\u{200D}🚀", "👩🚀", false), ("Sa\u{AD}ri\u{200B}", "sari", true),
        ("Sari\u{200D}", "Sari", true), ("\u{202E}Sari", "Sari", true),
    ]

    @Test(arguments: names)
    func `names are the same where a reader sees the same`(row: (one: String, other: String, isSame: Bool)) {
        #expect((row.one.nameKey == row.other.nameKey) == row.isSame)
        #expect(row.one.nameKey.nameKey == row.one.nameKey)
    }

    @Test func `a beginning ends where a character's code does`() {
        #expect("aé日😀".beginning(bytes: 100) == "aé日😀")
        let text = "aé日😀b"
        let beginnings = (0...11).map { text.beginning(bytes: $0) }
        #expect(beginnings == ["", "a", "a", "aé", "aé", "aé", "aé日", "aé日", "aé日", "aé日", "aé日😀", text])
    }

    @Test(arguments: [
        ("ar", "rtl"), ("he", "rtl"), ("fa-IR", "rtl"), ("UR", "rtl"), ("az-Arab", "rtl"), ("ms-Arab-ID", "rtl"),
        ("iw", "rtl"), ("zh-yue-Hant", "ltr"), ("id", "ltr"), ("en", "ltr"), ("ar-Latn", "ltr"), ("", "ltr"),
        ("ja", "ltr"), ("ar-x-latn", "rtl"), ("en-x-arab", "ltr"), ("ar-u-nu-latn", "rtl"), ("pa-PK", "rtl"),
        ("pa-IN", "ltr"), ("pa", "ltr"), ("uz-AF", "rtl"), ("uz-Latn-AF", "ltr"), ("az-IR", "rtl"), ("ug-KZ", "ltr"),
    ])
    func `a language says on which side its lines begin`(language: String, direction: String) {
        #expect(Script(language: language).direction.rawValue == direction)
    }

    @Test func `what a reader searches for is as long as anybody types`() throws {
        let many = String(repeating: "%22", count: 680)
        guard case .search(let text, _, _) = try #require(Address(path: "/cari", query: "q=" + many)) else {
            Issue.record("no search")
            return
        }
        #expect(text.count == 200)
        let accents = "a" + String(repeating: "%CC%81", count: 300)
        let address = try #require(Address(path: "/cari", query: "q=" + accents))
        #expect(address.path.utf8.count <= 2_048)
    }
}
