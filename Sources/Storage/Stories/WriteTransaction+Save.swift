public import News

extension WriteTransaction {
    /// Saves what a verb made of a story as its next version, and writes it to the journal.
    /// - Parameters:
    ///   - story: The story as it is to be, with the version that it was made from.
    ///   - change: What the verb did.
    ///   - prepared: Its prepared published text, if there is one.
    ///   - actor: Who did it.
    ///   - now: When.
    /// - Returns: The story as stored.
    /// - Throws: `conflict` if somebody has saved since it was read: nothing is changed, and the caller still has the
    ///   text that was refused; `notFound` if there is no such story.
    public func save(
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

    /// Saves a story that has just arrived, or come back, and writes it to the journal.
    /// - Parameters:
    ///   - story: The story; its version is ignored, and its number is kept if it is positive and free.
    ///   - prepared: Its prepared published text, if there is one.
    ///   - position: Its former position in the lists, if it had one; kept if it is free.
    ///   - actor: Who brought it.
    ///   - now: When.
    /// - Returns: The story as stored.
    /// - Throws: `conflict` if another story has its uri.
    public func add(
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

extension WriteTransaction {
    /// Saves a new story and returns it as stored: with number, position and stored names.
    ///
    /// A verb calls `add`, which writes to the journal too. The story's own number is kept if it is positive and free,
    /// otherwise it gets the next one.
    /// - Parameters:
    ///   - story: The story; its version and position are ignored.
    ///   - prepared: Its prepared text, if there is one.
    ///   - wanted: Its former position in the lists, if it had one; kept if it is free.
    ///   - actor: Who saves; recorded with the version.
    ///   - reason: Why, if somebody said so.
    ///   - now: The time of the save.
    /// - Throws: `conflict` if another story has its uri.
    package func insert(
        _ story: Story,
        prepared: PreparedText? = nil,
        at wanted: ListPosition? = nil,
        actor: Actor,
        reason: String = "",
        now: Timestamp
    ) throws -> Story {
        var kept = StoredStory(
            number: try freeNumber(story.number),
            uri: story.uri,
            version: 1,
            life: story.life,
            published: try story.published.map { try named($0, isShown: story.state == .live) }
        )
        kept.life.position = story.state == .live ? try freePosition(since: story.publicSince, wanted: wanted) : nil
        let values =
            [SQLValue(kept.number), SQLValue(siteNumber), .text(kept.uri)] + kept.values(section: try section(of: kept))
        guard try isFree(uri: kept.uri) else {
            throw NewsError(.conflict, "Another story has the uri \(story.uri) already.")
        }
        try sql.add(values, to: .story)
        kept.life.formerPaths = try addFormerPaths(of: kept, from: 0)
        kept.life.corrections = try addCorrections(of: kept, from: 0)
        try keepReports(of: kept, after: [])
        let saved = Story(kept, after: story)
        if let copy = kept.published {
            let prepared = preparedText(of: copy, brought: prepared)
            try addBody(prepared, of: kept.number)
            try addParts(of: kept)
            if let position = kept.life.position {
                try index([.add(prepared.words, position)])
                try touchSitemap(of: kept.number, isListed: true, now: now)
            }
        }
        if saved.workingCopy != nil { try keepWorkingCopy(of: saved) }
        try addRevision(of: saved, by: actor, because: reason, at: now)
        try addDeskRow(of: saved, by: actor, at: now)
        if saved.workingCopy != nil { try keepWriters(of: saved) }
        return saved
    }

    /// Saves the next version of a story, stores the text of the one before, and returns the story as stored.
    ///
    /// A verb calls `save`, which writes to the journal too. The version must be the stored one; the saved one is
    /// higher by one. The position stays as long as the time since when the story is public does.
    /// - Parameters:
    ///   - story: The story as it is to be, with the version that it was made from.
    ///   - prepared: Its prepared published text, if there is one.
    ///   - aside: The text of this version if it is neither of the story's texts (`StoryChange.aside`).
    ///   - actor: Who saves; recorded with the version.
    ///   - reason: Why, if somebody said so.
    ///   - now: The time of the save.
    /// - Throws: `conflict` if somebody has saved since it was read: nothing is changed, and the caller still has
    ///   the text that was refused; `notFound` if there is no such story.
    @discardableResult
    package func update(
        _ story: Story,
        prepared: PreparedText? = nil,
        aside: Copy? = nil,
        actor: Actor,
        reason: String = "",
        now: Timestamp
    ) throws -> Story {
        let old = try unchanged(story)
        try keepText(of: old)
        let saved = try replace(old, with: story, version: old.version + 1, prepared, now)
        if old.workingCopy != saved.workingCopy { try keepWorkingCopy(of: saved) }
        try carrySharedText(from: old, to: saved)
        // What the newspaper has taken back, nobody outside goes on reading.
        if saved.state == .withdrawn, old.state != .withdrawn { try endGuestLinks(of: saved.number, at: now) }
        try addRevision(of: saved, aside: aside, by: actor, because: reason, at: now)
        try keepDeskRow(of: saved, by: actor, at: now)
        try keepWriters(of: saved)
        return saved
    }

    /// Saves a story that reached its time, without a version of its own: nobody wrote anything.
    public func release(_ story: Story, now: Timestamp) throws -> Story {
        let old = try unchanged(story)
        let released = try replace(old, with: story, version: old.version, nil, now)
        try keepDeskRow(of: released, by: .clock, at: now)
        return released
    }

    /// Saves only the working copy of a story, without a version, so that what was typed is on disk.
    /// - Parameters:
    ///   - story: The story with what was typed.
    ///   - actor: Who typed.
    ///   - now: When.
    ///   - isCatchUp: Whether that is what the story's shared text says: then this goes on, whatever was typed.
    /// - Throws: `conflict` if somebody has saved a version since the story was read.
    public func saveWorkingCopy(of story: Story, actor: Actor, now: Timestamp, isCatchUp: Bool = false) throws {
        let old = try unchanged(story)
        try sql.execute(
            "UPDATE story SET working_saves = $1 WHERE number = $2",
            [.integer(Int64(story.workingSaves)), SQLValue(story.number)]
        )
        try keepWorkingCopy(of: story)
        if !isCatchUp { try carrySharedText(from: old, to: story) }
        try keepDeskRow(of: story, by: actor, at: now)
    }
}

extension WriteTransaction {
    /// The stored story, which must be of the same version.
    private func unchanged(_ story: Story) throws -> Story {
        guard let old = try self.story(story.number) else {
            throw NewsError(.notFound, "There is no story \(story.number).")
        }
        guard old.version == story.version else {
            throw NewsError(
                .conflict,
                "Story \(story.number) was changed since version \(story.version) was read; it is now at version \(old.version)."
            )
        }
        return old
    }

    private func replace(
        _ old: Story,
        with story: Story,
        version: Int,
        _ prepared: PreparedText?,
        _ now: Timestamp
    ) throws -> Story {
        var kept = StoredStory(
            number: story.number,
            uri: old.uri,
            version: version,
            life: story.life,
            published: try story.published.map { try named($0, isShown: story.state == .live) }
        )
        kept.life.position = try position(of: story, after: old)
        try keepFormerPlaces(of: old, kept, at: now)
        let values = kept.values(section: try section(of: kept))
        try sql.execute(Self.updateStory, values + [SQLValue(kept.number)])
        if old.formerPaths != kept.life.formerPaths {
            try sql.execute("DELETE FROM former_path WHERE story = $1", [SQLValue(kept.number)])
            kept.life.formerPaths = try addFormerPaths(of: kept, from: 0)
        }
        kept.life.corrections = try addCorrections(of: kept, from: old.corrections.count)
        try keepReports(of: kept, after: old.reports)
        let stays = old.published == kept.published && old.position == kept.life.position
        if !stays {
            let words = kept.published.map { preparedText(of: $0, brought: prepared) }
            try replaceBody(old, kept, words)
            try deleteParts(of: kept.number)
            try addParts(of: kept)
            try index(kept, words, insteadOf: old)
        }
        let isListed = old.position != nil || kept.life.position != nil
        if isListed, !stays || old.updated != kept.life.updated {
            try touchSitemap(of: kept.number, isListed: kept.life.position != nil, now: now)
        }
        return Story(kept, after: story)
    }

    private func addBody(_ prepared: PreparedText, of number: StoryNumber) throws {
        try sql.add([SQLValue(number), SQLValue(prepared.opening), .text(prepared.html)], to: .body)
    }

    private func replaceBody(_ old: Story, _ story: StoredStory, _ prepared: PreparedText?) throws {
        guard old.published?.body != story.published?.body else { return }
        try sql.execute("DELETE FROM story_body WHERE story = $1", [SQLValue(story.number)])
        if let prepared { try addBody(prepared, of: story.number) }
    }

    /// Updates the index, unless neither words nor position have changed.
    private func index(_ story: StoredStory, _ prepared: PreparedText?, insteadOf old: Story) throws {
        let words = prepared?.words
        let oldWords = old.published.map { preparedText(of: $0).words }
        if words == oldWords, story.life.position == old.position { return }
        if let oldWords, let position = old.position { try index([.remove(oldWords, position)]) }
        if let words, let position = story.life.position { try index([.add(words, position)]) }
    }

    private func position(of story: Story, after old: Story) throws -> ListPosition? {
        guard story.state == .live else { return nil }
        if let position = old.position, old.publicSince == story.publicSince { return position }
        return try freePosition(since: story.publicSince)
    }

    private func freeNumber(_ wanted: StoryNumber) throws -> StoryNumber {
        if wanted.rawValue > 0, try sql.row("SELECT 1 FROM story WHERE number = $1", [SQLValue(wanted)]) == nil {
            // What was the last number until now may no longer be.
            lastNumbers[.stories] = nil
            return wanted
        }
        return StoryNumber(rawValue: try nextNumber(of: .stories))
    }

    private static func parameters(_ range: ClosedRange<Int>) -> String {
        range.map { "$\($0)" }.joined(separator: ", ")
    }

    private static let names = StoredStory.names.joined(separator: ", ")
    private static let updateStory = """
        UPDATE story SET (\(names)) = (\(parameters(1...StoredStory.names.count))) WHERE number = $\(StoredStory.names.count + 1)
        """
}

extension Story {
    /// The story as stored now: with number and position, and the stored names in its published text.
    fileprivate init(_ kept: StoredStory, after story: Story) {
        var text = story.text
        if let copy = kept.published { text = .published(copy, working: story.workingCopy) }
        self.init(number: kept.number, uri: kept.uri, version: kept.version, life: kept.life, text: text)
    }
}
