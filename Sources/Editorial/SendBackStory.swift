internal import Logging
public import News
internal import Storage

extension Desk {
    /// Gives a story's working copy back to its writer, and says why.
    /// - Throws: `notFound`; `refused` where there is none, or nobody submitted it; `invalid` without a reason.
    @discardableResult
    public func sendBackStory(_ number: StoryNumber, reason: String, actor: Actor) async throws -> Story {
        let now = clock()
        let story = try await store.write { transaction in
            var story = try transaction.existing(number)
            let change = try story.sendBack(because: reason)
            return try transaction.save(story, change, actor: actor, now: now)
        }
        logger.info("sent back", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}
