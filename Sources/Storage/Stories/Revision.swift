public import News

/// A text that was superseded: what a story was before a save.
public struct Revision: Hashable, Sendable {
    /// The story as it stood, with the version it had.
    public let story: Story
    /// When the next version took its place.
    public let savedAt: Timestamp
    /// Who saved over it.
    public let actor: String
    /// Why, where somebody said so.
    public let reason: String

    public init(story: Story, savedAt: Timestamp, actor: String, reason: String) {
        self.story = story
        self.savedAt = savedAt
        self.actor = actor
        self.reason = reason
    }
}
