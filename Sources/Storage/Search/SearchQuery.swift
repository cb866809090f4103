/// What a reader asks for: words that must all occur, and "phrases" whose words must follow one another.
///
/// Only letters and digits of what was typed are used, so no syntax of an index's query language gets in.
struct SearchQuery {
    /// How many words count; what is typed after them is ignored.
    static let mostWords = 12
    /// Maximum number of bytes of what was typed that are looked at.
    static let longest = 1_000

    /// The stems of each phrase, in each language in which they differ; a plain word is a phrase of one.
    let phrases: [[[String]]]

    init(_ text: String, stemmers: [Stemmer]) {
        var left = Self.mostWords
        let written = Self.parts(of: text).flatMap { part in Self.readings(stemmers.map { $0.phrases(of: part) }) }
        phrases = written.compactMap { readings in
            var different: [[String]] = []
            for stems in readings.map({ Array($0.prefix(left)) }) where !stems.isEmpty && !different.contains(stems) {
                different.append(stems)
            }
            left -= different.first?.count ?? 0
            return different.isEmpty ? nil : different
        }
    }

    /// For each phrase, its stems from each stemmer; stemmers differ in stems and never in where a phrase ends.
    private static func readings(_ byStemmer: [[[String]]]) -> [[[String]]] {
        (byStemmer.first ?? []).indices.map { index in byStemmer.map { $0[index] } }
    }

    var isEmpty: Bool { phrases.isEmpty }

    /// All stems, for marking what was found.
    var stems: [String] { Array(Set(phrases.joined().joined())) }

    /// Words that the index looks up.
    var wordCount: Int { phrases.joined().joined().count }

    /// Splits a query at white space, and keeps quoted parts whole.
    ///
    /// A last quotation mark without a partner is ignored.
    private static func parts(of text: String) -> [String] {
        let text = String(decoding: text.utf8.prefix(longest), as: UTF8.self)
        let plain = String(text.map { "“”„«»".contains($0) ? "\"" : $0 })
        let stretches = plain.split(separator: "\"", omittingEmptySubsequences: false)
        return stretches.enumerated().flatMap { index, stretch in
            let isQuoted = index % 2 == 1 && index < stretches.count - 1
            return isQuoted ? [String(stretch)] : stretch.split(whereSeparator: \.isWhitespace).map(String.init)
        }
    }
}
