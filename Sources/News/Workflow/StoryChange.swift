/// What a verb did to a story: what the journal tells of it once the story is saved.
public struct StoryChange: Hashable, Sendable {
    /// The story as it was; nil for a new one.
    public let before: Story?
    public let act: JournalEntry.Act
    /// Why, where somebody said so.
    public let reason: String
    /// On which ground it was taken back, where that is what happened.
    public let ground: Story.Withdrawal.Ground?
    /// Other stories whose pages tell of it.
    public let touches: [StoryNumber]
    /// What this version says where that is neither the working copy nor the published text: a wire's words that give
    /// way to the desk's, and are kept in the history alone.
    public let aside: Copy?

    init(
        before: Story?,
        act: JournalEntry.Act,
        reason: String = "",
        ground: Story.Withdrawal.Ground? = nil,
        touches: [StoryNumber] = [],
        aside: Copy? = nil
    ) {
        self.before = before
        self.act = act
        self.reason = reason
        self.ground = ground
        self.touches = touches
        self.aside = aside
    }

    /// What the journal records of a story that has just arrived, or come back.
    public init(arrivalOf story: Story) {
        self.init(
            before: nil,
            act: JournalEntry.Act(from: nil, to: story),
            reason: story.life.withdrawal?.reason ?? "",
            ground: story.life.withdrawal?.ground
        )
    }

    /// What the journal records where a text becomes a version that nobody asked for, as another takes its place.
    public init(keeping story: Story) {
        self.init(before: story, act: .saved)
    }

    /// The same change for a reason that somebody gave.
    public func because(_ reason: String) -> StoryChange {
        StoryChange(
            before: before,
            act: act,
            reason: reason.collapsedWhitespace,
            ground: ground,
            touches: touches,
            aside: aside
        )
    }

    /// The journal's line about it.
    /// - Parameters:
    ///   - saved: The story as it is kept, with its names as they are kept.
    ///   - actor: Who did it.
    ///   - now: When.
    public func entry(for saved: Story, by actor: Actor, at now: Timestamp) -> JournalEntry {
        let others = touches.map { Topic.story($0) }
        let topics = act.isForReaders ? (before?.topics ?? []).union(saved.topics).union(others) : []
        return JournalEntry(
            at: now,
            act: act,
            story: saved.number,
            actor: actor,
            reason: reason,
            ground: ground,
            topics: topics
        )
    }
}

extension JournalEntry.Act {
    /// What readers notice when one state of a story takes another's place.
    init(from old: Story?, to new: Story) {
        let wasLive = old?.life.state == .live
        let leftNotice = old?.leavesNotice ?? false
        if new.life.state == .live {
            self = wasLive ? .updated : .published
        } else if new.leavesNotice {
            self = leftNotice ? .updated : .withdrawn
        } else {
            self = wasLive || leftNotice ? .held : .filed
        }
    }
}
