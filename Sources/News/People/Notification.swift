/// Something that a member is told of because it is about what is theirs: few things, so that each is read.
public struct Notification: Hashable, Sendable {
    /// What happened: a closed set, for which the newsroom's strings have the words.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// What they wrote was given back to them.
        case sentBack = "sent_back"
        /// What they wrote may be published.
        case approved
        /// What they wrote is with readers.
        case published
        /// A story was given into their hands.
        case handedOver = "handed_over"
        /// A story that they scheduled came late.
        case scheduleLate = "schedule_late"
        /// A story that they scheduled did not come.
        case scheduleFailed = "schedule_failed"
        /// A guest whom they invited finds the text right.
        case guestApproved = "guest_approved"
        /// A guest whom they invited objects to the text.
        case guestObjected = "guest_objected"
        /// A note on a text names them.
        case mentioned
        /// Somebody outside asks for a right of reply to a story of their section; the words are its receipt number.
        case replyAsked = "reply_asked"
        /// Somebody outside complains about a story of their section; the words are its receipt number.
        case complaintReceived = "complaint_received"
        /// The source of a story of their section sent another version, though the desk has written in ours since; the
        /// words are that version's time.
        case sourceCorrected = "source_corrected"
        /// The source took such a story back, or holds it; the words are what it said.
        case sourceWithdrew = "source_withdrew"
        /// Readers did not find in time what they published; what is missing where is on the story's page.
        case receiptRed = "receipt_red"

        /// The kind for which a program takes it that does not know it; nil for those that all programs know.
        public var coarser: Kind? {
            switch self {
            case .replyAsked, .complaintReceived, .sourceCorrected, .sourceWithdrew: .guestObjected
            case .receiptRed: .scheduleLate
            default: nil
            }
        }

        /// Whether it is about the register of replies and complaints.
        public var isOfRegister: Bool { self == .replyAsked || self == .complaintReceived }
    }

    public let number: Int64
    public let at: Timestamp
    public let kind: Kind
    public let story: StoryNumber
    /// Of the story as it is now.
    public let headline: String
    public let actor: Actor
    /// What whoever did it said; empty where they said nothing.
    public let words: String
    public let isRead: Bool
    /// The remark that it is about (`TextNote.Remark`); nil where it is about none.
    public let note: Int64?

    /// A notification as it is stored.
    public init(
        number: Int64,
        at: Timestamp,
        kind: Kind,
        story: StoryNumber,
        headline: String,
        actor: Actor,
        words: String,
        isRead: Bool,
        note: Int64? = nil
    ) {
        self.number = number
        self.at = at
        self.kind = kind
        self.story = story
        self.headline = headline
        self.actor = actor
        self.words = words
        self.isRead = isRead
        self.note = note
    }

    /// Seconds after its time from which a schedule is said to have come late.
    public static let lateness: Int64 = 60
    /// Unread ones that are counted at most.
    public static let mostCounted = 99
}

extension Notification.Kind {
    /// What those are told whose story it is; nil where they are told nothing.
    ///
    /// What a wire does to its own copy, or an export that is brought back, is no news to a member.
    public init?(toldBy entry: JournalEntry) {
        switch entry.actor {
        case .wire, .restoration: return nil
        case .member, .clock, .commandLine, .guest: break
        }
        switch entry.act {
        case .sentBack: self = .sentBack
        case .approved: self = .approved
        case .published, .broughtBack: self = .published
        default: return nil
        }
    }
}
