public import News

extension Desk {
    /// Lets readers see a story that they do not know yet; when this returns, they see it.
    /// - Throws: `notFound`; `refused` where it is live, held or withdrawn, or an embargo; `conflict` where another text
    ///   was published since the working copy was made.
    @discardableResult
    public func publishStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        try await change(number, "published", by: actor) { story, now in try story.publish(by: actor, at: now) }
    }
}
