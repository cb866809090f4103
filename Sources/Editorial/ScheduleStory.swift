internal import Logging
public import News
internal import Storage

extension Desk {
    /// Passes a story that was never public for a time that is ahead; the clock publishes it then.
    /// - Throws: `notFound`; `invalid` where the time is past; `refused` where readers know the story already; `conflict` where another
    ///   text was published since the working copy was made.
    @discardableResult
    public func scheduleStory(_ number: StoryNumber, for time: Timestamp, actor: Actor) async throws -> Story {
        let now = clock()
        let story = try await store.write { transaction in
            var story = try transaction.existing(number)
            let change = try story.schedule(for: time, by: actor, at: now)
            return try transaction.save(story, change, actor: actor, now: now)
        }
        logger.info("scheduled", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}
