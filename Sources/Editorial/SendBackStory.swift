public import News

extension Desk {
    /// Gives a story's working copy back to its writer, and says why.
    /// - Throws: `notFound`; `refused` where there is none, or nobody submitted it; `invalid` without a reason.
    @discardableResult
    public func sendBackStory(_ number: StoryNumber, reason: String, actor: Actor) async throws -> Story {
        try await change(number, "sent back", by: actor) { story, _ in try story.sendBack(because: reason) }
    }
}
