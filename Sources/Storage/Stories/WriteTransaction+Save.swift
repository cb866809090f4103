public import News

extension WriteTransaction {
    /// Keeps a new story and gives it as it is kept: numbered, placed, with its names as they are kept.
    ///
    /// The story's own number is kept where it is positive and free, else the next one is given.
    /// - Parameters:
    ///   - story: The story; its version and position are not looked at.
    ///   - galley: Its text, where it is set in type already.
    ///   - wanted: Its place in the lists, where it had one before; kept where it is free.
    ///   - actor: Who saves; stands beside the version.
    ///   - reason: Why, where somebody said so.
    ///   - now: The time of the save.
    /// - Throws: `conflict` where another story has its uri.
    public func insert(
        _ story: Story,
        galley: Galley? = nil,
        at wanted: Position? = nil,
        actor: Actor,
        reason: String = "",
        now: Timestamp
    ) throws -> Story {
        let galley = self.galley(of: story.copy, brought: galley)
        let isShown = story.isPublic(at: now)
        var story = try named(story.numbered(try freeNumber(story.number)), isShown: isShown)
        story.version = 1
        let position = isShown ? try freePosition(since: story.publicSince, wanted: wanted) : nil
        story.place(position, over: story, now: now)
        guard try sql.execute(Self.insertStory, story.values(section: try section(of: story))) > 0 else {
            throw NewsError(.conflict, "Another story has the uri \(story.uri) already.")
        }
        try sql.execute(
            "INSERT INTO story_body (story, opening, html) VALUES ($1, $2, $3)",
            [SQLValue(story.number), SQLValue(galley.opening), .text(galley.html)]
        )
        try addRevision(of: story, by: actor, because: reason, at: now)
        story.formerPaths = try addFormerPaths(of: story, from: 0)
        try addParts(of: story)
        if let position = story.position {
            try index([.add(galley.words, position)])
            try touchSitemap(of: story.number, now: now)
        }
        return story
    }

    /// Saves the next version of a story, keeps what the one before said, and gives it as it is kept.
    ///
    /// Its version must be the one that is kept; the saved one is higher by one. Its place in the lists stays while
    /// the time since when it is public does.
    /// - Parameters:
    ///   - story: The new text, with the version that it was made from.
    ///   - galley: Its text, where it is set in type already.
    ///   - actor: Who saves; stands beside the version.
    ///   - reason: Why, where somebody said so.
    ///   - now: The time of the save.
    /// - Throws: `conflict` where somebody has saved since it was read: nothing is changed, and the caller still has
    ///   the text that was refused; `notFound` where there is no such story.
    @discardableResult
    public func update(
        _ story: Story,
        galley: Galley? = nil,
        actor: Actor,
        reason: String = "",
        now: Timestamp
    ) throws -> Story {
        guard let old = try self.story(story.number) else {
            throw NewsError(.notFound, "There is no story \(story.number).")
        }
        guard old.version == story.version else {
            throw NewsError(
                .conflict,
                "Story \(story.number) was changed since version \(story.version) was read; it is now at version \(old.version)."
            )
        }
        try keepText(of: old)
        var story = try named(story, isShown: story.isPublic(at: now))
        story.version += 1
        story.place(try position(of: story, after: old, now: now), over: old, now: now)
        try addRevision(of: story, by: actor, because: reason, at: now)
        let galley = self.galley(of: story.copy, brought: galley)
        try replace(old, with: &story, galley)
        try index(story, galley, insteadOf: old)
        if old.position != nil || story.position != nil { try touchSitemap(of: story.number, now: now) }
        return story
    }

    /// Lets readers see a story whose time has come, without saving over its text: the version stays.
    /// - Returns: The story, or nil where it is not due or public already.
    public func release(_ number: StoryNumber, now: Timestamp) throws -> Story? {
        guard let hidden = try story(number), hidden.position == nil, hidden.isPublic(at: now) else { return nil }
        var story = try named(hidden, isShown: true)
        let position = try freePosition(since: story.publicSince)
        story.place(position, over: hidden, now: now)
        try sql.execute(
            """
            UPDATE story SET position = $1, due = NULL, first_public = $2, text_was_public = 1, section_spelling = NULL
            WHERE number = $3
            """,
            [SQLValue(position), SQLValue(story.firstPublic), SQLValue(number)]
        )
        try deleteParts(of: number)
        try addParts(of: story)
        try index([.add(galley(of: story.copy).words, position)])
        try touchSitemap(of: number, now: now)
        return story
    }
}

extension WriteTransaction {
    private func replace(_ old: Story, with story: inout Story, _ galley: Galley) throws {
        let values = story.values(section: try section(of: story))
        try sql.execute(Self.updateStory, Array(values.dropFirst(2)) + values.prefix(1))
        if old.copy.body != story.copy.body {
            try sql.execute(
                "UPDATE story_body SET opening = $1, html = $2 WHERE story = $3",
                [SQLValue(galley.opening), .text(galley.html), SQLValue(story.number)]
            )
        }
        if old.formerPaths != story.formerPaths {
            try sql.execute("DELETE FROM former_path WHERE story = $1", [SQLValue(story.number)])
            story.formerPaths = try addFormerPaths(of: story, from: 0)
        }
        try deleteParts(of: story.number)
        try addParts(of: story)
    }

    /// The index is left alone where neither words nor place have changed.
    private func index(_ story: Story, _ galley: Galley, insteadOf old: Story) throws {
        let words = galley.words
        let oldWords = self.galley(of: old.copy).words
        if words == oldWords, story.position == old.position { return }
        try index(old.position.map { [.remove(oldWords, $0)] } ?? [])
        try index(story.position.map { [.add(words, $0)] } ?? [])
    }

    private func position(of story: Story, after old: Story, now: Timestamp) throws -> Position? {
        guard story.isPublic(at: now) else { return nil }
        if let position = old.position, old.publicSince == story.publicSince { return position }
        return try freePosition(since: story.publicSince)
    }

    private func freeNumber(_ wanted: StoryNumber) throws -> StoryNumber {
        if wanted.rawValue > 0, try sql.row("SELECT 1 FROM story WHERE number = $1", [SQLValue(wanted)]) == nil {
            return wanted
        }
        return StoryNumber(rawValue: try sql.nextNumber(of: .stories))
    }

    private static let columnNames = """
        version, state, position, due, section, first_published, public_since, updated, content_created, embargoed_until, \
        withdrawn_at, withdrawal_reason, urgency, language, zone, headline, genre, place, lead, copyright_holder, \
        copyright_notice, usage_terms, editorial_note, wire_version, wire_edition, wire_fingerprint, decided_by, first_public, \
        text_was_public, section_spelling
        """

    private static func parameters(_ range: ClosedRange<Int>) -> String {
        range.map { "$\($0)" }.joined(separator: ", ")
    }

    private static let insertStory = """
        INSERT INTO story (number, uri, \(columnNames)) VALUES (\(parameters(1...32))) ON CONFLICT (uri) DO NOTHING
        """
    private static let updateStory = "UPDATE story SET (\(columnNames)) = (\(parameters(1...30))) WHERE number = $31"
}

extension Story {
    /// Puts the story into its place, or out of the lists, and notes whether readers could see it, and this text of it.
    fileprivate mutating func place(_ position: Position?, over old: Story, now: Timestamp) {
        self.position = position
        firstPublic = old.firstPublic ?? (position == nil ? nil : now)
        // A picture's file that comes late is no other text.
        var before = old.copy
        before.pictures = copy.pictures
        textWasPublic = position != nil || (old.textWasPublic && before == copy)
    }
}
