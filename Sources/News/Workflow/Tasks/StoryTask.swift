/// What the desk has to do about a story, beside writing it: how pressing it is, until when, with what care, and who has it
/// in hand.
public struct StoryTask: Hashable, Sendable {
    /// How pressing it is among others.
    public enum Priority: String, Hashable, Sendable, CaseIterable {
        case high, normal, low
    }

    /// What somebody has to see to before readers see the story.
    public enum Flag: String, Hashable, Sendable, CaseIterable, Comparable {
        /// A picture is to be found or made.
        case needsPicture = "needs_picture"
        /// Somebody else's rights are to be asked for.
        case rights
        /// A lawyer is to read it.
        case legal
        /// It is about children, victims, or people who could be harmed.
        case sensitive

        public static func < (left: Flag, right: Flag) -> Bool { left.rawValue < right.rawValue }
    }

    public var priority: Priority
    /// When the text is to be done; nil where nobody said.
    public var due: Timestamp?
    public var flags: Set<Flag>
    /// Words that it is to have, 1 to `mostWords`; nil where nobody said.
    public var words: Int?
    /// Who has it in hand; nil where nobody has claimed it.
    public var holder: MemberNumber?

    public init(
        priority: Priority = .normal,
        due: Timestamp? = nil,
        flags: Set<Flag> = [],
        words: Int? = nil,
        holder: MemberNumber? = nil
    ) {
        self.priority = priority
        self.due = due
        self.flags = flags
        self.words = words
        self.holder = holder
    }

    /// More words than any story is commissioned with.
    public static let mostWords = 100_000
    /// The longest note to whom a story is handed, in characters.
    public static let longestNote = 500

    /// Whether its time has passed and somebody is still writing.
    /// - Parameters:
    ///   - stage: Of the working copy; nil where there is none, and so nothing to be done.
    ///   - now: The time.
    public func isOverdue(_ stage: Stage?, at now: Timestamp) -> Bool {
        guard stage != nil, let due else { return false }
        return due <= now
    }

    /// What is asked of the text, without who has it: by this a form that was open too long is told.
    public var sight: String {
        let flags = flags.sorted().map(\.rawValue).joined(separator: "+")
        return "\(priority.rawValue) \(due?.milliseconds ?? 0) \(flags) \(words ?? 0)"
    }

    /// Whether a member has it in hand, somebody else has, or nobody.
    public func claim(for member: MemberNumber) -> StoryFacts.Claim {
        holder == nil ? .nobodys : holder == member ? .own : .others
    }
}
