/// All that matters of a story for what a member may do with it.
public struct StoryFacts: Hashable, Sendable {
    /// Where its working copy stands; nil where there is none.
    public let stage: Stage?
    public let state: PublicState
    /// The sections that it touches: that of the published text, and that of the working copy, which may be another.
    public let sections: Set<Slug>
    /// Whether the member began it.
    public let isOwn: Bool
    /// Whether readers could ever see it.
    public let wasPublic: Bool
    /// Whether its embargo has not ended.
    public let isEmbargoed: Bool

    /// The facts of a story as it is now.
    /// - Parameters:
    ///   - story: The story.
    ///   - beginner: Who saved its first version.
    ///   - member: The member whom the facts are for.
    ///   - now: The time.
    public init(_ story: Story, begunBy beginner: Actor?, for member: Member, at now: Timestamp) {
        self.init(
            stage: story.workingCopy?.stage,
            state: story.state,
            sections: Set([story.published, story.workingCopy?.copy].compactMap { $0?.section.slug }),
            isOwn: beginner == member.actor,
            wasPublic: story.firstPublic != nil,
            isEmbargoed: story.embargoedUntil.map { $0 > now } ?? false
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
        wasPublic: Bool = false,
        isEmbargoed: Bool = false
    ) {
        self.stage = stage
        self.state = state
        self.sections = sections
        self.isOwn = isOwn
        self.wasPublic = wasPublic
        self.isEmbargoed = isEmbargoed
    }
}
