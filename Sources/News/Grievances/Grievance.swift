/// What somebody outside holds against a story: they ask for a right of reply (*hak jawab*, Press Law 40/1999, article
/// 1(11) and 5(2)), or complain about it.
public struct Grievance: Hashable, Sendable {
    /// A closed set, and the store has a row for each.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case reply
        case complaint
    }

    /// Where it stands; a closed set, and the store has a row for each.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Nobody of the desk has it in hand.
        case open
        case inHand = "in_hand"
        /// The reply becomes a story.
        case granted
        case refused
        /// The complaint was answered.
        case answered
        /// The desk takes it for nothing that somebody means, such as advertising or insults.
        case dismissed
        /// Nobody decided it in time.
        case lapsed

        /// Whether the desk still has to decide.
        public var isOpen: Bool { self == .open || self == .inHand }
    }

    /// Why a right of reply may be refused: the closed list of the *Pedoman Hak Jawab* (Dewan Pers 9/2008).
    public enum Refusal: String, Hashable, Sendable, CaseIterable {
        /// It is longer than the story that it answers.
        case tooLong = "too_long"
        /// Its facts have nothing to do with the story.
        case unrelated
        /// To publish it would break the law.
        case unlawful
        /// It is against the interest of a third party.
        case thirdParty = "third_party"
        /// It came more than two months after the story was published.
        case late
    }

    /// Who sent it, for the desk alone.
    public struct Sender: Hashable, Sendable {
        public let name: String
        public let email: String
        /// Empty where none was given.
        public let phone: String
        /// In what relation to the story they stand.
        public let relation: String

        public init(name: String, email: String, phone: String, relation: String) {
            self.name = name
            self.email = email
            self.phone = phone
            self.relation = relation
        }
    }

    /// Its receipt number.
    public let number: Int64
    public let kind: Kind
    /// Which story it is about.
    public let story: StoryNumber
    public var state: State
    public let received: Timestamp
    /// Until when the desk means to decide.
    public let due: Timestamp
    /// Nil once personal data was erased.
    public let sender: Sender?
    /// What of the story is wrong, in its words; empty once erased.
    public let quoted: String
    /// The reply's text, or the complaint; empty once erased.
    public let words: String
    /// Who of the desk has it in hand.
    public var holder: MemberNumber?
    /// The story that a granted reply became.
    public var reply: StoryNumber?
    /// The number of the correction by which a complaint was closed.
    public var correction: Int64?
    /// Since when it is decided, or over.
    public var ended: Timestamp?

    /// As it is stored.
    public init(
        number: Int64,
        kind: Kind,
        story: StoryNumber,
        state: State,
        received: Timestamp,
        due: Timestamp,
        sender: Sender?,
        quoted: String,
        words: String,
        holder: MemberNumber? = nil,
        reply: StoryNumber? = nil,
        correction: Int64? = nil,
        ended: Timestamp? = nil
    ) {
        self.number = number
        self.kind = kind
        self.story = story
        self.state = state
        self.received = received
        self.due = due
        self.sender = sender
        self.quoted = quoted
        self.words = words
        self.holder = holder
        self.reply = reply
        self.correction = correction
        self.ended = ended
    }

    /// Whether the desk should have decided by now.
    public func isLate(at now: Timestamp) -> Bool { state.isOpen && due < now }

    /// Seconds for which who sent it, and all that was written, is kept after its end: one year.
    public static let memory: Int64 = 365 * 86_400
    /// Seconds after which it ends by itself where nobody decides: one year.
    public static let patience: Int64 = 365 * 86_400
    /// Seconds after a story's publication for which its reply cannot be refused as late: the longest that two months may
    /// be, as from 1 July to 1 September.
    public static let timely: Int64 = 62 * 86_400
}

/// Hours in which the desk means to decide; values of a newspaper.
///
/// The law says only that a reply is served at the first occasion; two days are what the guidelines for online media
/// give for the correction of what was complained about (2 × 24 hours).
public struct GrievanceClocks: Hashable, Sendable {
    public var replyHours: Int
    public var complaintHours: Int

    public init(replyHours: Int = 48, complaintHours: Int = 48) {
        self.replyHours = replyHours
        self.complaintHours = complaintHours
    }

    public static let usual = GrievanceClocks()
    /// The shortest and the longest clock, in hours.
    public static let allowed = 1...720

    /// Until when something that is received now is to be decided.
    public func due(_ kind: Grievance.Kind, receivedAt now: Timestamp) -> Timestamp {
        now.adding(seconds: Int64(kind == .reply ? replyHours : complaintHours) * 3_600)
    }
}
