/// A link by which somebody outside the newsroom looks at one version of a story before readers do: a lawyer, a source.
///
/// It shows that version and nothing else, ends by itself, and can be ended earlier. What the guest says of the text lands
/// in the journal.
public struct GuestLink: Hashable, Sendable {
    /// Why somebody outside looks at the text.
    public enum Purpose: String, Hashable, Sendable, CaseIterable {
        /// To say whether it is lawful.
        case lawyer
        /// To say whether they are quoted rightly.
        case source
        /// To say whether it is true.
        case expert
        case other
    }

    /// What a guest said of the text.
    public struct Answer: Hashable, Sendable {
        public let isApproval: Bool
        /// Never empty in an objection.
        public let words: String
        public let at: Timestamp

        public init(isApproval: Bool, words: String, at: Timestamp) {
            self.isApproval = isApproval
            self.words = words
            self.at = at
        }
    }

    /// By which it is named where it is revoked; no secret.
    public let number: Int64
    public let story: StoryNumber
    /// Of whoever it is for, as the member wrote it.
    public let name: String
    public let purpose: Purpose
    /// The version of the story when it was given.
    public let version: Int
    /// Who gave it.
    public let giver: Actor
    public let given: Timestamp
    public let expires: Timestamp
    public let revoked: Timestamp?
    /// The last answer; nil where there is none yet.
    public let answer: Answer?
    /// How often the guest has answered.
    public let answers: Int

    /// A link as it is stored.
    public init(
        number: Int64,
        story: StoryNumber,
        name: String,
        purpose: Purpose,
        version: Int,
        giver: Actor,
        given: Timestamp,
        expires: Timestamp,
        revoked: Timestamp?,
        answer: Answer?,
        answers: Int
    ) {
        self.number = number
        self.story = story
        self.name = name
        self.purpose = purpose
        self.version = version
        self.giver = giver
        self.given = given
        self.expires = expires
        self.revoked = revoked
        self.answer = answer
        self.answers = answers
    }

    /// Whether it still shows anything.
    public func isOpen(at now: Timestamp) -> Bool { revoked == nil && now < expires }

    /// As the journal names the guest.
    public var actor: Actor { .guest(name) }

    /// Days for which a link may be given.
    public static let lifetimes = [1, 3, 7]
    /// Links of one story that are open at once.
    public static let most = 20
    /// Answers that a guest may give.
    public static let mostAnswers = 10
    /// The longest name, in characters.
    public static let longestName = 100
    /// The longest answer, in characters.
    public static let longestWords = 5_000

    /// A name as it may be kept.
    /// - Throws: `invalid` where a reader would see nothing of it, or it is too long.
    public static func checkedName(_ name: String) throws(NewsError) -> String {
        guard let line = name.line(upTo: longestName) else {
            throw NewsError(.invalid, "Say for whom the link is, in at most \(longestName) characters.")
        }
        return line
    }

    /// What a guest said, as it may be kept.
    /// - Throws: `invalid` where an objection has no words, or there are too many.
    public static func checkedWords(_ words: String, isApproval: Bool) throws(NewsError) -> String {
        guard words.fits(characters: longestWords) else {
            throw NewsError(.invalid, "The answer has more than 5,000 characters; shorten it.")
        }
        let line = words.collapsedWhitespace
        guard isApproval || !line.isEmpty else {
            throw NewsError(.invalid, "Say what you object to.")
        }
        return line
    }
}
