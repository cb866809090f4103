internal import News

/// Finds the words of a text: runs of letters and digits in any script.
///
/// An apostrophe does not split a word. In a script without spaces, words cannot be found without a dictionary. There
/// each letter is returned, and each pair of adjacent letters, so that any part of such a run can be found as a phrase
/// of pairs.
struct WordScanner {
    enum Kind: Equatable {
        case word
        case pair
        /// A letter of a script without spaces; alone if it has no neighbour.
        case letter(isAlone: Bool)
    }

    /// What `next` found last.
    private(set) var word = FoldedWord()
    private(set) var kind = Kind.word
    private var source: PartSource
    private var run = UnspacedRun()

    init(_ text: UnsafeBufferPointer<UInt8>) {
        source = PartSource(text: text)
    }

    /// The place of the next word, or nil at the end.
    mutating func next() -> Range<Int>? {
        while true {
            if let found = run.takeFound() {
                (word, kind) = (found.word, found.kind)
                return found.range
            }
            if run.isOpen {
                goOnWithRun()
            } else if let range = nextWord() {
                kind = .word
                return range
            } else if !run.isOpen {
                return nil
            }
        }
    }

    /// The next word between spaces; nil at the end, and where a run without spaces begins.
    private mutating func nextWord() -> Range<Int>? {
        word.clear()
        var range = 0..<0
        while true {
            if let byte = source.peekASCII() {
                let here = source.index
                source.skipASCII()
                switch byte {
                case 97...122, 48...57: word.append(byte)
                case 65...90: word.append(byte | 0x20)
                // Folding drops these.
                case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "^"): continue
                default:
                    if !word.isEmpty { return range }
                    continue
                }
                range = (range.isEmpty ? here : range.lowerBound)..<here + 1
                continue
            }
            guard let part = source.peek(afterDigit: word.endsWithDigit) else { return word.isEmpty ? nil : range }
            switch part {
            case .letter(let letter) where UnspacedRun.holds(letter):
                if !word.isEmpty { return range }
                run.add(letter, at: source.place)
                source.skip()
                return nil
            case .letter(let letter):
                word.add(letter: letter)
                range = (range.isEmpty ? source.place.lowerBound : range.lowerBound)..<source.place.upperBound
            case .mark(let mark):
                word.add(mark: mark)
                if !word.isEmpty { range = range.lowerBound..<source.place.upperBound }
            case .gap:
                if !word.isEmpty { return range }
            }
            source.skip()
        }
    }

    private mutating func goOnWithRun() {
        while !run.hasFound {
            switch source.peek(afterDigit: false) {
            case .letter(let letter)? where UnspacedRun.holds(letter): run.add(letter, at: source.place)
            case .mark(let mark)?: run.add(mark: mark, at: source.place)
            default: return run.end()
            }
            source.skip()
        }
    }
}

/// What the characters of a text contribute to its words, one part after the other.
private struct PartSource {
    let text: UnsafeBufferPointer<UInt8>
    private(set) var index = 0
    /// The place of the character that the present part comes from.
    private(set) var place = 0..<0
    private var parts: [Folding.Part] = []
    private var next = 0

    init(text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// The next character if it is ASCII.
    func peekASCII() -> UInt8? {
        next == parts.count && index < text.count && text[index] < 0x80 ? text[index] : nil
    }

    mutating func skipASCII() { index += 1 }

    /// The next part, without taking it; nil at the end.
    mutating func peek(afterDigit: Bool) -> Folding.Part? {
        while next == parts.count {
            guard index < text.count else { return nil }
            parts.removeAll(keepingCapacity: true)
            next = 0
            let start = index
            if let scalar = decode() {
                Folding.fold(scalar, afterDigit: afterDigit) { parts.append($0) }
            } else {
                parts.append(.gap)
            }
            place = start..<index
        }
        return parts[next]
    }

    mutating func skip() { next += 1 }

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
