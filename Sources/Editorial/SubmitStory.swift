public import News

extension Desk {
    /// Hands a story's working copy to the desk.
    /// - Throws: `notFound`; `refused` where there is none, or it was handed in already.
    @discardableResult
    public func submitStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        try await change(number, "submitted", by: actor) { story, _ in try story.submit() }
    }
}
