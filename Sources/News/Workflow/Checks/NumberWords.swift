/// Numbers in words, Indonesian and English: *dua puluh lima*, *seribu*, *three hundred*.
enum NumberWords {
    private enum Meaning {
        case number(Int)
        /// *belas*: ten more.
        case teen
        /// *puluh*: ten times.
        case tens
        /// *ratus*, *hundred*.
        case hundreds
        /// *ribu*, *million*: a power of ten.
        case scale(Int)
    }

    /// What follows digits, with the powers of ten that it may mean; a letter may stand for a unit of measure as well.
    static let scales: [String: [Int]] = [
        "ribu": [3], "rb": [3], "thousand": [3], "k": [0, 3], "juta": [6], "jt": [6], "million": [6], "mn": [6],
        "m": [0, 6, 9], "miliar": [9], "milyar": [9], "billion": [9], "bn": [9], "triliun": [12], "trillion": [12],
        "t": [0, 12], "tn": [12],
    ]

    private static let meanings: [String: Meaning] = {
        var meanings: [String: Meaning] = [
            "sepuluh": .number(10), "sebelas": .number(11), "seratus": .number(100), "seribu": .number(1_000),
            "sejuta": .number(1_000_000), "belas": .teen, "puluh": .tens, "ratus": .hundreds, "hundred": .hundreds,
        ]
        let rows: [(first: Int, step: Int, words: String)] = [
            (1, 1, "satu dua tiga empat lima enam tujuh delapan sembilan"),
            (1, 1, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
            (17, 1, "seventeen eighteen nineteen"), (20, 10, "twenty thirty forty fifty sixty seventy eighty ninety"),
        ]
        for row in rows {
            for (index, word) in row.words.split(separator: " ").enumerated() {
                meanings[String(word)] = .number(row.first + index * row.step)
            }
        }
        for (word, powers) in scales where word.utf8.count > 2 { meanings[word] = .scale(powers[0]) }
        return meanings
    }()

    /// The number that begins with a word, with as many of the following words as belong to it; nil where it begins none.
    static func read(_ first: String, following parts: inout WrittenNumber.Parts) -> WrittenNumber? {
        guard case .number(let start)? = meanings[first.lowercased()] else { return nil }
        var (words, whole, current) = ([first], 0, start)
        // A thousand and a million stand for themselves: no number of a newspaper's needs a quintillion.
        while words.count < 12, let word = parts.takeWord({ meanings[$0] != nil }) {
            switch meanings[word.lowercased()] {
            case .number(let number)?: current += number
            case .teen?: current += 10
            case .tens?: current = current / 100 * 100 + current % 100 * 10
            case .hundreds?: current = current / 1_000 * 1_000 + current % 1_000 * 100
            case .scale(let power)?:
                guard current < 1_000_000 else { break }
                whole += current * (0..<power).reduce(1) { scale, _ in scale * 10 }
                current = 0
            case nil: break
            }
            words.append(word)
            guard whole < 1 << 60, current < 1 << 40 else { return nil }
        }
        let value = WrittenNumber.Value(String(whole + current))
        return WrittenNumber(words: words.joined(separator: " "), values: [value])
    }
}
