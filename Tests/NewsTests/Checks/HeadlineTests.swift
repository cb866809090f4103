import Testing

@testable import News

/// Figures and names of a headline, compared with those of its text.
@Suite struct HeadlineTests {
    private static let figures: [(headline: String, text: String, differing: [String])] = [
        ("Gempa 6,1 mengguncang Palu", "Gempa bermagnitudo 6,1.", []),
        ("Gempa 6,1 mengguncang Palu", "Gempa bermagnitudo 6.1.", []),
        ("Gempa 6,1 mengguncang Palu", "Gempa bermagnitudo 6,2.", ["6,1"]),
        ("12.000 warga mengungsi", "Sekitar 12 ribu warga.", []),
        ("12.000 warga mengungsi", "Sekitar dua belas ribu warga.", []),
        ("12.000 warga mengungsi", "Sekitar 1.200 warga.", ["12.000"]),
        ("12,000 people flee", "Some 12000 people.", []),
        ("Rp2,5 T untuk jalan", "Anggaran Rp2,5 triliun.", []),
        ("Rp2,5 T untuk jalan", "Anggaran Rp2.500.000.000.000.", []),
        ("Rp2,5 miliar untuk jalan", "Anggaran Rp2,5 triliun.", ["2,5 miliar"]),
        ("5 tewas", "Lima orang tewas.", []),
        ("Lima tewas", "Ada 5 orang tewas.", []),
        ("Lima tewas", "Ada 6 orang tewas.", ["Lima"]),
        ("Dua puluh lima tewas", "Ada 25 orang tewas.", []),
        ("Two hundred killed", "At least 200 died.", []),
        ("Twenty-five killed", "At least 25 died.", []),
        ("Satu keluarga tewas", "Keluarga itu tewas.", []),
        ("1 keluarga tewas", "Keluarga itu tewas.", ["1"]),
        ("Seratus hari kerja", "Setelah 100 hari.", []),
        ("Pukul 09.30 ditutup", "Sejak pukul 09:30.", []),
        ("Naik 3-4 persen", "Antara 3 dan 4 persen.", []),
        ("Lari 10 m", "Lari 10 meter.", []),
        ("١٢ قتيلا", "12 killed.", []),
        ("Tanpa angka", "Ada 3 angka.", []),
        ("2026 dan 2026", "Tahun depan.", ["2026"]),
        ("1.234.567,89", "1,234,567.89", []),
        ("0,50", "0,5", []),
        (String(repeating: "9", count: 400), "x", [String(repeating: "9", count: 400)]),
        ("1,,2..3", "1 2 3", []),
        (String(repeating: "ribu juta triliun ", count: 20), "x", []),
        ("sembilan " + String(repeating: "ratus ", count: 40), "x", []),
    ]

    @Test(arguments: figures.indices)
    func `a figure that the text has otherwise is told, however it is written`(index: Int) {
        let one = Self.figures[index]
        let told = WrittenNumber.differing(one.headline, from: one.text)
        // A number in words that is beyond all numbers is none.
        #expect(told == one.differing || (told.count == 1 && one.headline.hasPrefix("sembilan")), "\(one) \(told)")
    }

    private static let names: [(headline: String, text: String, differing: [String])] = [
        ("Gempa mengguncang Palu", "PALU – Gempa.", []),
        ("Gempa mengguncang Palu", "Gempa di Poso.", ["Palu"]),
        ("Prabowo bertemu Megawati", "Presiden Prabowo dan Megawati bertemu.", []),
        ("Prabowo bertemu Megawati", "Presiden Prabawo dan Megawati bertemu.", ["Prabowo"]),
        // Where every word has a capital, only a slip is told.
        ("Prabowo Bertemu Megawati di Bogor", "Presiden Prabowo menemui Megawat.", ["Megawati"]),
        ("Warga Mengungsi Akibat Banjir", "Banjir membuat warga pergi.", []),
        ("GEMPA GUNCANG PALU", "Gempa terjadi di Palu.", []),
        ("Pelé bertemu Jokowi", "Pele dan JOKOWI bertemu.", []),
        ("Kata Putin's minister bertemu", "Putin bertemu.", []),
        ("Jum’at berkah bersama Qur'an", "Jumat dan Quran.", []),
        ("Besok Presiden pergi", "Presiden pergi.", []),
        ("王小明在北京", "没有", []),
        ("", "", []),
    ]

    @Test(arguments: names.indices)
    func `a name that the text spells otherwise is told`(index: Int) {
        let one = Self.names[index]
        #expect(ProperNames.differing(one.headline, from: one.text) == one.differing, "\(one)")
    }

    @Test func `at most five names are told`() {
        let headline = "ini " + ["Aba", "Ebe", "Ibi", "Obo", "Ubu", "Aca"].joined(separator: " ") + " semuanya"
        #expect(ProperNames.differing(headline, from: "kosong").count == 5)
    }

    private static let links: [(href: String, story: Int64?)] = [
        ("/dunia/7/judul", 7), ("/dunia/7", 7), ("/dunia/7/judul?x=1#y", 7), ("/dunia", nil), ("/indeks", nil),
        ("https://warta.example/dunia/7/judul", 7), ("http://www.warta.example/dunia/7/x", 7),
        ("https://elsewhere.example/dunia/7/judul", nil), ("mailto:a@warta.example", nil),
        ("https://warta.example", nil), ("https://WARTA.example/dunia/7/judul", 7),
    ]

    @Test(arguments: links)
    func `links to stories of ours are known from all others`(href: String, story: Int64?) {
        let body = Body(blocks: [.quote([.paragraph([.strong([.link(href: href, [.text("kata")])])])])])
        let stories = body.linkedStories(on: ["warta.example"])
        #expect(stories.map(\.rawValue) == (story.map { [$0] } ?? []), "\(href)")
        #expect(body.links.count == 1)
    }
}
