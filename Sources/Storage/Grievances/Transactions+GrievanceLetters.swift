public import News

// Letters to those who sent rights of reply and complaints, of every newspaper of the house.

extension ReadTransaction {
    /// The letter that is to be sent next; nil where none is due.
    public func nextGrievanceLetter(at now: Timestamp) throws -> GrievanceLetter? {
        try sql.row(Self.nextGrievanceLetterQuery, [SQLValue(now)]).map { row in
            guard let kind = Grievance.Kind(rawValue: try row.string(4)) else { throw SQLFault.column(4, "a kind") }
            guard let act = GrievanceRecord.Act(rawValue: try row.string(5)) else {
                throw SQLFault.column(5, "an act")
            }
            return GrievanceLetter(
                record: try row.required(0),
                identifier: try row.string(1),
                site: SiteNumber(rawValue: try row.required(2)),
                number: try row.required(3),
                kind: kind,
                act: act,
                written: try row.time(6),
                form: try row.string(7),
                recipient: EmailAddress(stored: try row.string(8)),
                attempts: Int(try row.required(9))
            )
        }
    }

    static let nextGrievanceLetterQuery = """
        SELECT grievance_letter.record, identifier, grievance.site, grievance.number, grievance.kind, grievance_record.act,
            grievance_record.at, grievance.form, grievance.email, grievance_letter.attempts
        FROM grievance_letter JOIN grievance_record ON grievance_record.sequence = grievance_letter.record
        JOIN grievance ON grievance.number = grievance_record.grievance
        WHERE grievance_letter.state = 'waiting' AND grievance_letter.next_attempt <= $1
        ORDER BY grievance_letter.next_attempt, grievance_letter.record LIMIT 1
        """
}

extension WriteTransaction {
    /// Adds a letter that tells a line of the register's record, to be sent at once.
    public func addGrievanceLetter(of record: Int64, identifier: String, at now: Timestamp) throws {
        try sql.execute(
            """
            INSERT INTO grievance_letter (record, identifier, state, attempts, next_attempt, fault)
            VALUES ($1, $2, 'waiting', 0, $3, '')
            """,
            [.integer(record), .text(identifier), SQLValue(now)]
        )
    }

    /// Notes that it is tried to send a letter, and when it is tried again if nothing more is heard of this attempt.
    public func noteGrievanceAttempt(_ record: Int64, next: Timestamp) throws {
        try sql.execute(
            "UPDATE grievance_letter SET attempts = attempts + 1, next_attempt = $1 WHERE record = $2",
            [SQLValue(next), .integer(record)]
        )
    }

    /// Keeps a letter from being tried again before a time, if it waits still.
    public func holdGrievanceLetter(_ record: Int64, until time: Timestamp) throws {
        try sql.execute(
            """
            UPDATE grievance_letter SET next_attempt = $1
            WHERE record = $2 AND state = 'waiting' AND next_attempt < $1
            """,
            [SQLValue(time), .integer(record)]
        )
    }

    /// Notes why an attempt failed, in codes.
    public func keepGrievanceFault(_ record: Int64, _ fault: String) throws {
        try sql.execute(
            "UPDATE grievance_letter SET fault = $1 WHERE record = $2",
            [.text(fault), .integer(record)]
        )
    }

    /// Ends the waiting of a letter: it was sent, or is given up.
    ///
    /// What ended before stays as it ended.
    public func endGrievanceLetter(_ record: Int64, _ state: Letter.State) throws {
        try sql.execute(
            "UPDATE grievance_letter SET state = $1 WHERE record = $2 AND state = 'waiting'",
            [.text(state.rawValue), .integer(record)]
        )
    }
}
