internal import Logging
public import News
internal import Storage

extension Desk {
    /// Takes back a story's schedule; its text is on the desk again.
    /// - Throws: `notFound`; `refused` where it is not scheduled.
    @discardableResult
    public func unscheduleStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        let now = clock()
        let story = try await store.write { transaction in
            var story = try transaction.existing(number)
            let change = try story.unschedule(by: actor, at: now)
            return try transaction.save(story, change, actor: actor, now: now)
        }
        logger.info("unscheduled", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}
