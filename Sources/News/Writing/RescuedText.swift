/// Words that somebody wrote and that had no place left, as when another removed the paragraph around them.
///
/// They are kept beside the story, with what stood around them, until somebody dismisses them.
public struct RescuedText: Hashable, Sendable {
    /// The words, as they are told.
    public struct Words: Hashable, Sendable {
        /// What stood before them.
        public let before: String
        public let text: String
        /// What stood after them.
        public let after: String

        /// - Throws: `invalid` where there are no words, or too many.
        public init(before: String, text: String, after: String) throws(NewsError) {
            guard !text.isEmpty, text.utf8.count <= Self.mostBytes else {
                throw NewsError(.invalid, "A rescued text has 1 to \(Self.mostBytes) bytes.")
            }
            self.before = before.suffix(fromEnd: Self.mostAround)
            self.text = text
            self.after = after.beginning(bytes: Self.mostAround)
        }

        /// Bytes of the longest: as many as a body has.
        public static let mostBytes = Body.longest
        /// Bytes that are kept of what stood before and after.
        public static let mostAround = 1_000
    }

    public let id: Int64
    public let writer: Writer
    public let at: Timestamp
    public let words: Words

    public init(id: Int64, writer: Writer, at: Timestamp, words: Words) {
        self.id = id
        self.writer = writer
        self.at = at
        self.words = words
    }

    /// How many a story has at once that nobody has dismissed.
    public static let most = 500
    /// Characters that they have together.
    public static let mostTogether = 8 << 20
}

extension RescuedText.Words {
    /// Words as they are stored.
    public init(stored text: String, before: String, after: String) {
        self.before = before
        self.text = text
        self.after = after
    }
}

extension String {
    /// The end of the text in at most so many bytes of UTF-8, from the beginning of a character's code.
    fileprivate func suffix(fromEnd limit: Int) -> String {
        guard utf8.count > limit else { return self }
        return String(decoding: utf8.suffix(limit).drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
    }
}
