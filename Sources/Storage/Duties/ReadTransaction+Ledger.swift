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
        try sql.forEachRow(Self.ledgerWithdrawals, values) { row in
            let ground = row.text(1).flatMap { Story.Withdrawal.Ground(rawValue: $0) }
            facts.withdrawals.append(PublicLedger.Withdrawn(at: try row.time(0), ground: ground))
        }
        try sql.forEachRow(Self.ledgerUnverified, [SQLValue(siteNumber)]) {
            let isLive = $0.position(1) != nil
            facts.reports.append(PublicLedger.Report(published: try $0.time(0), verified: nil, isLive: isLive))
        }
        try sql.forEachRow(Self.ledgerVerified, values) {
            facts.reports.append(
                PublicLedger.Report(published: try $0.time(0), verified: try $0.time(1), isLive: true)
            )
        }
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
        SELECT withdrawn_at, withdrawal_ground FROM story WHERE site = $1 AND withdrawn_at >= $2 AND text_was_public = 1
        """

    static let ledgerUnverified = """
        SELECT unverified_report.at, story.position FROM unverified_report
        LEFT JOIN story ON story.number = unverified_report.story
        WHERE unverified_report.site = $1 AND unverified_report.verified_at IS NULL
        """

    static let ledgerVerified = "SELECT at, verified_at FROM unverified_report WHERE site = $1 AND verified_at >= $2"

    static let ledgerWaiting = """
        SELECT \(objectionColumns) FROM grievance WHERE site = $1 AND ended IS NULL ORDER BY due, number
        """

    static let ledgerDecided = "SELECT \(objectionColumns) FROM grievance WHERE site = $1 AND ended >= $2"

    private static let objectionColumns = "kind, state, received, due, ended"
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
