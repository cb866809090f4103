extension Body {
    /// A paragraph of the text, and the block that it is.
    public struct Paragraph: Hashable, Sendable {
        /// Its place among `blocks`.
        public let block: Int
        public let words: String
    }

    /// The text's own paragraphs, quotes and lists, in order: what a correction can be about.
    public var paragraphs: [Paragraph] {
        blocks.enumerated().compactMap { index, block in
            let words = Body(normal: [block]).text.collapsedWhitespace
            return words.isEmpty ? nil : Paragraph(block: index, words: words)
        }
    }

    /// For each of these words the block that says them now: the one with the same words, or else the one into which a later
    /// change has turned them; without an entry where they are gone.
    ///
    /// It costs what a comparison of the text with each of them costs; the text is taken apart once.
    public func blocks(saying words: some Sequence<String>) -> [String: Int] {
        let paragraphs = paragraphs
        let same = Dictionary(paragraphs.map { ($0.words, $0.block) }) { first, _ in first }
        let wanted = Set(words)
        guard !wanted.isEmpty else { return [:] }
        var found: [String: Int] = [:]
        lazy var sets = paragraphs.map { (block: $0.block, words: Self.wordSet($0.words)) }
        for words in wanted {
            if let block = same[words] {
                found[words] = block
                continue
            }
            let set = Self.wordSet(words)
            let likest = sets.map { (block: $0.block, share: Self.share(set, $0.words)) }.max { $0.share < $1.share }
            if let likest, likest.share >= Self.leastShared { found[words] = likest.block }
        }
        return found
    }

    /// The part of their words that two paragraphs share at least, in hundredths, to be one that was changed.
    private static let leastShared = 50

    private static func wordSet(_ words: String) -> Set<Substring> { Set(words.split(separator: " ")) }

    private static func share(_ one: Set<Substring>, _ other: Set<Substring>) -> Int {
        let all = one.count + other.count
        return all == 0 ? 0 : 200 * one.intersection(other).count / all
    }
}
