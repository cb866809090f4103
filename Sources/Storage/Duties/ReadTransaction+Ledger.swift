public import News

extension ReadTransaction {
    /// What the public ledger is computed from.
    ///
    /// It reads what happened since then by indexes, and so costs what happened, not what the archive holds.
    /// - Parameter start: What happened before is left out, except what still waits.
    public func ledgerFacts(since start: Timestamp) throws -> PublicLedger.Facts {
        var facts = PublicLedger.Facts()
        let values = [SQLValue(siteNumber), SQLValue(start)]
        try sql.forEachRow(Self.ledgerCorrections, values) { row in
            guard let kind = Correction.Kind(rawValue: try row.string(0)) else { throw SQLFault.column(0, "a kind") }
            let at = try row.time(1)
            facts.corrections.append(
                PublicLedger.Corrected(kind: kind, at: at, published: row.optionalTime(2) ?? at)
            )
        }
        try sql.forEachRow(Self.ledgerWithdrawals, values) { facts.withdrawals.append(try $0.time(0)) }
        try sql.forEachRow(Self.ledgerWaiting, [SQLValue(siteNumber)]) {
            facts.objections.append(try PublicLedger.Objection($0))
        }
        try sql.forEachRow(Self.ledgerDecided, values) { facts.objections.append(try PublicLedger.Objection($0)) }
        return facts
    }

    static let ledgerCorrections = """
        SELECT correction.kind, correction.at, story.first_public FROM correction
        LEFT JOIN story ON story.number = correction.story
        WHERE correction.site = $1 AND correction.at >= $2 ORDER BY correction.at
        """

    static let ledgerWithdrawals = """
        SELECT withdrawn_at FROM story WHERE site = $1 AND withdrawn_at >= $2 AND text_was_public = 1
        """

    static let ledgerWaiting = "SELECT kind, state, received, due, ended FROM grievance WHERE site = $1 AND ended IS NULL"

    static let ledgerDecided = "SELECT kind, state, received, due, ended FROM grievance WHERE site = $1 AND ended >= $2"
}

extension PublicLedger.Objection {
    fileprivate init(_ row: SQLRow) throws {
        guard let kind = Grievance.Kind(rawValue: try row.string(0)) else { throw SQLFault.column(0, "a kind") }
        guard let state = Grievance.State(rawValue: try row.string(1)) else { throw SQLFault.column(1, "a state") }
        self.init(
            kind: kind,
            state: state,
            received: try row.time(2),
            due: try row.time(3),
            ended: row.optionalTime(4)
        )
    }
}
