internal import Logging
public import News
internal import Storage

extension Desk {
    /// Takes a public story back (*pencabutan*); its page stays and says when and why.
    /// - Throws: `notFound`; `refused` where readers have never seen it or it is withdrawn already; `invalid` without a
    ///   reason.
    @discardableResult
    public func withdrawStory(_ number: StoryNumber, reason: String, actor: Actor) async throws -> Story {
        let now = clock()
        let story = try await store.write { transaction in
            var story = try transaction.existing(number)
            let change = try story.withdraw(because: reason, by: actor, at: now)
            return try transaction.save(story, change, actor: actor, now: now)
        }
        logger.info("withdrawn", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}
