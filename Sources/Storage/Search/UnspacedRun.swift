/// A run of letters in a script without spaces between words.
///
/// That is Chinese, Japanese, Korean (whose particles are attached to their words), Thai, Lao, Khmer, Burmese.
struct UnspacedRun {
    typealias Found = (kind: WordScanner.Kind, word: FoldedWord, range: Range<Int>)

    private struct Letter {
        var word = FoldedWord()
        var range: Range<Int>

        mutating func add(_ letter: Unicode.Scalar, at place: Range<Int>) {
            word.add(letter: letter)
            range = range.lowerBound..<place.upperBound
        }

        mutating func add(mark: Unicode.Scalar, at place: Range<Int>) {
            word.add(mark: mark)
            range = range.lowerBound..<place.upperBound
        }
    }

    private var before: Letter?
    /// The letter that may still get marks.
    private var last: Letter?
    private var found: [Found] = []

    /// Whether it has begun and not yet ended.
    var isOpen: Bool { last != nil }

    var hasFound: Bool { !found.isEmpty }

    mutating func takeFound() -> Found? {
        found.isEmpty ? nil : found.removeFirst()
    }

    mutating func add(_ letter: Unicode.Scalar, at place: Range<Int>) {
        if last?.word.goesOn(with: letter) != true {
            finishLast(isEnd: false)
            last = Letter(range: place)
        }
        last?.add(letter, at: place)
    }

    mutating func add(mark: Unicode.Scalar, at place: Range<Int>) {
        last?.add(mark: mark, at: place)
    }

    mutating func end() {
        finishLast(isEnd: true)
        before = nil
        last = nil
    }

    private mutating func finishLast(isEnd: Bool) {
        guard let last else { return }
        if let before {
            let range = before.range.lowerBound..<last.range.upperBound
            found.append((.pair, before.word.followed(by: last.word), range))
        }
        found.append((.letter(isAlone: before == nil && isEnd), last.word, last.range))
        before = last
    }

    /// Whether a folded letter is of such a script.
    static func holds(_ letter: Unicode.Scalar) -> Bool {
        let value = letter.value
        return value >= 0x0E00 && blocks.contains { $0.contains(value) }
    }

    private static let blocks: [ClosedRange<UInt32>] = [
        // Thai and Lao; Burmese; parts of Hangul syllables; Khmer; scripts of the Tai and of Java and Bali.
        0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x1950...0x19DF, 0x1A20...0x1AAF,
        0x1B00...0x1B7F,
        // Radicals, the iteration marks 々 and 〇, kana, Bopomofo; ideographs.
        0x2E80...0x2FDF, 0x3005...0x3007, 0x3031...0x3035, 0x303B...0x303C, 0x3041...0x31FF, 0x3400...0x9FFF,
        0xA960...0xA9FF, 0xAA60...0xAADF, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0x16FE0...0x18DFF, 0x1AFF0...0x1B16F,
        0x20000...0x3FFFD,
    ]
}
