extension Folding {
    /// Adds a letter to the UTF-8 of a folded word.
    public static func add(letter: Unicode.Scalar, to word: inout [UInt8]) {
        if letter.isASCII {
            word.append(UInt8(letter.value))
        } else if let last = last(of: word), let joined = joined(last, letter) {
            word.removeLast(UTF8.width(last))
            append(joined, to: &word)
        } else {
            append(letter, to: &word)
        }
    }

    /// Adds a combining mark to the UTF-8 of a folded word.
    ///
    /// Accents are dropped. Marks that make it another word (vowels of India and Thailand, the voicing of kana) are
    /// kept in canonical order. A mark without a letter before it is dropped.
    public static func add(mark: Unicode.Scalar, to word: inout [UInt8]) {
        guard !word.isEmpty else { return }
        if !isAccent(mark) {
            insert(mark, into: &word)
        } else if mark == "\u{306}" {
            makeShortI(of: &word)
        }
    }

    /// Whether a letter joins the one before it, as the second part of a Hangul syllable does.
    public static func joins(_ letter: Unicode.Scalar, _ word: [UInt8]) -> Bool {
        guard let last = last(of: word) else { return false }
        return joined(last, letter) != nil
    }

    /// The Hangul syllable that two parts form.
    private static func joined(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        switch (first.value, second.value) {
        // Unicode Standard, 3.12: a syllable's first consonant and vowel, then its last consonant.
        case (0x1100...0x1112, 0x1161...0x1175):
            Unicode.Scalar(0xAC00 + ((first.value - 0x1100) * 21 + (second.value - 0x1161)) * 28)
        case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (first.value - 0xAC00) % 28 == 0:
            Unicode.Scalar(first.value + second.value - 0x11A7)
        default: nil
        }
    }

    /// Whether a mark is an accent, by its canonical combining class.
    ///
    /// Accents are marks above, below and through letters, the vowel points of Hebrew, Arabic and Syriac, and enclosing
    /// marks.
    private static func isAccent(_ mark: Unicode.Scalar) -> Bool {
        switch mark.properties.canonicalCombiningClass.rawValue {
        case 1, 10...36, 200...: true
        default: mark.properties.generalCategory == .enclosingMark
        }
    }

    /// Turns и followed by a breve into й, even if other marks are between them.
    private static func makeShortI(of word: inout [UInt8]) {
        var end = word.count
        while let last = last(of: word[..<end]) {
            if last == "\u{438}" { word.replaceSubrange(end - 2..<end, with: [0xD0, 0xB9]) }
            if last.properties.canonicalCombiningClass == .notReordered { return }
            end -= UTF8.width(last)
        }
    }

    /// Inserts a mark after those that precede it in canonical order.
    private static func insert(_ mark: Unicode.Scalar, into word: inout [UInt8]) {
        let order = mark.properties.canonicalCombiningClass
        var end = word.count
        while order != .notReordered, let last = last(of: word[..<end]), last.properties.canonicalCombiningClass > order
        {
            end -= UTF8.width(last)
        }
        word.insert(contentsOf: UTF8.encode(mark) ?? UTF8.encodedReplacementCharacter, at: end)
    }

    private static func append(_ scalar: Unicode.Scalar, to word: inout [UInt8]) {
        word.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static func last(of word: some BidirectionalCollection<UInt8>) -> Unicode.Scalar? {
        var bytes = word.reversed().prefix(4).makeIterator()
        var parser = UTF8.ReverseParser()
        guard case .valid(let encoded) = parser.parseScalar(from: &bytes) else { return nil }
        return UTF8.decode(encoded)
    }
}

extension String {
    /// The words in the form in which they are compared, separated by single spaces; empty if there are none.
    public var folded: String {
        var result: [UInt8] = []
        var word: [UInt8] = []
        func close() {
            if !word.isEmpty, !result.isEmpty { result.append(UInt8(ascii: " ")) }
            result += word
            word.removeAll(keepingCapacity: true)
        }
        for scalar in unicodeScalars {
            Folding.fold(scalar, afterDigit: word.last.map { (48...57).contains($0) } ?? false) { part in
                switch part {
                case .letter(let letter): Folding.add(letter: letter, to: &word)
                case .mark(let mark): Folding.add(mark: mark, to: &word)
                case .gap: close()
                }
            }
        }
        close()
        return String(decoding: result, as: UTF8.self)
    }
}
