/// How one text became another: paragraph beside paragraph, in each what words were taken away and added, and which
/// paragraphs stand elsewhere now.
///
/// Paragraphs are matched first, then the words of those that became one another, so that a long text costs little and a
/// moved comma shows as a comma. The work is bounded, whatever the texts are.
public struct Differences: Hashable, Sendable {
    /// Words that stand together in one of the texts or in both.
    public struct Piece: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            /// Both texts have them.
            case same
            /// Only the old text has them.
            case removed
            /// Only the new text has them.
            case added
        }

        public let text: String
        public let kind: Kind

        init(_ text: some StringProtocol, _ kind: Kind) {
            self.text = String(text)
            self.kind = kind
        }
    }

    /// That a paragraph stands elsewhere in the other text.
    public struct Move: Hashable, Sendable {
        /// Of the paragraphs that moved together, from 1 on: both places have the same.
        public let number: Int
        /// Whether this is the first of those that moved together.
        public let isFirst: Bool
        /// Whether the new place is further down.
        public let isDown: Bool
    }

    /// A paragraph of each text, or of one alone.
    public struct Row: Hashable, Sendable {
        /// Which texts have a paragraph in this place.
        public enum Place: Hashable, Sendable { case both, old, new }

        public let place: Place
        /// What both paragraphs say, in the order in which it is read, what was removed before what stands instead.
        public let pieces: [Piece]
        /// Where the paragraph stands in the other text, if it moved.
        public internal(set) var move: Move?

        /// What the old text says; nil where it has no paragraph here.
        public var old: [Piece]? { place == .new ? nil : pieces.filter { $0.kind != .added } }
        /// What the new text says; nil where it has no paragraph here.
        public var new: [Piece]? { place == .old ? nil : pieces.filter { $0.kind != .removed } }

        /// Whether both say the same, in the same place.
        public var isSame: Bool { place == .both && pieces.allSatisfy { $0.kind == .same } }
    }

    public let rows: [Row]
    /// Comparisons of words and paragraphs that were made.
    public let work: Int

    /// Whether the texts say the same.
    public var isEmpty: Bool { rows.allSatisfy(\.isSame) }

    /// Comparisons after which nothing is looked into any more: paragraphs show as changed between their first and their
    /// last different word, and count as others where they are not the same.
    static let mostWork = 4_000_000

    /// - Parameters:
    ///   - old: Its paragraphs are parted by line ends; blank lines do not count.
    ///   - new: The same.
    public init(from old: String, to new: String) {
        var comparison = ParagraphComparison(Self.paragraphs(old), Self.paragraphs(new))
        rows = comparison.rows()
        work = comparison.work
    }

    private static func paragraphs(_ text: String) -> [String] {
        text.withLineFeeds.split(separator: "\n").map(String.init).filter { !$0.isBlank }
    }
}
