public import News

extension WriteTransaction {
    /// Keeps what the newsroom's list shows of a story.
    ///
    /// A row of its own for each story, since what is asked of the list lies in two texts: the published one and what the
    /// desk is writing.
    /// - Parameters:
    ///   - story: The story as it is kept now.
    ///   - actor: Who did something with it.
    ///   - now: When.
    func keepDeskRow(of story: Story, by actor: Actor, at now: Timestamp) throws {
        let working = story.workingCopy
        try sql.execute(
            Self.keepRow,
            [
                SQLValue(story.number), SQLValue(siteNumber), SQLValue(now), .text(story.state.rawValue),
                SQLValue(working?.stage.rawValue),
                SQLValue(story.openCopy.section.slug), SQLValue(working?.copy.headline),
                .text(actor.description),
            ]
        )
        try sql.execute(
            "UPDATE desk_writer SET changed = $1 WHERE story = $2",
            [SQLValue(now), SQLValue(story.number)]
        )
        try keepDeskWords(of: story)
        try touchTask(of: story.number, at: now)
        // Whoever approves or publishes has not written in it.
        guard case .member = actor, working?.writer == actor else { return }
        try keepDeskWriter(actor, of: story.number, at: now)
    }

    /// Says that a member has written in a story.
    public func keepDeskWriter(_ actor: Actor, of number: StoryNumber, at now: Timestamp) throws {
        try sql.execute(
            Self.keepWriter,
            [SQLValue(number), SQLValue(siteNumber), .text(actor.description), SQLValue(now)]
        )
    }

    private static let keepRow = """
        INSERT INTO desk_story (story, site, changed, public_state, stage, section, headline, writer)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (story) DO UPDATE SET changed = excluded.changed, public_state = excluded.public_state,
        stage = excluded.stage, section = excluded.section, headline = excluded.headline, writer = excluded.writer
        """

    private static let keepWriter = """
        INSERT INTO desk_writer (story, site, writer, changed) VALUES ($1, $2, $3, $4)
        ON CONFLICT (story, writer) DO UPDATE SET changed = excluded.changed
        """
}
