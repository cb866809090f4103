public import News

extension ReadTransaction {
    /// The wrong passwords of a subject that are not yet forgotten.
    /// - Parameter subject: A digest of what they are counted by.
    public func failures(_ subject: String) throws -> FailureTally {
        let row = try sql.row("SELECT empty_at FROM failure_tally WHERE subject = $1", [.text(subject)])
        return FailureTally(emptyAt: row?.optionalTime(0))
    }

    /// Whether a member has signed in from a network since a time.
    public func hasKnownNetwork(_ member: MemberNumber, _ network: String, since time: Timestamp) throws -> Bool {
        try sql.row(
            "SELECT 1 FROM known_network WHERE member = $1 AND network = $2 AND last_used >= $3",
            [SQLValue(member), .text(network), SQLValue(time)]
        ) != nil
    }
}

extension WriteTransaction {
    /// Saves a tally, and deletes some that have run out.
    public func keep(_ tally: FailureTally, of subject: String, at now: Timestamp) throws {
        try sql.execute(
            """
            INSERT INTO failure_tally (subject, empty_at) VALUES ($1, $2)
            ON CONFLICT (subject) DO UPDATE SET empty_at = excluded.empty_at
            """,
            [.text(subject), SQLValue(tally.emptyAt)]
        )
        try sql.execute(
            """
            DELETE FROM failure_tally WHERE subject IN
            (SELECT subject FROM failure_tally WHERE empty_at < $1 ORDER BY empty_at LIMIT 20)
            """,
            [SQLValue(now)]
        )
    }

    /// Forgets all wrong passwords of a subject.
    public func forgetFailures(_ subject: String) throws {
        try sql.execute("DELETE FROM failure_tally WHERE subject = $1", [.text(subject)])
    }

    /// Records the network from which a member signs in, and deletes those last used before a time.
    public func noteNetwork(
        _ member: MemberNumber,
        _ network: String,
        at now: Timestamp,
        forgettingBefore time: Timestamp
    ) throws {
        try sql.execute(
            """
            INSERT INTO known_network (member, network, last_used) VALUES ($1, $2, $3)
            ON CONFLICT (member, network) DO UPDATE SET last_used = excluded.last_used
            """,
            [SQLValue(member), .text(network), SQLValue(now)]
        )
        try sql.execute(
            "DELETE FROM known_network WHERE member = $1 AND last_used < $2",
            [SQLValue(member), SQLValue(time)]
        )
    }
}
