public import News

extension Desk {
    /// Gives readers of a live story what the desk has written since; when this returns, they see it.
    /// - Throws: `notFound`; `refused` where it is not live or nothing else is written; `conflict` where another text was
    ///   published since the working copy was made.
    @discardableResult
    public func updateStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        try await change(number, "updated", by: actor) { story, now in try story.update(by: actor, at: now) }
    }
}
