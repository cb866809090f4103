public import News

extension Desk {
    /// Passes a story that was never public for a time that is ahead; the clock publishes it then.
    /// - Throws: `notFound`; `invalid` where the time is past or its embargo ends later; `refused` where readers know the story already;
    ///   `conflict` where another text was published since the working copy was made.
    @discardableResult
    public func scheduleStory(_ number: StoryNumber, for time: Timestamp, actor: Actor) async throws -> Story {
        try await change(number, "scheduled", by: actor) { story, now in
            try story.schedule(for: time, by: actor, at: now)
        }
    }
}
