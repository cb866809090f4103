public import News

extension ReadTransaction {
    /// The newspaper's lines after a sequence number, in order.
    public func journal(after sequence: Int64, limit: Int) throws -> [JournalEntry] {
        try sql.rows(
            """
            SELECT \(JournalEntry.columns) FROM journal
            WHERE site = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
            """,
            [SQLValue(siteNumber), .integer(sequence), .integer(Int64(max(0, limit)))]
        ).map(JournalEntry.init)
    }

    /// Where the journal ends: at the newest line of any newspaper of the house.
    public func journalEnd() throws -> JournalMark {
        let last = try sql.row("SELECT max(sequence) FROM journal")?.integer(0) ?? 0
        return try journalMark(at: last) ?? .beginning
    }

    /// The place behind a line; nil where there is no such line.
    public func journalMark(at sequence: Int64) throws -> JournalMark? {
        try sql.row("SELECT sequence, at, act, story FROM journal WHERE sequence = $1", [.integer(sequence)])
            .map { row in
                JournalMark(
                    sequence: try row.required(0),
                    line: "\(try row.required(1)) \(try row.string(2)) \(try row.required(3))"
                )
            }
    }

    /// Whether the journal still is the one in which somebody has read on to that place.
    ///
    /// It is not where a copy of the store was put back, or a standby took over that had not got the last lines: what was
    /// seen of them has not happened, and other lines have their numbers.
    public func isWhole(upTo mark: JournalMark) throws -> Bool {
        try mark == .beginning || journalMark(at: mark.sequence) == mark
    }
}

/// A place in the journal: behind a line, by which one knows that the journal still is the one that it was.
public struct JournalMark: Hashable, Sendable {
    public let sequence: Int64
    /// What the line says, as far as it tells it from another one of the same number.
    let line: String

    /// Before the first line.
    public static let beginning = JournalMark(sequence: 0, line: "")
}

extension JournalEntry {
    static let columns = "sequence, at, coalesce(finer_act, act), story, actor, reason, topics, ground"

    /// Of a row of ``columns``.
    init(_ row: SQLRow) throws {
        guard let act = Act(rawValue: try row.string(2)) else { throw SQLFault.column(2, "an act") }
        guard let actor = Actor(try row.string(4)) else { throw SQLFault.column(4, "an actor") }
        self.init(
            sequence: try row.required(0),
            at: try row.time(1),
            act: act,
            story: try row.number(3),
            actor: actor,
            reason: try row.string(5),
            ground: row.text(7).flatMap(Story.Withdrawal.Ground.init(rawValue:)),
            topics: Set(try row.string(6).split(separator: " ").compactMap { Topic(String($0)) })
        )
    }
}
