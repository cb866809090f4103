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
        try sql.execute(Self.keepRow, row(of: story, by: actor, at: now))
        for table in Self.cutTables { try sql.execute(Self.repeatRow(in: table), [SQLValue(story.number)]) }
        try keepDeskWords(of: story)
        try keepDeskWriter(actor, of: story)
    }

    /// Puts a new story into the list.
    ///
    /// Nothing repeats its row yet, and most stories come from a wire, without words of the desk: an import of an archive
    /// does this for every story.
    func addDeskRow(of story: Story, by actor: Actor, at now: Timestamp) throws {
        try sql.add(row(of: story, by: actor, at: now), to: .desk)
        if story.deskText != nil { try keepDeskWords(of: story) }
        try keepDeskWriter(actor, of: story)
    }

    private func row(of story: Story, by actor: Actor, at now: Timestamp) throws -> [SQLValue] {
        let working = story.workingCopy
        return [
            SQLValue(story.number), SQLValue(siteNumber), SQLValue(now), .text(story.state.rawValue),
            SQLValue(working?.stage.rawValue),
            SQLValue(story.openCopy.section.slug), SQLValue(working?.copy.headline),
            .text(actor.description), .integer(try nextPulse()),
        ]
    }

    /// Rises with each change of the newspaper's list; the largest is looked up once in a transaction.
    private func nextPulse() throws -> Int64 {
        let last = try lastPulse ?? sql.row(Self.lastPulseQuery, [SQLValue(siteNumber)])?.integer(0) ?? 0
        lastPulse = last + 1
        return last + 1
    }

    /// Whoever approves or publishes has not written in it.
    private func keepDeskWriter(_ actor: Actor, of story: Story) throws {
        guard case .member = actor, story.workingCopy?.writer == actor else { return }
        try keepDeskWriter(actor, of: story.number)
    }

    /// Says that a member has written in a story since its last version.
    public func keepDeskWriter(_ actor: Actor, of number: StoryNumber) throws {
        try sql.execute(Self.keepWriter, [.text(actor.description), SQLValue(number)])
    }

    /// Says that something happened to a story that changes neither its text nor its place in the list.
    func touchDeskRow(of number: StoryNumber) throws {
        try sql.execute(Self.touchRow, [.integer(try nextPulse()), SQLValue(siteNumber), SQLValue(number)])
    }

    /// What the list is cut by, as each table that a cut is found by repeats it.
    static let cutColumns = "changed, public_state, stage, section"

    static let cutTables = ["desk_writer", "story_task", "story_flag"]

    private static func repeatRow(in table: String) -> String {
        """
        UPDATE \(table) SET (\(cutColumns)) = (SELECT \(cutColumns) FROM desk_story WHERE desk_story.story = \(table).story)
        WHERE story = $1
        """
    }

    private static let keepRow = """
        \(RowTable.desk.insert)
        ON CONFLICT (story) DO UPDATE SET changed = excluded.changed, public_state = excluded.public_state,
        stage = excluded.stage, section = excluded.section, headline = excluded.headline, writer = excluded.writer,
        pulse = excluded.pulse
        """

    private static let touchRow = """
        UPDATE desk_story SET pulse = $1 WHERE site = $2 AND story = $3
        """

    private static let lastPulseQuery = "SELECT max(pulse) FROM desk_story WHERE site = $1 AND pulse > 0"

    private static let keepWriter = """
        INSERT INTO desk_writer (story, site, writer, wrote_since, \(cutColumns))
        SELECT story, site, $1, 1, \(cutColumns) FROM desk_story WHERE story = $2
        ON CONFLICT (story, writer) DO UPDATE SET wrote_since = 1
        """
}
