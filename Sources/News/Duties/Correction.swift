/// What the newspaper says of a mistake in a story that readers have seen: a correction (*ralat*), or a clarification
/// where the text was right and could be misunderstood.
///
/// It is never changed and never deleted: one that was wrong itself is followed by another. Pedoman Pemberitaan Media
/// Siber (Dewan Pers, 2012), 4.
public struct Correction: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Something was wrong.
        case correction
        /// Something was right, and said so that it was misunderstood.
        case clarification
    }

    /// Where it is printed on the story's page, by its weight.
    public enum Place: String, Hashable, Sendable, CaseIterable {
        /// Before the text: whoever read the mistake took something wrong away.
        case above
        /// After the text: a name, a figure, a date.
        case below
    }

    /// Counts those of its story, from 1.
    public let number: Int
    public let kind: Kind
    public let place: Place
    /// What was wrong and what is right, on one line.
    public let words: String
    /// The words of the paragraph that it is about, as they are now; nil where it is about the whole story.
    public let paragraph: String?
    /// Whether readers are not shown what the text said before, as a name that may not be known.
    public let hidesFormer: Bool
    /// When readers were told.
    public var at: Timestamp
    /// Who told them; for the desk only.
    public var actor: Actor

    public init(
        number: Int,
        kind: Kind,
        place: Place,
        words: String,
        paragraph: String?,
        hidesFormer: Bool = false,
        at: Timestamp,
        actor: Actor
    ) {
        self.number = number
        self.kind = kind
        self.place = place
        self.words = words
        self.paragraph = paragraph
        self.hidesFormer = hidesFormer
        self.at = at
        self.actor = actor
    }

    /// Where it stands on its story's page.
    package var anchor: String { Self.anchor(of: number) }

    /// Where the correction of this number stands on its story's page.
    package static func anchor(of number: Int) -> String { "ralat-\(number)" }

    /// Characters that its words may have.
    public static let longest = 2_000

    /// Corrections that a story may have; a story with more is to be withdrawn and written again.
    public static let most = 100
}

extension Correction {
    /// A correction as somebody writes it, before the story has it.
    public struct Draft: Hashable, Sendable {
        public var kind: Kind
        public var place: Place
        public var words: String
        /// The paragraph that it is about, among `Body.paragraphs` of the text that readers get with it; nil where it is
        /// about the whole story.
        public var paragraph: Int?
        /// Whether readers are not to be shown what the text said before.
        public var hidesFormer: Bool

        public init(kind: Kind, place: Place, words: String, paragraph: Int? = nil, hidesFormer: Bool = false) {
            self.kind = kind
            self.place = place
            self.words = words
            self.paragraph = paragraph
            self.hidesFormer = hidesFormer
        }
    }
}

extension [Correction] {
    /// The kind by which a list marks their story: something was wrong, or nothing was but could be misunderstood; nil where
    /// there is none.
    public var weightiest: Correction.Kind? { contains { $0.kind == .correction } ? .correction : first?.kind }
}
