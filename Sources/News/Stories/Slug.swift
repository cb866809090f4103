/// The readable part of an address: lower-case ASCII letters, digits and single hyphens.
///
/// 1 to 80 bytes. Two names may give one slug: it says where something stands, not what it is (`nameKey`).
public struct Slug: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public static let longest = 80

    /// Takes a slug as it stands in an address or in the store; fails where it is not in its one right form.
    public init?(rawValue: String) {
        guard Slug(rawValue, fallback: "").rawValue == rawValue, !rawValue.isEmpty else { return nil }
        self.rawValue = rawValue
    }

    /// Makes a slug of a headline or a name: its words are folded (``Folding``), what is no Latin letter or digit parts
    /// them, and the end is cut at a word.
    ///
    /// A text without any Latin letter or digit gives the fallback.
    public init(_ text: String, fallback: String) {
        var slug: [UInt8] = []
        var word: [UInt8] = []
        var hasRoom = true
        for scalar in text.unicodeScalars {
            Folding.fold(scalar, afterDigit: word.last.map { $0 < 0x3A } ?? false) { part in
                switch part {
                case .letter(let letter) where letter.isASCII: word.append(UInt8(letter.value))
                case .mark: break
                case .letter, .gap: hasRoom = hasRoom && Self.close(&word, into: &slug)
                }
            }
            guard hasRoom else { break }
        }
        if hasRoom { _ = Self.close(&word, into: &slug) }
        rawValue = slug.isEmpty ? fallback : String(decoding: slug, as: UTF8.self)
    }

    /// Makes a slug of a name that must not be mistaken for another's: one in a script that we cannot write in Latin
    /// letters is told by the word and a hash of the name (FNV-1a, 32 bits), as `penulis-1f3a77c2`.
    init(_ name: String, orHashAfter word: String) {
        self.init(name, fallback: word + "-" + Self.hash(name))
    }

    /// Eight digits of FNV-1a.
    static func hash(_ name: String) -> String {
        let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    public static func < (left: Slug, right: Slug) -> Bool { left.rawValue < right.rawValue }

    public var description: String { rawValue }

    /// Adds a word; false where it no longer fits.
    private static func close(_ word: inout [UInt8], into slug: inout [UInt8]) -> Bool {
        if word.isEmpty { return true }
        if !slug.isEmpty {
            guard slug.count + 1 + word.count <= longest else { return false }
            slug.append(UInt8(ascii: "-"))
        }
        slug.append(contentsOf: word.prefix(longest))
        word.removeAll(keepingCapacity: true)
        return true
    }
}
