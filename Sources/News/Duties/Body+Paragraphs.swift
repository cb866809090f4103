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

    /// The block that says these words now: the one with the same words, or else the one into which a later change has
    /// turned them; nil where they are gone.
    ///
    /// It costs what a comparison of the text with one paragraph costs.
    public func block(saying words: String) -> Int? {
        let paragraphs = paragraphs
        if let same = paragraphs.first(where: { $0.words == words }) { return same.block }
        let wanted = Self.wordSet(words)
        let shares = paragraphs.map { (block: $0.block, share: Self.share(wanted, Self.wordSet($0.words))) }
        let likest = shares.max { $0.share < $1.share }
        return likest.flatMap { $0.share >= Self.leastShared ? $0.block : nil }
    }

    /// The part of their words that two paragraphs share at least, in hundredths, to be one that was changed.
    private static let leastShared = 50

    private static func wordSet(_ words: String) -> Set<Substring> { Set(words.split(separator: " ")) }

    private static func share(_ one: Set<Substring>, _ other: Set<Substring>) -> Int {
        let all = one.count + other.count
        return all == 0 ? 0 : 200 * one.intersection(other).count / all
    }
}
