internal import News
internal import Storage

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
    /// Saves a story and writes it to the journal, with every list it stands or stood in.
    func save(
        _ story: Story,
        over old: Story,
        as act: JournalEntry.Act,
        actor: Actor,
        reason: String = "",
        now: Timestamp
    ) throws -> Story {
        let saved = try update(story, actor: actor, reason: reason, now: now)
        try append(
            JournalEntry(
                at: now,
                act: act,
                story: saved.number,
                actor: actor,
                reason: reason,
                topics: old.topics.union(saved.topics)
            )
        )
        return saved
    }
}
