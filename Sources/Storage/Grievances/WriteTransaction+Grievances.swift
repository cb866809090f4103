public import News

extension WriteTransaction {
    /// Keeps what somebody outside holds against a story; its own number is ignored.
    /// - Parameters:
    ///   - grievance: What was sent.
    ///   - form: Digest of what was sent, by which it is taken once.
    ///   - digest: Of the secret by which its sender sees how it stands.
    /// - Returns: Its receipt number.
    public func add(_ grievance: Grievance, form: String, digest: String) throws -> Int64 {
        let number = try sql.nextNumber(of: .grievances)
        try sql.execute(
            """
            INSERT INTO grievance (number, site, kind, story, state, received, due, form, digest, name, email, phone, relation,
                quoted, words)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """,
            [
                .integer(number), SQLValue(siteNumber), .text(grievance.kind.rawValue), SQLValue(grievance.story),
                .text(grievance.state.rawValue), SQLValue(grievance.received), SQLValue(grievance.due), .text(form),
                .text(digest), .text(grievance.sender?.name ?? ""), .text(grievance.sender?.email ?? ""),
                .text(grievance.sender?.phone ?? ""), .text(grievance.sender?.relation ?? ""),
                .text(grievance.quoted), .text(grievance.words),
            ]
        )
        return number
    }

    /// Keeps where it stands.
    public func keep(_ grievance: Grievance) throws {
        try sql.execute(
            """
            UPDATE grievance SET state = $1, holder = $2, reply = $3, correction = $4, ended = $5
            WHERE number = $6 AND site = $7
            """,
            [
                .text(grievance.state.rawValue), SQLValue(grievance.holder?.rawValue),
                SQLValue(grievance.reply?.rawValue), SQLValue(grievance.correction), SQLValue(grievance.ended),
                .integer(grievance.number), SQLValue(siteNumber),
            ]
        )
    }

    /// Adds a line to its record.
    /// - Returns: Its sequence number.
    @discardableResult
    public func note(_ record: GrievanceRecord, of grievance: Int64) throws -> Int64 {
        let sequence = try sql.nextNumber(of: .grievanceRecords)
        try sql.execute(
            """
            INSERT INTO grievance_record (sequence, grievance, at, act, actor, refusal, words)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .integer(sequence), .integer(grievance), SQLValue(record.at),
                .text(record.act.rawValue), SQLValue(record.actor?.description), SQLValue(record.refusal?.rawValue),
                .text(record.words),
            ]
        )
        return sequence
    }

    /// Ends what was received before a time and that nobody decided, in every newspaper of the house.
    /// - Parameters:
    ///   - time: What was received before it.
    ///   - limit: At most so many.
    ///   - now: When the record says that it ended.
    /// - Returns: How many.
    public func lapseGrievances(receivedBefore time: Timestamp, limit: Int, at now: Timestamp) throws -> Int {
        let numbers = try sql.rows(
            "SELECT number FROM grievance WHERE received < $1 AND ended IS NULL ORDER BY received LIMIT $2",
            [SQLValue(time), .integer(Int64(max(0, limit)))]
        ).map { try $0.required(0) }
        for number in numbers {
            try sql.execute(
                "UPDATE grievance SET state = 'lapsed', ended = $1 WHERE number = $2",
                [SQLValue(now), .integer(number)]
            )
            try note(GrievanceRecord(at: now, act: .lapsed, actor: .clock), of: number)
        }
        return numbers.count
    }

    /// Erases who sent what ended before a time, what they wrote and what they were told, in every newspaper of the house.
    ///
    /// Of its record stays who did what, when, and for which reason.
    /// - Parameters:
    ///   - time: What ended before it.
    ///   - limit: At most so many.
    ///   - now: When the record says that it was erased.
    /// - Returns: Of how many.
    public func eraseGrievances(endedBefore time: Timestamp, limit: Int, at now: Timestamp) throws -> Int {
        let numbers = try sql.rows(
            "SELECT number FROM grievance WHERE ended < $1 AND erased IS NULL ORDER BY ended LIMIT $2",
            [SQLValue(time), .integer(Int64(max(0, limit)))]
        ).map { try $0.required(0) }
        for number in numbers {
            try sql.execute(
                """
                UPDATE grievance SET name = '', email = '', phone = '', relation = '', quoted = '', words = '',
                    erased = $1
                WHERE number = $2
                """,
                [SQLValue(now), .integer(number)]
            )
            try sql.execute("UPDATE grievance_record SET words = '' WHERE grievance = $1", [.integer(number)])
            try note(GrievanceRecord(at: now, act: .erased, actor: .clock), of: number)
        }
        return numbers.count
    }
}
