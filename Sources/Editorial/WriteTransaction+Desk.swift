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
    /// Saves what a verb made of a story as its next version, and writes it to the journal.
    func save(
        _ story: Story,
        _ change: StoryChange,
        galley: Galley? = nil,
        actor: Actor,
        now: Timestamp
    ) throws -> Story {
        let saved = try update(
            story,
            galley: galley,
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
        galley: Galley? = nil,
        at position: Position? = nil,
        actor: Actor,
        now: Timestamp
    ) throws
        -> Story
    {
        let arrival = story.arrival
        let saved = try insert(story, galley: galley, at: position, actor: actor, reason: arrival.reason, now: now)
        try append(arrival.entry(for: saved, by: actor, at: now))
        return saved
    }
}
