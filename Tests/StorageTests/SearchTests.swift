import News
import TestSupport
import Testing

@testable import Storage

@Suite struct SearchTests {
    let home: TestStore
    let now = Timestamp.sampleNow

    init() async throws { home = try await TestStore() }

    @discardableResult
    private func publish(
        _ index: Int64,
        _ headline: String,
        _ text: String,
        language: String = "id"
    ) async throws -> Story {
        var story = Story.sample(index)
        story.words.headline = headline
        story.words.lead = ""
        story.words.body = Body(text: text)
        story.words.language = language
        return try await home.store.write { [now, story] in try $0.insert(story, now: now) }
    }

    private func find(
        _ text: String,
        _ order: Address.SearchOrder = .newest,
        _ page: Address.Page = .first,
        limit: Int = 20
    ) async throws -> [Int64] {
        try await search(text, order, page, limit: limit).rows.map(\.row.number.rawValue)
    }

    private func search(
        _ text: String,
        _ order: Address.SearchOrder = .newest,
        _ page: Address.Page = .first,
        limit: Int = 20
    ) async throws -> SearchPage {
        try await home.store.read { try $0.search(text, language: "id", order: order, page: page, limit: limit) }
    }

    @Test func `words are found by their stems, in any case and with any accent`() async throws {
        try await publish(1, "Presiden membacakan surat", "Ia memenangkan pemilihan di Café Jum'at.")
        for words in ["bacakan", "MEMBACAKAN", "surat presiden", "cafe", "café", "jumat", "Jum’at"] {
            #expect(try await find(words) == [1], "\(words)")
        }
        #expect(try await find("kapal").isEmpty)
        #expect(try await find("surat kapal").isEmpty)
    }

    @Test(arguments: ["Việt Nam", "Vie\u{323}\u{302}t Nam"])
    func `canonically equal text is found by each of its forms, with and without accents`(name: String) async throws {
        try await publish(1, "Thủ tướng \(name)", "Ia ke Hà Nội.", language: "vi")
        for words in [
            "viet", "việt", "vie\u{323}\u{302}t", "VIỆT NAM", "\"viet nam\"", "ｖｉｅｔ", "thu tuong", "vi\u{AD}et",
            "ha noi",
        ] {
            let rows = try await search(words).rows
            #expect(rows.map(\.row.number.rawValue) == [1], "\(words)")
        }
        let headline = try #require(try await search("viet").rows.first).headline
        let marked = headline.filter(\.marked).map(\.text)
        #expect(marked.map { Array($0.unicodeScalars) } == [Array(name.dropLast(4).unicodeScalars)])
        #expect(headline.map(\.text).joined().unicodeScalars.elementsEqual("Thủ tướng \(name)".unicodeScalars))
    }

    @Test func `format characters are nothing, digits are digits, and ligatures are letters`() async throws {
        try await publish(1, "So\u{AD}fa ter\u{200B}baru ٢٠٢٦ ﬁnal ﻣﺤﻤﺪ İstanbul", "10² m²")
        for words in [
            "sofa", "terbaru", "ter\u{200D}baru", "2026", "٢٠٢٦", "final", "محمد", "مُحَمَّد", "ıstanbul", "m2",
            "\u{202E}sofa",
        ] {
            #expect(try await find(words) == [1], "\(words)")
        }
        #expect(try await find("102").isEmpty)
    }

    @Test func `a language without a stemmer is searched by whole words`() async throws {
        try await publish(1, "Les élections présidentielles", "Rien.", language: "fr")
        for words in ["elections", "présidentielles", "\"elections presidentielles\""] {
            #expect(try await find(words) == [1], "\(words)")
        }
    }

    private static let unspaced: [(text: String, found: [String], missed: [String])] = [
        ("習近平国家主席が東京を訪問した", ["東京", "国家主席", "訪問", "京", "習", "た", "\"東京を訪問\"", "東京 主席"], ["京東", "席国", "大阪", "東主"]),
        ("２０２６年5月、トヨタ自動車の工場で", ["2026年", "5月", "ﾄﾖﾀ", "自動車", "トヨタ自動車", "工場", "年"], ["タヨト", "車動", "ドヨタ"]),
        ("นายกรัฐมนตรีเดินทางไปกรุงเทพ", ["กรุงเทพ", "เดินทาง", "รัฐมนตรี", "นายก"], ["เทพกรุง", "ภูเก็ต"]),
        ("ນາຍົກລັດຖະມົນຕີລາວ", ["ລັດຖະ", "ລາວ"], ["ວລາ"]),
        ("នាយករដ្ឋមន្ត្រីកម្ពុជា", ["កម្ពុជា", "នាយក"], ["ជាកម្ពុ"]),
        ("한국은행이 금리를 인상했다", ["한국", "은행", "금리", "인상", "한국은행", "\u{1112}\u{1161}\u{11AB}국"], ["국한", "행은"]),
        ("ガスと かす", ["ガス", "カ\u{3099}ス", "ｶﾞｽ", "かす"], ["カス", "がす"]),
    ]

    @Test(arguments: unspaced)
    func `a word inside a text without spaces is found`(
        row: (text: String, found: [String], missed: [String])
    ) async throws {
        try await publish(1, "Satu", "Awal \(row.text) akhir")
        try await publish(2, "Dua", "東 京 lain")
        for words in row.found {
            #expect(try await find(words).contains(1), "\(words)")
            let hit = try #require(try await search(words).rows.first { $0.row.number.rawValue == 1 })
            #expect(!hit.excerpt.filter(\.marked).isEmpty, "\(words)")
        }
        for words in row.missed { #expect(try await !find(words).contains(1), "\(words)") }
        #expect(try await find("awal akhir") == [1])
    }

    @Test func `pairs of letters are marked as one stretch`() async throws {
        try await publish(1, "新しい自動車工場", "x")
        let headline = try #require(try await search("自動車").rows.first).headline
        #expect(headline == [TextRun("新しい"), TextRun("自動車", marked: true), TextRun("工場")])
    }

    @Test func `a story in another language is found on an Indonesian site`() async throws {
        try await publish(1, "Presidential elections running smoothly", "Voters waited.", language: "en")
        for words in ["elections", "running voters", "\"elections running\"", "election"] {
            #expect(try await find(words) == [1], "\(words)")
        }
    }

    @Test func `an English story is found by English stems`() async throws {
        try await publish(1, "Ministers are running", "The elections were held.", language: "en-GB")
        let page = try await home.store.read { try $0.search("election run", language: "en", limit: 9) }
        #expect(page.rows.map(\.row.number.rawValue) == [1])
    }

    @Test func `a phrase must stand together, and so must a doubled word`() async throws {
        try await publish(1, "Korea Utara menguji rudal", "x")
        try await publish(2, "Utara dan selatan Korea", "x")
        try await publish(3, "Kupu dan kupu", "x")
        try await publish(4, "Kupu-kupu", "x")
        #expect(try await find("korea utara") == [2, 1])
        #expect(try await find("\"korea utara\"") == [1])
        #expect(try await find("“Korea Utara” rudal") == [1])
        #expect(try await find("kupu-kupu") == [4])
    }

    @Test func `a phrase is found however far from the beginning, and however often its words occur`() async throws {
        let filler = (0..<30_000).map { "kata\($0 % 5_000)" }.joined(separator: " ")
        try await publish(1, "Panjang", filler + " ekor panjang.")
        try await publish(2, "Lain", filler)
        #expect(try await find("\"ekor panjang\"") == [1])
        #expect(try await find("\"panjang ekor\"").isEmpty)
        #expect(try await find("\"kata4998 ekor\"").isEmpty)
        #expect(try await find("\"kata4999 kata0\"") == [2, 1])
    }

    @Test(arguments: [
        "\"", "\"\"\"", "surat\"", "\"surat", "surat AND", "NOT surat", "surat OR", "NEAR(surat presiden)", "surat*",
        "^surat", "headline:surat", "{headline text}: surat", "- surat", "(surat", "surat)", "surat + presiden",
        "story_search MATCH 'x'", "'; DROP TABLE story; --", "\u{0}surat\u{0}", "%", "*", "😀", "\u{202E}", "  ",
        String(repeating: "surat ", count: 5_000), String(repeating: "\"", count: 5_000),
        String(repeating: "x", count: 100_000), "مرحبا", "記者", "e\u{301}\u{301}\u{301}",
    ])
    func `whatever is typed is words, never a query`(text: String) async throws {
        try await publish(1, "Presiden membacakan surat", "x")
        for order in Address.SearchOrder.allCases { _ = try await find(text, order) }
        #expect(try await find("surat") == [1])
    }

    @Test func `at most twelve words count`() async throws {
        try await publish(1, "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas", "x")
        let twelve = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas"
        #expect(try await find(twelve + " tigabelas") == [1])
        #expect(try await find("tigabelas " + twelve).isEmpty)
    }

    @Test(arguments: Address.SearchOrder.allCases)
    func `paging meets everything found exactly once`(order: Address.SearchOrder) async throws {
        for index in 1...23 {
            try await publish(Int64(index), index % 3 == 0 ? "Banjir lagi" : "Hujan", "Banjir melanda kota.")
        }
        var found: [SearchHit] = []
        var page = Address.Page.first
        while true {
            let result = try await search("banjir", order, page, limit: 5)
            #expect(result.hasPrevious == !found.isEmpty)
            found += result.rows
            guard result.hasNext, let last = result.rows.last else { break }
            page = .before(last.row.position)
        }
        #expect(found.count == 23)
        #expect(Set(found.map(\.row.number)).count == 23)
        if order == .best {
            #expect(found.prefix(7).allSatisfy { $0.row.headline == "Banjir lagi" })
        } else {
            #expect(found.map(\.row.position) == found.map(\.row.position).sorted(by: >))
        }
        let back = try await search("banjir", order, .after(found[10].row.position), limit: 4)
        #expect(back.rows == Array(found[6..<10]))
        #expect(back.hasPrevious && back.hasNext)
    }

    @Test func `the best have all words in the headline, then the more of them`() async throws {
        try await publish(1, "Banjir di pusat Jakarta", "x")
        try await publish(2, "Hujan lagi", "Pusat banjir di Jakarta.")
        try await publish(3, "Pusat banjir Jakarta bergeser", "x")
        try await publish(4, "Banjir rendam Jakarta", "Pusat kota lumpuh.")
        try await publish(5, "Jakarta diguyur hujan", "Banjir di pusat kota.")
        #expect(try await find("banjir jakarta pusat", .newest) == [5, 4, 3, 2, 1])
        #expect(try await find("banjir jakarta pusat", .best) == [3, 1, 4, 5, 2])
        #expect(try await find("\"pusat jakarta\"", .best) == [1])
        #expect(try await find("hujan", .best) == [5, 2])
    }

    @Test func `what changes, moves or is withdrawn is found as it is now`() async throws {
        var story = try await publish(1, "Gunung meletus", "Abu vulkanik.")
        story.words.headline = "Gunung tenang"
        story = try await save(story)
        #expect(try await find("meletus").isEmpty)
        #expect(try await find("tenang abu") == [1])
        story.firstPublished = story.firstPublished.adding(seconds: -500)
        story = try await save(story)
        #expect(try await find("tenang") == [1])
        _ = try story.withdraw(on: .mistake, because: "Keliru.", by: "citra", at: now)
        story = try await save(story)
        #expect(try await find("tenang").isEmpty)
        _ = try story.pass(by: "citra", at: now)
        story = try await save(story)
        #expect(try await find("tenang") == [1])
        #expect(try await home.store.problems { _ in true } == [])
    }

    private func save(_ story: Story) async throws -> Story {
        try await home.store.write { [now] in try $0.update(story, now: now) }
    }

    @Test func `found words are marked in the headline and in the best stretch of the text`() async throws {
        let filler = String(repeating: "Kalimat panjang tanpa isi apa pun. ", count: 30)
        try await publish(1, "Banjir & <Rob> melanda", filler + "Air bah membanjiri jalan utama.\n\n" + filler)
        let hit = try #require(try await search("banjir jalan").rows.first ?? nil)
        #expect(hit.headline == [TextRun("Banjir", marked: true), TextRun(" & <Rob> melanda")])
        #expect(hit.excerpt.filter(\.marked).map(\.text) == ["membanjiri", "jalan"])
        let text = hit.excerpt.map(\.text).joined()
        #expect(text.hasPrefix("… ") && text.hasSuffix(" …"))
        #expect(text.utf8.count <= Highlighter.excerptLength + 10)
    }

    @Test func `marking keeps every character of a headline`() {
        for text in ["", "É́tude “Jum'at” 記者 😀", " spasi ", String(repeating: "a", count: 500)] {
            let runs = Highlighter(stems: ["etude", "jumat", "a"], stemmer: Stemmer(language: "fr")).mark(text)
            #expect(runs.map(\.text).joined() == text)
        }
    }

    @Test func `an excerpt never cuts a character in two`() {
        let stemmer = Stemmer(language: "id")
        for text in [String(repeating: "é", count: 999), String(repeating: "記者😀", count: 200), "pendek"] {
            let excerpt = Highlighter(stems: ["x"], stemmer: stemmer).excerpt(of: text).map(\.text).joined()
            #expect(!excerpt.unicodeScalars.contains("\u{FFFD}"))
        }
    }

    @Test func `a word's stem is the same however often it is asked for`() {
        let stemmer = Stemmer(language: "id")
        let text = "membaca dibaca pembaca bacaan membaca"
        let once = stemmer.stems(of: text)
        #expect(stemmer.stems(of: text) == once)
        #expect(Stemmer(language: "id").stems(of: text) == once)
        #expect(Set(once.split(separator: " ")) == ["baca"])
    }
}
