internal import Logging
public import News
internal import Storage

extension Desk {
    /// Publishes what the desk wrote, or brings a withdrawn story back; when this returns, readers see it.
    /// - Throws: `notFound`; `refused` where there is nothing new to publish, or an embargo; `conflict` where another text
    ///   was published since the working copy was made.
    @discardableResult
    public func publishStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        let now = clock()
        let story = try await store.write { transaction in
            var story = try transaction.existing(number)
            let change = try story.publish(by: actor, at: now)
            return try transaction.save(story, change, actor: actor, now: now)
        }
        logger.info("published", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}
