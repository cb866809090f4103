public import News

extension WriteTransaction {
    /// Keeps what surfaces of a node showed after an act.
    ///
    /// Where the first of an act's surfaces is not right, whoever published is told, once.
    /// - Parameters:
    ///   - surfaces: What they showed.
    ///   - act: The line of the journal.
    ///   - node: The node that asked itself.
    ///   - now: The present time.
    public func keep(
        _ surfaces: [SurfaceReceipt],
        of act: JournalEntry,
        at node: String,
        now: Timestamp
    ) throws {
        let wasRed = try sql.row(Self.redOfLineQuery, [.integer(act.sequence)]) != nil
        for receipt in surfaces {
            try sql.execute(
                Self.keepReceipt,
                [
                    .integer(act.sequence), .text(node), .text(receipt.surface.rawValue),
                    .integer(receipt.isBefore ? 1 : 0), SQLValue(siteNumber), SQLValue(act.story), SQLValue(act.at),
                    SQLValue(receipt.fault?.rawValue), .integer(Int64(receipt.milliseconds)), .text(receipt.asked),
                    .integer(Int64(receipt.status)), .text(receipt.tag), .text(receipt.evidence),
                ]
            )
        }
        guard !wasRed, surfaces.contains(where: { $0.fault != nil }) else { return }
        try touchDeskRow(of: act.story)
        guard let member = try publisher(act) else { return }
        try notify(member, .receiptRed, of: act.story, by: act.actor, at: now)
    }

    /// Who let readers see it: the member, or whoever scheduled what the clock released.
    private func publisher(_ act: JournalEntry) throws -> MemberNumber? {
        switch act.actor {
        case .member(let key): try member(key: key)?.number
        case .clock: try scheduler(of: act.story)
        default: nil
        }
    }

    private static let redOfLineQuery = "SELECT 1 FROM receipt WHERE sequence = $1 AND fault IS NOT NULL LIMIT 1"

    private static let keepReceipt = """
        INSERT INTO receipt (sequence, node, surface, is_before, site, story, at, fault, milliseconds, asked, status, tag,
        evidence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING
        """
}
