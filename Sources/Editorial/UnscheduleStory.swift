public import News

extension Desk {
    /// Takes back a story's schedule; its text is on the desk again.
    /// - Throws: `notFound`; `refused` where it is not scheduled.
    @discardableResult
    public func unscheduleStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        try await change(number, "unscheduled", by: actor) { story, now in try story.unschedule(by: actor, at: now) }
    }
}
