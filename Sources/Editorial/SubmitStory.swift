internal import Logging
public import News
internal import Storage

extension Desk {
    /// Hands a story's working copy to the desk.
    /// - Throws: `notFound`; `refused` where there is none, or it was handed in already.
    @discardableResult
    public func submitStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        let now = clock()
        let story = try await store.write { transaction in
            var story = try transaction.existing(number)
            let change = try story.submit()
            return try transaction.save(story, change, actor: actor, now: now)
        }
        logger.info("submitted", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}
