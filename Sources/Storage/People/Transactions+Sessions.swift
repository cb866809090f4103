public import News

extension ReadTransaction {
    /// The session whose token has this digest, even if it is over.
    public func session(digest: String) throws -> Session? {
        try sql.row(Self.sessionQuery + "WHERE digest = $1", [.text(digest)]).map(Session.init)
    }

    /// A member's sessions, the last used one first, including those that are over.
    public func sessions(of member: MemberNumber) throws -> [Session] {
        try sql.rows(
            Self.sessionQuery + "WHERE member = $1 ORDER BY last_used DESC, number DESC",
            [SQLValue(member)]
        ).map(Session.init)
    }

    private static let sessionQuery = "SELECT number, member, begun, last_used, address, device FROM session "
}

extension WriteTransaction {
    /// Begins a session; deletes the member's sessions that are over, and the oldest if there are too many.
    public func beginSession(digest: String, of member: MemberNumber, from caller: Caller, at now: Timestamp) throws {
        for (index, session) in try sessions(of: member).enumerated()
        where !session.isLive(at: now) || index >= Session.most - 1 {
            try endSession(session.number, of: member)
        }
        try sql.execute(
            """
            INSERT INTO session (number, digest, member, begun, last_used, address, device)
            VALUES ($1, $2, $3, $4, $4, $5, $6)
            """,
            [
                .integer(try sql.nextNumber(of: .sessions)), .text(digest), SQLValue(member), SQLValue(now),
                .text(caller.address), .text(caller.device),
            ]
        )
    }

    /// Records that a session was used.
    public func touchSession(_ number: Int64, from caller: Caller, at now: Timestamp) throws {
        try sql.execute(
            "UPDATE session SET last_used = $1, address = $2 WHERE number = $3",
            [SQLValue(now), .text(caller.address), .integer(number)]
        )
    }

    /// Ends one session of a member.
    /// - Returns: Whether there was one with this number.
    @discardableResult
    public func endSession(_ number: Int64, of member: MemberNumber) throws -> Bool {
        try sql.execute(
            "DELETE FROM session WHERE number = $1 AND member = $2",
            [.integer(number), SQLValue(member)]
        ) > 0
    }

    /// Ends all sessions of a member.
    public func endSessions(of member: MemberNumber) throws {
        try sql.execute("DELETE FROM session WHERE member = $1", [SQLValue(member)])
    }
}

extension Session {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            number: try row.required(0),
            member: MemberNumber(rawValue: try row.required(1)),
            begun: try row.time(2),
            lastUsed: try row.time(3),
            address: try row.string(4),
            device: try row.string(5)
        )
    }
}
