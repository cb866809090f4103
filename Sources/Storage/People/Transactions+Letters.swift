public import News

// Letters that wait to be sent, and what became of those that do not. No row holds a password or a link.

extension ReadTransaction {
    /// The letter that is to be sent next; nil where none is due.
    public func nextLetter(at now: Timestamp) throws -> Letter? {
        try sql.row(
            Self.letterQuery + "WHERE state = 'waiting' AND next_attempt <= $1 ORDER BY next_attempt, number LIMIT 1",
            [SQLValue(now)]
        ).map(Letter.init)
    }

    /// A member's letters, the newest first.
    public func letters(of member: MemberNumber, limit: Int) throws -> [Letter] {
        try sql.rows(
            Self.letterQuery + "WHERE member = $1 ORDER BY number DESC LIMIT $2",
            [SQLValue(member), .integer(Int64(limit))]
        ).map(Letter.init)
    }

    /// Those who have forgotten a password and were not answered yet, the first first.
    public func recoveryRequests(limit: Int) throws -> [RecoveryRequest] {
        try sql.rows(
            "SELECT number, email, site, at, address, device FROM recovery_request ORDER BY number LIMIT $1",
            [.integer(Int64(limit))]
        ).compactMap { row in
            guard let email = EmailAddress(stored: try row.string(1)) else {
                throw SQLFault.column(1, "an e-mail address")
            }
            return RecoveryRequest(
                number: try row.required(0),
                email: email,
                site: SiteNumber(rawValue: try row.required(2)),
                at: try row.time(3),
                address: try row.string(4),
                device: try row.string(5)
            )
        }
    }

    private static let letterQuery = """
        SELECT number, identifier, site, kind, member, recipient, written, actor, address, device, detail, link_until,
            state, attempts, fault, ended
        FROM letter
        """ + " "
}

extension WriteTransaction {
    /// Adds a letter, to be sent at once; its own number is ignored.
    ///
    /// Forgets what became of those of long ago.
    public func addLetter(_ letter: Letter) throws {
        try sql.execute(
            "DELETE FROM letter WHERE ended < $1",
            [SQLValue(letter.written.adding(seconds: -Letter.memory))]
        )
        try sql.execute(
            """
            INSERT INTO letter (number, identifier, site, kind, member, recipient, written, actor, address, device,
                detail, link_until, state, attempts, next_attempt, fault)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', 0, $7, '')
            """,
            [
                .integer(try sql.nextNumber(of: .letters)), .text(letter.identifier), SQLValue(letter.site),
                .text(letter.kind.rawValue), SQLValue(letter.member), .text(letter.recipient.text),
                SQLValue(letter.written), SQLValue(letter.actor?.description), .text(letter.address),
                .text(letter.device), .text(letter.detail), SQLValue(letter.linkUntil),
            ]
        )
    }

    /// Notes that it is tried to send a letter, and when it is tried again if nothing more is heard of this attempt.
    public func noteAttempt(_ letter: Int64, next: Timestamp) throws {
        try sql.execute(
            "UPDATE letter SET attempts = attempts + 1, next_attempt = $1 WHERE number = $2",
            [SQLValue(next), .integer(letter)]
        )
    }

    /// Keeps a letter from being tried again before a time, if it waits still.
    public func holdLetter(_ letter: Int64, until time: Timestamp) throws {
        try sql.execute(
            "UPDATE letter SET next_attempt = $1 WHERE number = $2 AND state = 'waiting' AND next_attempt < $1",
            [SQLValue(time), .integer(letter)]
        )
    }

    /// Notes why an attempt failed, in codes.
    public func noteFault(_ letter: Int64, _ fault: String) throws {
        try sql.execute("UPDATE letter SET fault = $1 WHERE number = $2", [.text(fault), .integer(letter)])
    }

    /// Ends the waiting of a letter.
    /// - Returns: Whether it was waiting still.
    @discardableResult
    public func endLetter(_ letter: Int64, _ state: Letter.State, at now: Timestamp) throws -> Bool {
        try sql.execute(
            "UPDATE letter SET state = $1, ended = $2, next_attempt = NULL WHERE number = $3 AND state = 'waiting'",
            [.text(state.rawValue), SQLValue(now), .integer(letter)]
        ) > 0
    }

    /// Keeps letters from being sent that would bring a member a link which works no longer.
    func overtakeLetters(to member: MemberNumber) throws {
        try sql.execute(
            """
            UPDATE letter SET state = 'overtaken', ended = next_attempt, next_attempt = NULL
            WHERE member = $1 AND state = 'waiting' AND link_until IS NOT NULL
            """,
            [SQLValue(member)]
        )
    }

    /// Keeps that somebody has forgotten a password; its own number is ignored.
    public func addRecoveryRequest(_ request: RecoveryRequest) throws {
        try sql.execute(
            "INSERT INTO recovery_request (number, email, site, at, address, device) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                .integer(try sql.nextNumber(of: .recoveryRequests)), .text(request.email.text),
                SQLValue(request.site), SQLValue(request.at), .text(request.address), .text(request.device),
            ]
        )
    }

    /// Forgets that somebody has forgotten a password.
    public func dropRecoveryRequest(_ number: Int64) throws {
        try sql.execute("DELETE FROM recovery_request WHERE number = $1", [.integer(number)])
    }
}

extension Letter {
    fileprivate init(_ row: SQLRow) throws {
        guard let kind = Kind(rawValue: try row.string(3)) else { throw SQLFault.column(3, "a kind of letter") }
        guard let recipient = EmailAddress(stored: try row.string(5)) else {
            throw SQLFault.column(5, "an e-mail address")
        }
        guard let state = State(rawValue: try row.string(12)) else { throw SQLFault.column(12, "a letter's state") }
        self.init(
            number: try row.required(0),
            identifier: try row.string(1),
            site: SiteNumber(rawValue: try row.required(2)),
            kind: kind,
            member: MemberNumber(rawValue: try row.required(4)),
            recipient: recipient,
            written: try row.time(6),
            actor: row.text(7).flatMap { Actor($0) },
            address: try row.string(8),
            device: try row.string(9),
            detail: try row.string(10),
            linkUntil: row.optionalTime(11),
            state: state,
            attempts: Int(try row.required(13)),
            fault: try row.string(14),
            ended: row.optionalTime(15)
        )
    }
}
