public import News

extension Desk {
    /// Publishes what the desk wrote, or brings a withdrawn story back; when this returns, readers see it.
    /// - Throws: `notFound`; `refused` where there is nothing new to publish, or an embargo; `conflict` where another text
    ///   was published since the working copy was made.
    @discardableResult
    public func publishStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        try await change(number, "published", by: actor) { story, now in try story.publish(by: actor, at: now) }
    }
}
