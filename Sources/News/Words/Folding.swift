internal import CUtf8proc

/// How words are compared: in slugs, in the search index, in search queries, and when two names may be the same.
///
/// Characters are decomposed (NFKD), letters are lower-cased, digits of every script become ASCII digits, and accents
/// and invisible characters are dropped. So texts that are canonically equal fold to the same words, however they are
/// composed; see docs/decisions/0014. Stored folded words must be made again when this changes.
public enum Folding {
    /// What a character contributes to the words of a text.
    public enum Part: Hashable, Sendable {
        /// Goes into the word.
        case letter(Unicode.Scalar)
        /// Belongs to the letter before it; most are dropped.
        case mark(Unicode.Scalar)
        /// Ends the word.
        case gap
    }

    /// Passes on what a character contributes: nothing, one part, or several (`½` is `1`, a gap, `2`).
    /// - Parameters:
    ///   - scalar: The character.
    ///   - afterDigit: Whether the word ends with a digit, which a fraction or a superscript must not lengthen: 10² is
    ///     not 102.
    ///   - take: Called once for each part, in order.
    @inlinable
    public static func fold(_ scalar: Unicode.Scalar, afterDigit: Bool, _ take: (Part) -> Void) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: take(.letter(scalar))
        case 0x41...0x5A: take(.letter(Unicode.Scalar(UInt8(scalar.value) | 0x20)))
        // ' ^ `
        case 0x27, 0x5E, 0x60: break
        case 0..<0x80: take(.gap)
        default: for part in beyondASCII(scalar, afterDigit: afterDigit) { take(part) }
        }
    }

    @usableFromInline
    static func beyondASCII(_ scalar: Unicode.Scalar, afterDigit: Bool) -> [Part] {
        let properties = scalar.properties
        let category = properties.generalCategory
        if properties.isDefaultIgnorableCodePoint || category == .format { return [] }
        switch scalar.value {
        // Apostrophes do not split a word: Jum’at is jumat.
        case 0x2018, 0x2019, 0x201B, 0xA78B, 0xA78C: return []
        // Hangul syllables stay whole, and й is a letter of its own, not an accented и (UTS #10 sorts them like this).
        case 0xAC00...0xD7A3: return [.letter(scalar)]
        case 0x0419, 0x0439: return [.letter("\u{439}")]
        case let value where Unicode.Scalar.drawnEmpty.contains(value): return [.gap]
        default: break
        }
        if isSilent(scalar, properties, category) { return [] }
        let parts = decomposed(scalar, UTF8PROC_COMPAT).flatMap(part)
        return afterDigit && category == .otherNumber ? [.gap] + parts : parts
    }

    /// Whether it contributes nothing: a spacing accent (´), the point of Catalan l·l, or a letter used as an
    /// apostrophe (Hawaiʻi, Qurʾan).
    private static func isSilent(
        _ scalar: Unicode.Scalar,
        _ properties: Unicode.Scalar.Properties,
        _ category: Unicode.GeneralCategory
    ) -> Bool {
        switch category {
        case .modifierSymbol, .otherPunctuation: properties.isDiacritic
        case .modifierLetter: (0x2B9...0x2DF).contains(scalar.value)
        default: false
        }
    }

    /// The NFKD of one character, case-folded too if the options say so; the character itself if it cannot be
    /// decomposed.
    private static func decomposed(_ scalar: Unicode.Scalar, _ options: utf8proc_option_t...) -> [Unicode.Scalar] {
        withUnsafeTemporaryAllocation(of: utf8proc_int32_t.self, capacity: longestDecomposition) { buffer in
            var boundary: CInt = 0
            let count = utf8proc_decompose_char(
                utf8proc_int32_t(scalar.value),
                buffer.baseAddress,
                utf8proc_ssize_t(buffer.count),
                utf8proc_option_t(options.reduce(UTF8PROC_DECOMPOSE.rawValue) { $0 | $1.rawValue }),
                &boundary
            )
            guard count > 0, count <= buffer.count else { return [scalar] }
            return buffer.prefix(count).compactMap { Unicode.Scalar(UInt32($0)) }
        }
    }

    /// Maximum number of characters that one decomposes into: U+FDFA becomes a sentence of 18.
    private static let longestDecomposition = 32

    /// What a character from another one's decomposition contributes.
    private static func part(_ scalar: Unicode.Scalar) -> [Part] {
        // Marks are not case-folded: U+0345 would become a letter.
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: [.mark(scalar)]
        default: decomposed(scalar, UTF8PROC_COMPAT, UTF8PROC_CASEFOLD).flatMap(smallPart)
        }
    }

    private static func smallPart(_ scalar: Unicode.Scalar) -> [Part] {
        if scalar.isASCII {
            var parts: [Part] = []
            fold(scalar, afterDigit: false) { parts.append($0) }
            return parts
        }
        if let letters = LatinLetters.ascii[scalar.value] { return letters.map { .letter($0) } }
        let properties = scalar.properties
        let category = properties.generalCategory
        if properties.isDefaultIgnorableCodePoint || isSilent(scalar, properties, category) { return [] }
        switch category {
        case .nonspacingMark, .spacingMark, .enclosingMark: return [.mark(scalar)]
        case .format: return []
        case .decimalNumber:
            return [.letter(properties.numericValue.flatMap { Unicode.Scalar(48 + UInt32($0)) } ?? scalar)]
        default: return properties.isAlphabetic || properties.numericType != nil ? [.letter(scalar)] : [.gap]
        }
    }
}
