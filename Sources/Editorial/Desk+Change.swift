internal import Logging
internal import News
internal import Storage

extension Desk {
    /// Carries out one verb on one story, in one transaction: asks the rule, saves what it made, writes to the journal.
    /// - Parameters:
    ///   - number: The story.
    ///   - done: What was done, for the log.
    ///   - actor: Who does it.
    ///   - verb: The rule; it is told the time that everything in this change has.
    func change(
        _ number: StoryNumber,
        _ done: String,
        by actor: Actor,
        _ verb: @escaping @Sendable (inout Story, Timestamp) throws -> StoryChange
    ) async throws -> Story {
        let now = clock()
        let story = try await store.write { transaction in
            var story = try transaction.existing(number)
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

extension WriteTransaction {
    /// Saves what a verb made of a story as its next version, and writes it to the journal.
    func save(
        _ story: Story,
        _ change: StoryChange,
        prepared: PreparedText? = nil,
        actor: Actor,
        now: Timestamp
    ) throws -> Story {
        let saved = try update(
            story,
            prepared: prepared,
            aside: change.aside,
            actor: actor,
            reason: change.reason,
            now: now
        )
        try append(change.entry(for: saved, by: actor, at: now))
        return saved
    }

    /// Keeps a story that came or came back, and writes it to the journal.
    func add(
        _ story: Story,
        prepared: PreparedText? = nil,
        at position: ListPosition? = nil,
        actor: Actor,
        now: Timestamp
    ) throws -> Story {
        let arrival = StoryChange(arrivalOf: story)
        let saved = try insert(story, prepared: prepared, at: position, actor: actor, reason: arrival.reason, now: now)
        try append(arrival.entry(for: saved, by: actor, at: now))
        return saved
    }
}
