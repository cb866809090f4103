/// What the desk does with a right of reply or a complaint.
public enum GrievanceStep: Hashable, Sendable {
    case take
    case letGo
    /// Says something to the sender, and decides nothing yet.
    case tell(words: String)
    /// Makes the reply a story.
    case grant
    case refuse(Grievance.Refusal, words: String)
    /// Answers a complaint, by a correction where one was made.
    case answer(words: String, correction: Int64?)
    /// Ends what nobody means, such as advertising, and sends no letter: its address may be a stranger's.
    case dismiss

    /// The longest words, in characters.
    public static let longestWords = 5_000
}

/// What happened to a right of reply or a complaint: a line that nobody edits.
public struct GrievanceRecord: Hashable, Sendable {
    /// A closed set, and the store has a row for each.
    public enum Act: String, Hashable, Sendable, CaseIterable {
        case received, taken
        case letGo = "let_go"
        case told, granted, refused, answered, dismissed
        /// Nobody decided it in time.
        case lapsed
        /// Who sent it, and what they wrote, was erased.
        case erased

        /// Whether its sender is shown it.
        public var isForSender: Bool { self != .letGo && self != .erased }
    }

    public let at: Timestamp
    public let act: Act
    /// Nil for the sender, who is named nowhere in the record.
    public let actor: Actor?
    public let refusal: Grievance.Refusal?
    /// What the sender was told; empty where that is nothing, or erased.
    public let words: String
    /// What became of the letter that tells it; nil where there is none.
    public let letter: Letter.Fate?

    public init(
        at: Timestamp,
        act: Act,
        actor: Actor?,
        refusal: Grievance.Refusal? = nil,
        words: String = "",
        letter: Letter.Fate? = nil
    ) {
        self.at = at
        self.act = act
        self.actor = actor
        self.refusal = refusal
        self.words = words
        self.letter = letter
    }
}

/// What must be known of the story to decide.
public struct GrievanceFacts: Hashable, Sendable {
    /// Since when readers know it; nil where that is not known any more.
    public let firstPublic: Timestamp?
    /// Characters of its text.
    public let characters: Int
    /// The numbers of its corrections.
    public let corrections: Set<Int64>

    public init(firstPublic: Timestamp?, characters: Int, corrections: Set<Int64> = []) {
        self.firstPublic = firstPublic
        self.characters = characters
        self.corrections = corrections
    }
}

extension Grievance {
    /// Takes a step with it.
    /// - Parameters:
    ///   - step: What is done.
    ///   - facts: What is known of the story.
    ///   - member: Who does it.
    ///   - now: When.
    /// - Returns: What the record says of it.
    /// - Throws: `refused` where it was decided already, or the law does not allow that refusal; `invalid` where the step
    ///   is none for its kind, or the words are missing or too long.
    public mutating func take(
        _ step: GrievanceStep,
        _ facts: GrievanceFacts,
        by member: Member,
        at now: Timestamp
    ) throws(NewsError) -> GrievanceRecord {
        guard state.isOpen else {
            throw NewsError(.refused, "Number \(number) was decided already; look at it again.")
        }
        switch step {
        case .take:
            (state, holder) = (.inHand, member.number)
            return GrievanceRecord(at: now, act: .taken, actor: member.actor)
        case .letGo:
            (state, holder) = (.open, nil)
            return GrievanceRecord(at: now, act: .letGo, actor: member.actor)
        case .tell(let words):
            return GrievanceRecord(at: now, act: .told, actor: member.actor, words: try Self.checked(words))
        case .grant:
            try mustBe(.reply)
            (state, ended, holder) = (.granted, now, member.number)
            return GrievanceRecord(at: now, act: .granted, actor: member.actor)
        case .refuse(let refusal, let words):
            try mustBe(.reply)
            try mustAllow(refusal, facts)
            let words = try Self.checked(words)
            (state, ended, holder) = (.refused, now, member.number)
            return GrievanceRecord(at: now, act: .refused, actor: member.actor, refusal: refusal, words: words)
        case .answer(let words, let correction):
            try mustBe(.complaint)
            if let correction, !facts.corrections.contains(correction) {
                throw NewsError(.invalid, "The story has no correction of that number; look at its page.")
            }
            let words = try Self.checked(words)
            (state, ended, holder, self.correction) = (.answered, now, member.number, correction)
            return GrievanceRecord(at: now, act: .answered, actor: member.actor, words: words)
        case .dismiss:
            (state, ended, holder) = (.dismissed, now, member.number)
            return GrievanceRecord(at: now, act: .dismissed, actor: member.actor)
        }
    }

    private func mustBe(_ kind: Kind) throws(NewsError) {
        guard self.kind == kind else {
            throw NewsError(.invalid, "A right of reply is granted or refused, and a complaint is answered.")
        }
    }

    /// What can be counted is counted: a reply is not late, or too long, because somebody says so.
    private func mustAllow(_ refusal: Refusal, _ facts: GrievanceFacts) throws(NewsError) {
        if refusal == .late, let known = facts.firstPublic, received <= known.adding(seconds: Self.timely) {
            throw NewsError(.refused, "It came within two months of the story; choose another reason, or grant it.")
        }
        if refusal == .tooLong, words.count <= facts.characters {
            throw NewsError(.refused, "It is no longer than the story; choose another reason, or grant it.")
        }
    }

    private static func checked(_ words: String) throws(NewsError) -> String {
        guard words.fits(characters: GrievanceStep.longestWords) else {
            throw NewsError(.invalid, "The answer has more than \(GrievanceStep.longestWords) characters; shorten it.")
        }
        let clean = words.collapsedLines
        guard !clean.isEmpty else { throw NewsError(.invalid, "Say something to whoever sent it.") }
        return clean
    }
}
