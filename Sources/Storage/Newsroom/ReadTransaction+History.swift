public import News

/// A version of a story in the list of its versions, without its text.
public struct RevisionLine: Hashable, Sendable {
    public let version: Int
    public let savedAt: Timestamp
    public let actor: Actor
    /// Why, where somebody said so.
    public let reason: String
    /// What was done; nil where the journal does not say.
    public let act: JournalEntry.Act?
    /// On which ground the story was taken back, where that is what was done.
    public let ground: Story.Withdrawal.Ground?
    /// Who wrote in the story since the version before, as far as that was kept.
    public let writers: [Actor]
}

extension ReadTransaction {
    /// The versions of a story, the newest first.
    /// - Parameters:
    ///   - number: The story.
    ///   - before: Only those before this version.
    ///   - limit: At most so many.
    public func revisionLines(of number: StoryNumber, before: Int = .max, limit: Int) throws -> [RevisionLine] {
        let rows = try sql.rows(
            Self.linesQuery,
            [SQLValue(siteNumber), SQLValue(number), .integer(Int64(before)), .integer(Int64(max(0, limit)))]
        )
        let writers = try writers(of: number, from: rows.last?.integer(0) ?? 0, through: rows.first?.integer(0) ?? 0)
        return try rows.map { row in
            guard let actor = Actor(try row.string(2)) else { throw SQLFault.column(2, "an actor") }
            return RevisionLine(
                version: Int(try row.required(0)),
                savedAt: try row.time(1),
                actor: actor,
                reason: try row.string(3),
                act: row.text(4).flatMap(JournalEntry.Act.init(rawValue:)),
                ground: row.text(5).flatMap(Story.Withdrawal.Ground.init(rawValue:)),
                writers: writers[try row.required(0)] ?? []
            )
        }
    }

    /// Who wrote in a story since its last version.
    public func writersSinceVersion(of number: StoryNumber) throws -> [Actor] {
        try sql.rows(Self.sinceQuery, [SQLValue(siteNumber), SQLValue(number)]).map { row in
            guard let actor = Actor(try row.string(0)) else { throw SQLFault.column(0, "an actor") }
            return actor
        }
    }

    /// Who wrote the versions of a story, by their numbers.
    private func writers(of number: StoryNumber, from first: Int64, through last: Int64) throws -> [Int64: [Actor]] {
        var writers: [Int64: [Actor]] = [:]
        let values = [SQLValue(number), .integer(first), .integer(last)]
        try sql.forEachRow(Self.revisionWritersQuery, values) { row in
            guard let actor = Actor(try row.string(1)) else { throw SQLFault.column(1, "an actor") }
            writers[try row.required(0), default: []].append(actor)
        }
        return writers
    }

    /// Who wrote one version of a story, as far as that was kept.
    public func writers(of number: StoryNumber, version: Int) throws -> [Actor] {
        try writers(of: number, from: Int64(version), through: Int64(version))[Int64(version)] ?? []
    }

    private static let sinceQuery = """
        SELECT writer FROM desk_writer WHERE +site = $1 AND story = $2 AND wrote_since = 1 ORDER BY writer
        """

    private static let revisionWritersQuery = """
        SELECT version, writer FROM revision_writer WHERE story = $1 AND version BETWEEN $2 AND $3 ORDER BY version, writer
        """

    /// One version of a story; nil where there is none of that number.
    public func revision(of number: StoryNumber, version: Int) throws -> Revision? {
        guard let present = try kept(number, withBody: true) else { return nil }
        return try revisions(of: present, version...version).first
    }

    /// What was last done with a story, saves left out; nil if nothing was.
    public func lastStep(of number: StoryNumber) throws -> JournalEntry? {
        try sql.row(Self.stepQuery, [SQLValue(siteNumber), SQLValue(number)]).map { row in
            guard let actor = Actor(try row.string(2)) else { throw SQLFault.column(2, "an actor") }
            guard let act = JournalEntry.Act(rawValue: try row.string(4)) else { throw SQLFault.column(4, "an act") }
            return JournalEntry(
                sequence: try row.required(0),
                at: try row.time(1),
                act: act,
                story: number,
                actor: actor,
                reason: try row.string(3),
                topics: []
            )
        }
    }

    /// What was done beside a story is in the journal, and changed no version.
    private static let isOfStory: String = {
        let acts = JournalEntry.Act.allCases.filter(\.isBesideStory).map { "'\($0.rawValue)'" }
        return "act NOT IN (\(acts.joined(separator: ", ")))"
    }()

    private static let stepQuery = """
        SELECT sequence, at, actor, reason, coalesce(finer_act, act) FROM journal WHERE +site = $1 AND story = $2 AND act <> 'saved' AND \(isOfStory)
        ORDER BY sequence DESC LIMIT 1
        """

    /// Of each version the line of the journal, of its time and by its actor.
    private static func inJournal(_ column: String) -> String {
        """
        (SELECT \(column) FROM journal WHERE journal.story = revision.story AND journal.at = revision.saved_at
        AND journal.actor = revision.actor AND \(isOfStory) ORDER BY sequence DESC LIMIT 1)
        """
    }

    private static let linesQuery = """
        SELECT version, saved_at, actor, reason, \(inJournal("coalesce(finer_act, act)")), \(inJournal("ground")) FROM revision WHERE (SELECT site FROM story WHERE number = revision.story) = $1
        AND story = $2 AND version < $3 ORDER BY version DESC LIMIT $4
        """
}
