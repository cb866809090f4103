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

    @Test func `a beginning ends where a character's code does`() {
        #expect("aé日😀".beginning(bytes: 100) == "aé日😀")
        let text = "aé日😀b"
        let beginnings = (0...11).map { text.beginning(bytes: $0) }
        #expect(beginnings == ["", "a", "a", "aé", "aé", "aé", "aé日", "aé日", "aé日", "aé日", "aé日😀", text])
    }

    @Test(arguments: [
        ("ar", "rtl"), ("he", "rtl"), ("fa-IR", "rtl"), ("UR", "rtl"), ("az-Arab", "rtl"), ("ms-Arab-ID", "rtl"),
        ("iw", "rtl"), ("zh-yue-Hant", "ltr"), ("id", "ltr"), ("en", "ltr"), ("ar-Latn", "ltr"), ("", "ltr"),
        ("ja", "ltr"),
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
