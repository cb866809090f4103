import Foundation
import TestSupport
import Testing

@testable import News

@Suite struct FoldingTests {
    private static let same: [(String, String)] = [
        ("Việt Nam", "viet nam"), ("THỦ TƯỚNG", "thu tuong"), ("Straße", "strasse"), ("ÆGIR Œuf", "aegir oeuf"),
        ("Łódź Đà Nẵng Ørsted", "lodz da nang orsted"), ("İstanbul ILICA ılıca", "istanbul ilica ilica"),
        ("Þór Ðóra", "thor dora"), ("ﬁnal ｆｕｌｌ ｗｉｄｔｈ", "final full width"),
        ("Jum’at Jum'at Jum´at", "jumat jumat jumat"),
        ("٢٠٢٦ ۲۰۲۶ २०२६ ๒๐๒๖", "2026 2026 2026 2026"), ("10² m² 10½ ½", "10 2 m2 10 1 2 1 2"), ("№ 7", "no 7"),
        ("Иван Петрович", "иван петрович"), ("Ёлка Майк", "елка майк"), ("ΟΔΟΣ όδος", "οδοσ οδοσ"),
        ("ﷲ محمد مُحَمَّد ﻣﺤﻤﺪ", "الله محمد محمد محمد"), ("col·legi", "collegi"), ("Hawaiʻi Qurʾan", "hawaii quran"),
        ("so\u{AD}fa a\u{200B}b a\u{200D}b \u{FEFF}c a\u{FE0F}b \u{202E}d", "sofa ab ab c ab d"), ("한국", "한국"),
        ("ﾊﾟﾝ", "ハ\u{309A}ン"), ("", ""), ("\u{301}\u{200B} – !", ""), ("ƙasa ɗan ɓera", "kasa dan bera"),
        ("㎏ ㍿", "kg 株式会社"),
    ]

    @Test(arguments: same)
    func `words are compared without case, accents and form`(text: String, folded: String) {
        #expect(text.folded == folded.decomposedStringWithCanonicalMapping.folded)
        #expect(text.folded.unicodeScalars.elementsEqual(folded.unicodeScalars), "\(text.folded)")
    }

    @Test func `a mark that makes another word is kept`() {
        #expect("が".folded != "か".folded)
        #expect("นำ".folded != "น้ำ".folded)
        #expect("कि".folded != "कु".folded)
        #expect("й".folded != "и".folded)
    }

    /// Canonically equal, in any order of marks.
    @Test func `every character is folded alike, composed and decomposed`() {
        for value in UInt32(0x80)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else { continue }
            let text = "a\(scalar) \(scalar)b"
            let folded = text.folded
            #expect(folded == text.decomposedStringWithCanonicalMapping.folded, "\(String(value, radix: 16))")
            #expect(folded == text.precomposedStringWithCanonicalMapping.folded, "\(String(value, radix: 16))")
            #expect(folded == folded.folded, "\(String(value, radix: 16)) \(folded)")
        }
    }

    @Test func `marks in any order are folded alike`() {
        let letters: [Unicode.Scalar] = ["a", "и", "น", "か", "क", "ค", "ᄒ", "ᅡ", "ᆫ", "ا", "ê", "ệ"]
        let marks: [Unicode.Scalar] = [
            "\u{301}", "\u{306}", "\u{323}", "\u{3099}", "\u{E38}", "\u{E48}", "\u{E49}", "\u{93C}", "\u{94D}",
            "\u{64E}",
            "\u{651}", "\u{F71}", "\u{F72}", "\u{31B}", "\u{345}",
        ]
        var chance = Seeded(seed: 7)
        for _ in 0..<5_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<6 {
                text.append(letters[Int.random(in: 0..<letters.count, using: &chance)])
                for _ in 0..<Int.random(in: 0...4, using: &chance) {
                    text.append(marks[Int.random(in: 0..<marks.count, using: &chance)])
                }
            }
            let string = String(text)
            let composed = string.precomposedStringWithCanonicalMapping
            let decomposed = string.decomposedStringWithCanonicalMapping
            #expect(string.folded.unicodeScalars.elementsEqual(composed.folded.unicodeScalars), "\(Array(text))")
            #expect(string.folded.unicodeScalars.elementsEqual(decomposed.folded.unicodeScalars), "\(Array(text))")
        }
    }

    @Test(arguments: [
        "", " \n\t", "\u{200B}\u{200B}", "\u{200D}\u{200C}\u{2060}\u{FEFF}", "\u{3164}", "\u{115F}\u{1160}\u{FFA0}",
        "\u{2800}",
        "\u{FE0F}\u{E0100}", "\u{E0041}\u{E0042}\u{E007F}", "\u{301}\u{302}", "\u{202E}\u{2066}\u{2069}", "\u{AD}",
        "\u{A0}\u{3000}",
        "\u{0}\u{7}\u{81}", "\u{FFFE}", "\u{34F}", "\u{180E}", "\u{FFFC}", "\u{20DD}", "\u{903}", "\u{1D159}",
    ])
    func `what cannot be seen is blank`(text: String) {
        #expect(text.isBlank)
        #expect(text.collapsedWhitespace.isEmpty)
    }

    @Test(arguments: ["a", "\u{200B}a", "…", "京", "e\u{301}", "👩‍👩‍👧", "❤️", "\u{301}\u{E9}", "\u{1F3FB}", "0️⃣", "\u{FFFD}"])
    func `what can be seen is not blank`(text: String) {
        #expect(!text.isBlank)
        #expect(!text.collapsedWhitespace.isEmpty)
    }

    @Test func `what is blank has no words`() {
        for value in [0...0x1FFFF, 0xE0000...0xE0FFF].joined() {
            guard let text = Unicode.Scalar(UInt32(value)).map({ String($0) }), text.isBlank else { continue }
            #expect(Slug(text, fallback: "").rawValue.isEmpty && text.folded.isEmpty, "\(value)")
        }
    }
}
