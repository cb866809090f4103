/// All that matters of a story for what a member may do with it.
public struct StoryFacts: Hashable, Sendable {
    /// Where its working copy stands; nil where there is none.
    public let stage: Stage?
    public let state: PublicState
    /// The sections that it touches: that of the published text, and that of the working copy, which may be another.
    public let sections: Set<Slug>
    /// Whether the member began it, or has it in hand.
    public let isOwn: Bool
    /// Who has it in hand.
    public let claim: Claim

    /// In whose hands a story is, as a member sees it.
    public enum Claim: Hashable, Sendable, CaseIterable {
        case nobodys, own, others
    }
    /// Whether readers could ever see it.
    public let wasPublic: Bool
    /// Whether its embargo has not ended.
    public let isEmbargoed: Bool
    /// Whether readers were told that it is not verified, and nothing has verified it since.
    public let hasOpenReport: Bool

    /// The facts of a story as it is now.
    /// - Parameters:
    ///   - story: The story.
    ///   - beginner: Who saved its first version.
    ///   - task: What the desk has to do about it, and who has it in hand.
    ///   - member: The member whom the facts are for.
    ///   - now: The time.
    public init(
        _ story: Story,
        begunBy beginner: Actor?,
        _ task: StoryTask,
        for member: Member,
        at now: Timestamp
    ) {
        let claim = task.claim(for: member.number)
        self.init(
            stage: story.workingCopy?.stage,
            state: story.state,
            sections: Set([story.published, story.workingCopy?.copy].compactMap { $0?.section.slug }),
            isOwn: beginner == member.actor || claim == .own,
            claim: claim,
            wasPublic: story.firstPublic != nil,
            isEmbargoed: story.embargoedUntil.map { $0 > now } ?? false,
            hasOpenReport: story.openReport != nil
        )
    }

    /// The facts of a story that a member is about to begin in a section.
    public init(beginningIn section: Slug) {
        self.init(stage: nil, state: .never, sections: [section], isOwn: true)
    }

    /// Facts that were read without the story's texts.
    public init(
        stage: Stage?,
        state: PublicState,
        sections: Set<Slug>,
        isOwn: Bool,
        claim: Claim = .nobodys,
        wasPublic: Bool = false,
        isEmbargoed: Bool = false,
        hasOpenReport: Bool = false
    ) {
        self.stage = stage
        self.state = state
        self.sections = sections
        self.isOwn = isOwn
        self.claim = claim
        self.wasPublic = wasPublic
        self.isEmbargoed = isEmbargoed
        self.hasOpenReport = hasOpenReport
    }
}
