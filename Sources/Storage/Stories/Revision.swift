public import News

/// One version of a story: what it said, who made it so, when and why.
public struct Revision: Hashable, Sendable {
    /// Counts the versions of the story, from 1.
    public let version: Int
    /// The text that was saved.
    public let copy: Copy
    /// The stage of a working copy; nil if the text is the published one.
    public let stage: Stage?
    /// The story's state and dates then, and the wire's copy that it was made of.
    public let life: Story.Life
    /// When this version was saved.
    public let savedAt: Timestamp
    /// Who saved it.
    public let actor: Actor
    /// Why, if somebody said so.
    public let reason: String
}
