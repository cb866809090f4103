internal import Logging
public import News
internal import Storage

extension Desk {
    /// Says that a story's working copy may be published as it is.
    /// - Throws: `notFound`; `refused` where there is none, it was not submitted, or it is approved already.
    @discardableResult
    public func approveStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        let now = clock()
        let story = try await store.write { transaction in
            var story = try transaction.existing(number)
            let change = try story.approve()
            return try transaction.save(story, change, actor: actor, now: now)
        }
        logger.info("approved", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}
