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
            let old = try transaction.existing(number)
            var story = old
            try story.withdraw(because: reason, at: now)
            return try transaction.save(
                story,
                over: old,
                as: .withdrawn,
                actor: actor,
                reason: story.withdrawal?.reason ?? "",
                now: now
            )
        }
        logger.info("withdrawn", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}
