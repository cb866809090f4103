/// Names in a headline, compared with those of its text.
///
/// A name is a word with a capital letter. Where a headline writes every word so, a word that the text lacks may be any
/// word; then only one that the text spells a little otherwise is told.
enum ProperNames {
    /// Names told at most.
    private static let most = 5

    /// Names of a headline that a text spells otherwise or does not have, as the headline writes them.
    static func differing(_ headline: String, from text: String) -> [String] {
        let words = Word.read(headline)
        let known = Word.read(text)
        let keys = Set(known.map(\.key))
        let names = Set(known.filter(\.isCapital).map(\.key))
        let rest = words.dropFirst()
        let isPlain = rest.contains { !$0.isCapital && $0.key.count >= 5 }
        var differing: [String] = []
        for (index, word) in words.enumerated() where word.isCapital && !keys.contains(word.key) {
            let isMissing = isPlain && index > 0 && word.key.count >= 2
            guard isMissing || names.contains(where: { word.isNear($0) }) else { continue }
            if !differing.contains(word.text) { differing.append(word.text) }
        }
        return Array(differing.prefix(most))
    }

    private struct Word {
        let text: String
        /// As words are compared (`Folding`).
        let key: String
        let isCapital: Bool

        static func read(_ text: String) -> [Word] {
            text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }.compactMap { part in
                guard let first = part.first(where: \.isLetter) else { return nil }
                let isOwners = part.hasSuffix("'s") || part.hasSuffix("’s")
                let word = String(isOwners ? part.dropLast(2) : part)
                let key = word.folded
                return key.isEmpty ? nil : Word(text: word, key: key, isCapital: first.isUppercase)
            }
        }

        /// Whether the two differ by a slip: one letter, or two of a long word, the first not among them.
        func isNear(_ other: String) -> Bool {
            // No name is longer, and comparing letter by letter takes the square of the length.
            guard key.utf8.count <= 40, other.utf8.count <= 40 else { return false }
            let slips = key.count >= 9 ? 2 : 1
            guard key.count >= 5, abs(key.count - other.count) <= slips, key.first == other.first else { return false }
            return Self.distance(Array(key.utf8), Array(other.utf8)) <= slips
        }

        /// Letters to change, add or take away (Levenshtein).
        private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
            var row = Array(0...right.count)
            for (index, letter) in left.enumerated() {
                var corner = row[0]
                row[0] = index + 1
                for (place, other) in right.enumerated() {
                    let change = corner + (letter == other ? 0 : 1)
                    corner = row[place + 1]
                    row[place + 1] = min(change, corner + 1, row[place] + 1)
                }
            }
            return row[right.count]
        }
    }
}
