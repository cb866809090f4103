/// The marker that Word writes before a list item.
enum WordMarker: Equatable {
    case bullet
    /// The numbers that it may mean: `i.` is 1 as a Roman numeral and 9 as a letter.
    case number([Int])
    /// Anything else, such as `1.1.` or *Pasal 5*: text, which stays in the item.
    case words

    /// Letters that Word's symbol fonts draw as bullets.
    private static let bulletLetters: Set<Character> = [
        "o", "q", "v", "w", "l", "n", "u", "ü", "Ø", "Ü", "à", "è", "þ",
    ]
    private static let largest = 999_999

    /// - Parameter text: On one line.
    init(_ text: String) {
        guard text.contains(where: { $0.isLetter || $0.isNumber }) else {
            self = .bullet
            return
        }
        if text.count == 1, let letter = text.first, Self.bulletLetters.contains(letter) {
            self = .bullet
            return
        }
        let inner = text.drop { "([".contains($0) }
        let core = inner.prefix { $0.isLetter || $0.isNumber }
        let rest = inner[core.endIndex...]
        guard rest.count <= 2, rest.allSatisfy({ ".)]:-".contains($0) }) else {
            self = .words
            return
        }
        let numbers = Self.numbers(core, isBare: rest.isEmpty)
        self = numbers.isEmpty ? .words : .number(numbers)
    }

    private static func numbers(_ core: Substring, isBare: Bool) -> [Int] {
        guard core.utf8.count <= 30 else { return [] }
        // Digits of any script.
        let digits = String(core).folded
        if digits.utf8.allSatisfy({ (48...57).contains($0) }) {
            return Int(digits).flatMap { $0 <= largest ? [$0] : nil } ?? []
        }
        let letters = core.lowercased()
        guard !isBare, core.utf8.allSatisfy({ (97...122).contains($0 | 0x20) }),
            letters == String(core) || core.uppercased() == String(core)
        else { return [] }
        return [alphabetic(letters), roman(letters)].compactMap { $0 }
    }

    /// a to z, then aa to zz, as Word counts.
    private static func alphabetic(_ letters: String) -> Int? {
        guard let first = letters.utf8.first, letters.utf8.allSatisfy({ $0 == first }) else { return nil }
        return Int(first) - 96 + 26 * (letters.utf8.count - 1)
    }

    private static func roman(_ letters: String) -> Int? {
        let values: [Character: Int] = ["i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1_000]
        let digits = letters.compactMap { values[$0] }
        guard digits.count == letters.count else { return nil }
        let sum = zip(digits, digits.dropFirst() + [0]).reduce(0) { $0 + ($1.0 < $1.1 ? -$1.0 : $1.0) }
        return written(sum) == letters ? sum : nil
    }

    private static func written(_ number: Int) -> String {
        let steps = [
            (1_000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
            (10, "x"),
            (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var rest = number
        var text = ""
        for (value, letters) in steps {
            while rest >= value, value > 0 {
                text += letters
                rest -= value
            }
        }
        return text
    }
}
