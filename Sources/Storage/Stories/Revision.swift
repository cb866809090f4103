public import News

/// One version of a story: what it said, who made it so, when and why.
public struct Revision: Hashable, Sendable {
    /// The story as it stood, with the version that it had and the wire's copy that it was made of.
    public let story: Story
    /// When this version was saved.
    public let savedAt: Timestamp
    /// Who saved it.
    public let actor: Actor
    /// Why, where somebody said so.
    public let reason: String

    public init(story: Story, savedAt: Timestamp, actor: Actor, reason: String) {
        self.story = story
        self.savedAt = savedAt
        self.actor = actor
        self.reason = reason
    }
}
