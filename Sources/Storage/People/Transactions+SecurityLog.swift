public import News

extension ReadTransaction {
    /// Lines of the security log, the newest first.
    /// - Parameters:
    ///   - member: Whose lines; nil for all members.
    ///   - act: Only lines of this kind; nil for all kinds.
    ///   - sequence: Only lines before this one; nil to begin with the newest.
    ///   - limit: Maximum number of lines.
    public func securityLog(
        of member: MemberNumber?,
        _ act: SecurityEvent.Act? = nil,
        before sequence: Int64?,
        limit: Int
    ) throws -> [SecurityEvent] {
        var conditions = ["sequence < $1"]
        var values: [SQLValue] = [.integer(sequence ?? .max)]
        // Each combination is one stretch of an index of its own.
        if let member {
            values.append(SQLValue(member))
            conditions.append("member = $\(values.count)")
        }
        if let act {
            values.append(.text(act.rawValue))
            conditions.append("act = $\(values.count)")
        }
        values.append(.integer(Int64(max(0, limit))))
        let rest = conditions.joined(separator: " AND ") + " ORDER BY sequence DESC LIMIT $\(values.count)"
        return try sql.rows(Self.logQuery + "WHERE " + rest, values).map(SecurityEvent.init)
    }

    private static let logQuery = "SELECT sequence, at, act, member, actor, address, detail FROM security_log "
}

extension WriteTransaction {
    /// Adds a line to the security log, which is never changed or deleted; the event's own sequence number is ignored.
    public func log(_ event: SecurityEvent) throws {
        try sql.execute(
            """
            INSERT INTO security_log (sequence, at, act, member, actor, address, detail)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .integer(try sql.nextNumber(of: .securityLog)), SQLValue(event.at), .text(event.act.rawValue),
                SQLValue(event.member?.rawValue), SQLValue(event.actor?.description), .text(event.address),
                .text(event.detail),
            ]
        )
    }
}

extension SecurityEvent {
    fileprivate init(_ row: SQLRow) throws {
        guard let act = Act(rawValue: try row.string(2)) else { throw SQLFault.column(2, "an act") }
        self.init(
            sequence: try row.required(0),
            at: try row.time(1),
            act: act,
            member: row.integer(3).map { MemberNumber(rawValue: $0) },
            actor: row.text(4).flatMap { Actor($0) },
            address: try row.string(5),
            detail: try row.string(6)
        )
    }
}
