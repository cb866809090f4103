/// The readable part of an address: lower-case ASCII letters, digits and single hyphens.
///
/// 1 to 80 bytes. Two names that give one slug are one section, one tag, one person.
public struct Slug: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public static let longest = 80

    /// Takes a slug as it stands in an address or in the store; fails where it is not in its one right form.
    public init?(rawValue: String) {
        guard Slug(rawValue, fallback: "").rawValue == rawValue, !rawValue.isEmpty else { return nil }
        self.rawValue = rawValue
    }

    /// Makes a slug of a headline or a name: accents are dropped, whatever is no letter or digit parts words, and the
    /// end is cut at a word.
    ///
    /// A text without any Latin letter or digit gives the fallback.
    public init(_ text: String, fallback: String) {
        var slug = ""
        for word in Self.words(of: text) {
            let longer = slug.isEmpty ? word : slug + "-" + word
            if longer.utf8.count > Self.longest { break }
            slug = longer
        }
        rawValue = slug.isEmpty ? fallback : slug
    }

    /// Makes a slug of a name that must not be mistaken for another's: one in a script that we cannot write in Latin
    /// letters is told by the word and a hash of the name (FNV-1a, 32 bits), as `penulis-1f3a77c2`.
    init(_ name: String, orHashAfter word: String) {
        let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let digits = String(hash, radix: 16)
        self.init(name, fallback: word + "-" + String(repeating: "0", count: 8 - digits.count) + digits)
    }

    public static func < (left: Slug, right: Slug) -> Bool { left.rawValue < right.rawValue }

    public var description: String { rawValue }

    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            let letters = latin(scalar)
            if letters.isEmpty {
                // An apostrophe inside a word does not part it: Jum'at is jumat.
                if !apostrophes.contains(scalar), !scalar.properties.isDiacritic { close(&word, into: &words) }
            } else {
                word += letters
            }
        }
        close(&word, into: &words)
        return words
    }

    private static func close(_ word: inout String, into words: inout [String]) {
        if !word.isEmpty { words.append(String(word.prefix(longest))) }
        word = ""
    }

    private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "‘", "`", "ʼ"]

    /// The lower-case ASCII letters that stand for a scalar; empty where there are none.
    private static func latin(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 48...57, 97...122: String(scalar)
        case 65...90: String(UnicodeScalar(UInt8(scalar.value) + 32))
        case 0xC0...0x17F: letters[scalar.value] ?? ""
        default: ""
        }
    }

    /// Latin-1 and Latin Extended-A, the letters of Europe's names.
    private static let letters: [UInt32: String] = {
        let groups: [(String, String)] = [
            ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄą"), ("ae", "Ææ"), ("c", "ÇçĆćĈĉĊċČč"), ("d", "ÐðĎďĐđ"),
            ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚě"), ("g", "ĜĝĞğĠġĢģ"), ("h", "ĤĥĦħ"), ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı"),
            ("j", "Ĵĵ"), ("k", "Ķķĸ"), ("l", "ĹĺĻļĽľĿŀŁł"), ("n", "ÑñŃńŅņŇňŊŋ"),
            ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐő"), ("oe", "Œœ"), ("r", "ŔŕŖŗŘř"), ("s", "ŚśŜŝŞşŠšſ"), ("ss", "ß"),
            ("t", "ŢţŤťŦŧ"), ("th", "Þþ"), ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų"), ("w", "Ŵŵ"), ("y", "ÝýÿŶŷŸ"),
            ("z", "ŹźŻżŽž"),
        ]
        var table: [UInt32: String] = [:]
        for (ascii, accented) in groups {
            for scalar in accented.unicodeScalars { table[scalar.value] = ascii }
        }
        return table
    }()
}
