public import News

extension Desk {
    /// Says that a story's working copy may be published as it is.
    /// - Throws: `notFound`; `refused` where there is none, it was not submitted, or it is approved already.
    @discardableResult
    public func approveStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        try await change(number, "approved", by: actor) { story, _ in try story.approve() }
    }
}
