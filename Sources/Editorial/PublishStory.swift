internal import Logging
public import News
internal import Storage

extension Desk {
    /// Passes a story for publication, or brings a withdrawn one back; when this returns, readers see it.
    /// - Throws: `notFound`, or `refused` where it is published already or under embargo.
    @discardableResult
    public func publishStory(_ number: StoryNumber, actor: Actor) async throws -> Story {
        let now = clock()
        let story = try await store.write { transaction in
            let old = try transaction.existing(number)
            var story = old
            try story.publish(at: now)
            return try transaction.save(story, over: old, as: .published, actor: actor, now: now)
        }
        logger.info("published", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}
