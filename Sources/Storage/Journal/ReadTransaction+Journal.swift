public import News

extension ReadTransaction {
    /// The newspaper's lines after a sequence number, in order.
    public func journal(after sequence: Int64, limit: Int) throws -> [JournalEntry] {
        try sql.rows(
            """
            SELECT sequence, at, act, story, actor, reason, topics FROM journal
            WHERE site = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
            """,
            [SQLValue(siteNumber), .integer(sequence), .integer(Int64(max(0, limit)))]
        ).map(JournalEntry.init)
    }

    /// The sequence number of the newest line of any newspaper of the house; 0 if there is no line yet.
    public func lastJournalSequence() throws -> Int64 {
        try sql.row("SELECT max(sequence) FROM journal")?.integer(0) ?? 0
    }
}

extension JournalEntry {
    fileprivate init(_ row: SQLRow) throws {
        guard let act = Act(rawValue: try row.string(2)) else { throw SQLFault.column(2, "an act") }
        guard let actor = Actor(try row.string(4)) else { throw SQLFault.column(4, "an actor") }
        self.init(
            sequence: try row.required(0),
            at: try row.time(1),
            act: act,
            story: try row.number(3),
            actor: actor,
            reason: try row.string(5),
            topics: Set(try row.string(6).split(separator: " ").compactMap { Topic(String($0)) })
        )
    }
}
