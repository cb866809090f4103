/// One line of the journal: what happened to a story, when, by whom and why.
public struct JournalEntry: Hashable, Sendable {
    public enum Act: String, Hashable, Sendable, CaseIterable {
        /// Copy came in and stays on the desk, or waits for its time.
        case filed
        /// Readers see it from now on.
        case published
        /// Readers see a new text.
        case updated
        /// Readers are told that something was wrong, and see the text without it.
        case corrected
        /// Readers are told that the story which they have is not verified.
        case reportedUnverified = "reported_unverified"
        /// Readers are told what verified it.
        case verified
        /// It was said that somebody paid for it, or that nobody did.
        case labelled
        /// Readers see again what was taken from them.
        case broughtBack = "brought_back"
        /// Readers are told that it was taken back.
        case withdrawn
        /// It left the readers' sight without having been withdrawn, as copy that a wire now withholds.
        case held
        /// It is passed for a time that is ahead.
        case scheduled
        /// That was taken back.
        case unscheduled
        /// It was said before which time it may not be public.
        case embargoed
        /// That was taken back.
        case embargoLifted = "embargo_lifted"
        /// A version of the working copy was kept.
        case saved
        /// The working copy was handed to the desk.
        case submitted
        /// The working copy was given back to its writer.
        case sentBack = "sent_back"
        /// The working copy may be published as it is.
        case approved
        /// It was said what is asked of the story: how pressing, until when, how long, with what care.
        case planned
        /// A member took the story in hand.
        case claimed
        /// It was given into a member's hands.
        case handedOver = "handed_over"
        /// Nobody has it in hand any more.
        case letGo = "let_go"
        /// The text was shown to somebody outside.
        case guestInvited = "guest_invited"
        /// That was ended.
        case guestRevoked = "guest_revoked"
        /// Somebody outside said that the text is right.
        case guestApproved = "guest_approved"
        /// Somebody outside said that it is not.
        case guestObjected = "guest_objected"
        /// A right of reply to it was granted: its page leads to the reply as soon as readers can open that.
        case replyGranted = "reply_granted"

        /// The act for which a program takes it that does not know it, as nodes of the version before do while a house is
        /// upgraded; nil for those that all programs know.
        public var coarser: Act? {
            switch self {
            case .corrected, .reportedUnverified, .verified, .labelled: .updated
            case .replyGranted: .planned
            default: nil
            }
        }

        /// Whether it can change what readers see; the others are between the people of the desk.
        public var isForReaders: Bool {
            switch self {
            case .published, .updated, .corrected, .reportedUnverified, .verified, .labelled, .broughtBack,
                .withdrawn, .held, .replyGranted:
                true
            case .filed, .scheduled, .unscheduled, .embargoed, .embargoLifted, .saved, .submitted, .sentBack, .approved,
                .planned, .claimed, .handedOver, .letGo, .guestInvited, .guestRevoked, .guestApproved,
                .guestObjected:
                false
            }
        }

        /// Whether it changed neither a text nor where the story stands.
        public var isBesideStory: Bool {
            switch self {
            case .planned, .claimed, .handedOver, .letGo, .guestInvited, .guestRevoked, .guestApproved,
                .guestObjected, .replyGranted:
                true
            case .published, .updated, .corrected, .reportedUnverified, .verified, .labelled, .broughtBack,
                .withdrawn, .held, .filed, .scheduled, .unscheduled, .embargoed, .embargoLifted, .saved, .submitted,
                .sentBack, .approved:
                false
            }
        }
    }

    /// Ascending without gaps in visibility; 0 before it is appended.
    public let sequence: Int64
    public let at: Timestamp
    public let act: Act
    public let story: StoryNumber
    public let actor: Actor
    /// Why, where somebody said so.
    public let reason: String
    /// On which ground a story was taken back; nil where it was not, or nobody said.
    public let ground: Story.Withdrawal.Ground?
    /// Every list and page the act touched, of the state before and after; none where it is not for readers.
    public let topics: Set<Topic>

    public init(
        sequence: Int64 = 0,
        at: Timestamp,
        act: Act,
        story: StoryNumber,
        actor: Actor,
        reason: String = "",
        ground: Story.Withdrawal.Ground? = nil,
        topics: Set<Topic>
    ) {
        self.sequence = sequence
        self.at = at
        self.act = act
        self.story = story
        self.actor = actor
        self.reason = reason
        self.ground = ground
        self.topics = topics
    }
}
