public import News

/// A story in the newsroom's list: what the desk must know of it at a glance.
public struct DeskRow: Hashable, Sendable {
    public let number: StoryNumber
    /// Of the text that the desk is writing, else of the published one.
    public let headline: String
    public let section: Section
    /// Where its working copy stands; nil where nobody is writing anything that readers do not have.
    public let stage: Stage?
    public let state: PublicState
    /// When somebody last did something with it.
    public let changed: Timestamp
    /// Who did.
    public let writer: Actor
    /// When readers will see it, where it waits for that.
    public let due: Timestamp?
    /// What the desk has to do about it.
    public let task: StoryTask
    /// The name of whoever has it in hand.
    public let holder: String?
    /// The story as whoever looks at the row sees it.
    public let sight: StorySight
    /// Whether readers did not find in time what the desk did with it last.
    public let isRed: Bool

    /// Its place in the list.
    public var position: DeskPosition { DeskPosition(changed: changed, story: number) }
}

/// A place in the newsroom's list, the newest change first.
public struct DeskPosition: Hashable, Comparable, Sendable, LosslessStringConvertible {
    public let changed: Timestamp
    public let story: StoryNumber

    public init(changed: Timestamp, story: StoryNumber) {
        self.changed = changed
        self.story = story
    }

    /// Reads what `description` writes.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let changed = Int64(parts[0]), let story = StoryNumber(parts[1]),
            Timestamp.range.contains(Timestamp(milliseconds: changed))
        else { return nil }
        self.init(changed: Timestamp(milliseconds: changed), story: story)
    }

    public var description: String { "\(changed.milliseconds)-\(story)" }

    public static func < (left: DeskPosition, right: DeskPosition) -> Bool {
        (left.changed, left.story) < (right.changed, right.story)
    }
}

/// Which stories of the newsroom are asked for.
public struct DeskFilter: Hashable, Sendable {
    public enum Scope: Hashable, Sendable {
        case all
        /// Those in which somebody has written.
        case writer(Actor)
        case sections(Set<Slug>)
    }

    public var scope: Scope
    public var stage: Stage?
    public var state: PublicState?
    public var section: Slug?
    /// Only those that a member has in hand.
    public var holder: MemberNumber?
    /// Only those with this flag.
    public var flag: StoryTask.Flag?
    /// Only those that somebody is writing and that were to be done by then.
    public var overdueAt: Timestamp?
    /// Words that it has, as readers search for them; empty for all.
    public var words: String

    public init(
        _ scope: Scope = .all,
        stage: Stage? = nil,
        state: PublicState? = nil,
        section: Slug? = nil,
        holder: MemberNumber? = nil,
        flag: StoryTask.Flag? = nil,
        overdueAt: Timestamp? = nil,
        words: String = ""
    ) {
        self.scope = scope
        self.stage = stage
        self.state = state
        self.section = section
        self.holder = holder
        self.flag = flag
        self.overdueAt = overdueAt
        self.words = words
    }

    /// The longest question, in characters.
    public static let longestWords = 200
}

/// A page of the newsroom's list.
public struct DeskPage: Hashable, Sendable {
    public let rows: [DeskRow]
    /// Behind which the next page begins; nil where there is no more.
    public let next: DeskPosition?
    /// Whether there may be more, and this page has fewer rows than were asked for, since enough had been looked through.
    public let isCut: Bool
}
