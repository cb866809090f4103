/// A number as a text has it, in digits or in words: *12.000*, *12 ribu*, *dua belas ribu*.
///
/// Whether a point parts thousands or decimals depends on who wrote it, so a number may have more than one value; two are
/// the same where they have one in common.
struct WrittenNumber {
    let words: String
    let values: Set<Value>

    /// An exact decimal number: digits without zeros at their ends, and the place of the last one.
    struct Value: Hashable {
        let digits: String
        let exponent: Int

        /// - Parameters:
        ///   - digits: ASCII digits.
        ///   - exponent: Of ten, with which they are multiplied.
        init(_ digits: some StringProtocol, exponent: Int = 0) {
            let zeros = digits.reversed().prefix { $0 == "0" }.count
            let kept = digits.dropLast(zeros).drop { $0 == "0" }
            self.digits = String(kept)
            self.exponent = kept.isEmpty ? 0 : exponent + zeros
        }

        fileprivate func times(tenTo power: Int) -> Value { Value(digits, exponent: exponent + power) }
    }

    /// Numbers of a headline that a text does not have, as the headline writes them.
    ///
    /// One alone, in words, is left out: it mostly means *a*.
    static func differing(_ headline: String, from text: String) -> [String] {
        let known = read(text).reduce(into: Set<Value>()) { $0.formUnion($1.values) }
        let one = Value("1")
        return read(headline).filter { number in
            let isWordForOne = number.values == [one] && number.words.allSatisfy(\.isLetter)
            return !isWordForOne && number.values.isDisjoint(with: known)
        }.map(\.words).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// All numbers of a text, in their order.
    static func read(_ text: String) -> [WrittenNumber] {
        var numbers: [WrittenNumber] = []
        var parts = Parts(text)
        while let part = parts.next() {
            switch part {
            case .figure(let figure): numbers.append(WrittenNumber(figure, scaledBy: parts.takeScale()))
            case .word(let word):
                if let number = NumberWords.read(word, following: &parts) { numbers.append(number) }
            }
        }
        return numbers
    }

    init(words: String, values: Set<Value>) {
        (self.words, self.values) = (words, values)
    }

    private init(_ figure: Parts.Figure, scaledBy scale: (word: String, powers: [Int])?) {
        guard let scale else {
            self.init(words: figure.words, values: figure.values)
            return
        }
        let values = figure.values.flatMap { value in scale.powers.map { value.times(tenTo: $0) } }
        self.init(words: figure.words + " " + scale.word, values: Set(values))
    }
}

extension WrittenNumber {
    /// A text as a row of figures and words.
    struct Parts {
        enum Part {
            case figure(Figure)
            case word(String)
        }

        /// Digits with what parts them.
        struct Figure {
            let words: String
            let values: Set<Value>
        }

        private let scalars: [Unicode.Scalar]
        private var index = 0

        init(_ text: String) {
            scalars = Array(text.unicodeScalars)
        }

        mutating func next() -> Part? {
            while index < scalars.count {
                if Self.digit(scalars[index]) != nil { return .figure(figure()) }
                if scalars[index].properties.isAlphabetic { return .word(word()) }
                index += 1
            }
            return nil
        }

        /// Takes the word that follows where it scales the number before it: *juta*, *billion*.
        mutating func takeScale() -> (word: String, powers: [Int])? {
            var parts = self
            guard parts.isNear, case .word(let word)? = parts.next(), let powers = NumberWords.scales[word.lowercased()]
            else { return nil }
            self = parts
            return (word, powers)
        }

        /// Takes the next part where it is a word that belongs to the one before it.
        mutating func takeWord(_ belongs: (String) -> Bool) -> String? {
            var parts = self
            guard parts.isNear, case .word(let word)? = parts.next(), belongs(word.lowercased()) else { return nil }
            self = parts
            return word
        }

        /// Whether the next word follows after nothing, a space or a hyphen.
        private var isNear: Bool {
            guard index < scalars.count else { return false }
            if scalars[index].properties.isAlphabetic { return true }
            guard [" ", "-", "\u{A0}", "\u{202F}"].contains(scalars[index]), index + 1 < scalars.count else {
                return false
            }
            return scalars[index + 1].properties.isAlphabetic
        }

        private mutating func word() -> String {
            let start = index
            while index < scalars.count, scalars[index].properties.isAlphabetic { index += 1 }
            return Self.text(scalars[start..<index])
        }

        private mutating func figure() -> Figure {
            let start = index
            var (groups, signs) = ([""], [Unicode.Scalar]())
            while index < scalars.count {
                if let digit = Self.digit(scalars[index]) {
                    groups[groups.count - 1] += String(digit)
                } else if Self.separators.contains(scalars[index]), index + 1 < scalars.count,
                    Self.digit(scalars[index + 1]) != nil
                {
                    signs.append(scalars[index])
                    groups.append("")
                } else {
                    break
                }
                index += 1
            }
            return Figure(words: Self.text(scalars[start..<index]), values: Self.values(groups, signs))
        }

        /// What the digits may mean: thousands are groups of three, and the last sign may be that of the decimals.
        private static func values(_ groups: [String], _ signs: [Unicode.Scalar]) -> Set<Value> {
            guard let last = groups.last, let sign = signs.last else { return [Value(groups.joined())] }
            let areThousands = groups.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(groups[0].count)
            if areThousands, Set(signs).count == 1 { return [Value(groups.joined())] }
            let isDecimal = !signs.dropLast().contains(sign)
            guard isDecimal, sign == "." || sign == "," || sign == ":" else { return [Value(groups.joined())] }
            return [Value(groups.joined(), exponent: -last.count)]
        }

        private static let separators: Set<Unicode.Scalar> = [".", ",", ":", "/", "'", "’", "\u{202F}"]

        private static func digit(_ scalar: Unicode.Scalar) -> Int? {
            guard scalar.properties.generalCategory == .decimalNumber else { return nil }
            return scalar.properties.numericValue.map { Int($0) }
        }

        private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
            String(String.UnicodeScalarView(scalars))
        }
    }
}
