internal import Logging
internal import News
internal import Storage

extension Desk {
    /// Carries out one verb on one story, in one transaction: asks the rule, saves what it made, writes to the journal.
    /// - Parameters:
    ///   - number: The story.
    ///   - done: What was done, for the log.
    ///   - isUrgent: Whether it is done although what was written together in the story cannot be read.
    ///   - actor: Who does it.
    ///   - verb: The rule; it is told the time that everything in this change has.
    func change(
        _ number: StoryNumber,
        _ done: String,
        isUrgent: Bool = false,
        by actor: Actor,
        _ verb: @escaping @Sendable (inout Story, Timestamp) throws -> StoryChange
    ) async throws -> Story {
        let now = clock()
        let story = try await store.write { [writing, logger] transaction in
            var story =
                isUrgent
                ? try transaction.caughtUpIfReadable(number, writing.documents, logger)
                : try transaction.caughtUp(number, writing.documents)
            let change = try verb(&story, now)
            return try transaction.save(story, change, actor: actor, now: now)
        }
        logger.info("\(done)", metadata: ["story": "\(number)", "actor": "\(actor)"])
        return story
    }
}

extension ReadTransaction {
    /// The story that somebody named.
    func existing(_ number: StoryNumber) throws -> Story {
        guard let story = try story(number) else {
            throw NewsError(.notFound, "There is no story \(number).")
        }
        return story
    }
}
