/// ASCII forms of Latin letters that Unicode does not decompose.
///
/// For most, the Unicode name tells the ASCII form: *Latin small letter o with stroke*. The few others are listed here
/// as in CLDR's transliteration *Latin-ASCII*.
enum LatinLetters {
    /// By the code point of the small letter.
    static let ascii: [UInt32: [Unicode.Scalar]] = {
        var table = special
        for value in blocks.joined() where table[value] == nil {
            guard let letter = Unicode.Scalar(value).flatMap(base) else { continue }
            table[value] = [letter]
        }
        return table
    }()

    private static let special: [UInt32: [Unicode.Scalar]] = {
        let letters: [(Unicode.Scalar, String)] = [
            ("æ", "ae"), ("œ", "oe"), ("ð", "d"), ("þ", "th"), ("ı", "i"), ("ȷ", "j"), ("ĸ", "k"), ("ŋ", "n"),
            ("ɲ", "n"),
            ("ə", "e"), ("ǝ", "e"), ("ɛ", "e"), ("ɔ", "o"), ("ɑ", "a"), ("ɣ", "g"), ("ɩ", "i"), ("ɪ", "i"), ("ʊ", "u"),
            ("ʒ", "z"), ("ƣ", "oi"), ("ꜳ", "aa"), ("ꜵ", "ao"), ("ꜷ", "au"), ("ꜹ", "av"), ("ꜽ", "ay"), ("ꝏ", "oo"),
        ]
        return Dictionary(uniqueKeysWithValues: letters.map { ($0.value, Array($1.unicodeScalars)) })
    }()

    /// Latin-1, Extended-A and -B, IPA, Additional, Extended-C to -E.
    private static let blocks: [ClosedRange<UInt32>] = [
        0xDF...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA722...0xA7FF, 0xAB30...0xAB6F,
    ]

    /// The base letter in a character's name: the `o` of LATIN SMALL LETTER O WITH STROKE.
    private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard let words = scalar.properties.name?.split(separator: " "), words.count > 5,
            words[0] == "LATIN", words[1] == "SMALL", words[2] == "LETTER", words[4] == "WITH",
            words[3].unicodeScalars.count == 1, let letter = words[3].unicodeScalars.first, letter.isASCII
        else { return nil }
        return Unicode.Scalar(letter.value | 0x20)
    }
}
