internal import News

/// A word as it is compared: lower-case, without accents, with a hash of its bytes.
struct FoldedWord {
    /// Bytes of a word that count; the rest of a longer one is dropped.
    static let longest = 48

    /// The first `count` are the word.
    private(set) var bytes = Array(repeating: 0 as UInt8, count: longest)
    private(set) var count = 0
    /// FNV-1a.
    private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    var isEmpty: Bool { count == 0 }

    mutating func append(_ byte: UInt8) {
        guard count < Self.longest else { return }
        bytes[count] = byte
        count += 1
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    mutating func clear() {
        count = 0
        hash = 0xcbf2_9ce4_8422_2325
    }
}

/// Finds the words of a text: runs of letters and digits in any script.
///
/// An apostrophe inside a word does not part it.
///
/// Works on bytes, since an import looks at hundreds of millions of them; only what is not ASCII is decoded.
struct WordScanner {
    /// The word that `next` found last.
    private(set) var word = FoldedWord()
    private let text: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// The place of the next word, or nil at the end.
    mutating func next() -> Range<Int>? {
        word.clear()
        var start = index
        var end = index
        while index < text.count {
            let here = index
            switch take() {
            case .letter:
                if end == start { start = here }
                end = index
            case .mark: break
            case .gap:
                if !word.isEmpty { return start..<end }
                start = index
                end = index
            }
        }
        return word.isEmpty ? nil : start..<end
    }

    private enum Kind {
        case letter
        /// Belongs to a word without being compared: an accent, an apostrophe.
        case mark
        case gap
    }

    private mutating func take() -> Kind {
        let byte = text[index]
        guard byte < 0x80 else { return takeScalar() }
        index += 1
        switch byte {
        case 97...122, 48...57:
            word.append(byte)
            return .letter
        case 65...90:
            word.append(byte | 0x20)
            return .letter
        case UInt8(ascii: "'"), UInt8(ascii: "`"): return .mark
        default: return .gap
        }
    }

    private mutating func takeScalar() -> Kind {
        guard let scalar = decode() else { return .gap }
        if ["’", "‘", "ʼ"].contains(scalar) { return .mark }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .format: return .mark
        case .spacingMark: break
        default: guard properties.isAlphabetic || properties.numericType != nil else { return .gap }
        }
        let latin = Slug(String(scalar), fallback: "").rawValue
        let folded = latin.isEmpty ? properties.lowercaseMapping : latin
        if word.count + folded.utf8.count <= FoldedWord.longest {
            for byte in folded.utf8 { word.append(byte) }
        }
        return .letter
    }

    private mutating func decode() -> Unicode.Scalar? {
        var bytes = text[index...].prefix(4).makeIterator()
        var decoder = UTF8()
        guard case .scalarValue(let scalar) = decoder.decode(&bytes) else {
            index += 1
            return nil
        }
        index += UTF8.width(scalar)
        return scalar
    }
}
