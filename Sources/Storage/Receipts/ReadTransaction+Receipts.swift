public import News

/// The last act of a story that readers can see, and what was found after it.
public struct StoryReceipts: Hashable, Sendable {
    public let act: JournalEntry
    /// Of each node that has asked itself.
    public let receipts: [PublishReceipt]
    /// Whether readers could see it: a story that is not live may be labelled too.
    public let isForReaders: Bool
}

extension ReadTransaction {
    /// A story with what decides where readers must find it; nil for one that was never passed for them.
    public func receiptSubject(of number: StoryNumber) throws -> ReceiptSubject? {
        guard let story = try story(number) else { return nil }
        let oldest = try rows(.site, after: ListPosition(rawValue: .min), limit: 1).first?.address
        let position = story.position.map { SQLValue($0) } ?? .integer(.max)
        func count(_ query: String, _ values: [SQLValue]) throws -> Int {
            Int(try sql.row(query, values + [position, .integer(Int64(ReceiptSubject.mostCounted))])?.required(0) ?? 0)
        }
        let section = story.published?.section.slug
        return ReceiptSubject(
            story,
            newer: try count(Self.newerQuery, [SQLValue(siteNumber)]),
            newerInSection: try section.map {
                try count(Self.newerInSectionQuery, [SQLValue(siteNumber), SQLValue($0)])
            } ?? 0,
            oldest: oldest,
            front: try liveFront(.site)?.arrangement
        )
    }

    /// The lines after a place of the newspaper's journal for which a receipt is asked, and where the journal ends.
    public func linesForReceipts(after sequence: Int64, limit: Int) throws -> (lines: [JournalEntry], end: Int64) {
        let end = try sql.row("SELECT max(sequence) FROM journal")?.integer(0) ?? 0
        // Most lines of a day's import are a wire's: they are passed over where they lie.
        let lines = try sql.rows(
            Self.receiptLinesQuery,
            [SQLValue(siteNumber), .integer(sequence), .integer(end), .integer(Int64(max(0, limit)))]
        ).map { try JournalEntry($0) }
        return (lines.filter(\.asksForReceipt), lines.count < limit ? end : lines.last?.sequence ?? end)
    }

    /// The last act of a story for which a receipt is asked, and what was found; nil where there is none.
    public func newestReceipts(of story: StoryNumber) throws -> StoryReceipts? {
        let act = try sql.row(Self.receiptActQuery, [SQLValue(siteNumber), SQLValue(story)]).map {
            try JournalEntry($0)
        }
        guard let act, act.asksForReceipt else { return nil }
        let rows = try sql.rows(Self.receiptsOfLineQuery, [SQLValue(siteNumber), .integer(act.sequence)])
        let isLive = try sql.row(Self.isLiveQuery, [SQLValue(story)]) != nil
        return StoryReceipts(
            act: act,
            receipts: try Self.receipts(rows),
            isForReaders: isLive || act.act.takesAway
        )
    }

    /// The newspaper's last receipts, the newest first.
    /// - Parameter limit: So many at most; one is of one act at one node.
    public func lastReceipts(limit: Int) throws -> [PublishReceipt] {
        let values: [SQLValue] = [SQLValue(siteNumber), .integer(Int64(max(0, limit)))]
        return try Self.receipts(try sql.rows(Self.lastReceiptsQuery, values)).reversed()
    }

    /// How many surfaces of all newspapers of the house were not right since a time.
    public func redReceipts(since time: Timestamp) throws -> Int {
        let query = "SELECT count(*) FROM receipt WHERE fault IS NOT NULL AND at >= $1"
        return Int(try sql.row(query, [SQLValue(time)])?.required(0) ?? 0)
    }

    /// Stories that become due between two times, the earlier not included, the first due first.
    public func due(after start: Timestamp, upTo end: Timestamp, limit: Int) throws -> [(StoryNumber, Timestamp)] {
        let values = [SQLValue(siteNumber), SQLValue(start), SQLValue(end), .integer(Int64(max(0, limit)))]
        return try sql.rows(Self.soonDueQuery, values).map { (try $0.number(0), try $0.time(1)) }
    }

    /// What is kept of receipts must be what the journal says of their acts.
    func receiptProblems() throws -> [String] {
        try sql.rows(Self.strayReceiptsQuery).map { row in
            "A receipt of line \(try row.required(0)) of the journal is of another story or time than the line."
        }
    }

    private static func receipts(_ rows: [SQLRow]) throws -> [PublishReceipt] {
        var receipts: [PublishReceipt] = []
        for row in rows {
            let (sequence, node) = (try row.required(0), try row.string(1))
            if receipts.last.map({ ($0.sequence, $0.node) != (sequence, node) }) ?? true {
                receipts.append(
                    PublishReceipt(
                        sequence: sequence,
                        node: node,
                        story: try row.number(2),
                        at: try row.time(3),
                        surfaces: []
                    )
                )
            }
            // A newer program may have asked a surface that this one does not know.
            guard let surface = Surface(rawValue: try row.string(4)) else { continue }
            receipts[receipts.count - 1].surfaces.append(
                SurfaceReceipt(
                    surface: surface,
                    isBefore: try row.required(5) == 1,
                    // One that this program does not know is a fault all the same.
                    fault: row.text(6).map { SurfaceFault(rawValue: $0) ?? .status },
                    milliseconds: Int(try row.required(7)),
                    asked: try row.string(8),
                    status: Int(try row.required(9)),
                    tag: try row.string(10),
                    evidence: try row.string(11)
                )
            )
        }
        for index in receipts.indices { receipts[index].surfaces.sort { $0.order < $1.order } }
        return receipts
    }
}

extension SurfaceReceipt {
    /// What was asked ahead of a story's time comes first, and each surface where it stands in the list of all.
    fileprivate var order: Int {
        (Surface.allCases.firstIndex(of: surface) ?? 0) + (isBefore ? 0 : Surface.allCases.count)
    }
}

extension ReadTransaction {
    private static let receiptColumns = """
        receipt.sequence, receipt.node, story, at, surface, is_before, fault, milliseconds, asked, status, tag, evidence
        """

    /// Acts that readers can see, as programs that know no finer ones name them.
    private static let readersActs: String = {
        let acts = JournalEntry.Act.allCases.filter(\.asksForReceipt).map { "'\(($0.coarser ?? $0).rawValue)'" }
        return Set(acts).sorted().joined(separator: ", ")
    }()

    private static let newerQuery = """
        SELECT count(*) FROM (SELECT 1 FROM story WHERE site = $1 AND position > $2 LIMIT $3) AS known
        """

    private static let newerInSectionQuery = """
        SELECT count(*) FROM (SELECT 1 FROM story WHERE section = (SELECT id FROM section WHERE site = $1 AND slug = $2)
        AND position > $3 LIMIT $4) AS known
        """

    private static let receiptLinesQuery = """
        SELECT \(JournalEntry.columns) FROM journal
        WHERE site = $1 AND sequence > $2 AND sequence <= $3 AND act IN (\(readersActs)) AND actor NOT LIKE 'wire%'
        ORDER BY sequence LIMIT $4
        """

    private static let receiptActQuery = """
        SELECT \(JournalEntry.columns) FROM journal
        WHERE +site = $1 AND story = $2 AND act IN (\(readersActs))
        ORDER BY sequence DESC LIMIT 1
        """

    private static let isLiveQuery = "SELECT 1 FROM story WHERE number = $1 AND position IS NOT NULL"

    private static let receiptsOfLineQuery = """
        SELECT \(receiptColumns) FROM receipt WHERE +site = $1 AND sequence = $2 ORDER BY sequence, node, surface, is_before
        """

    private static let lastReceiptsQuery = """
        SELECT \(receiptColumns) FROM receipt JOIN (SELECT DISTINCT sequence, node FROM receipt WHERE site = $1
        ORDER BY sequence DESC, node LIMIT $2) AS newest ON newest.sequence = receipt.sequence AND newest.node = receipt.node
        ORDER BY receipt.sequence, receipt.node
        """

    private static let soonDueQuery = """
        SELECT number, due FROM story WHERE site = $1 AND due > $2 AND due <= $3 ORDER BY due LIMIT $4
        """

    private static let strayReceiptsQuery = """
        SELECT DISTINCT receipt.sequence FROM receipt LEFT JOIN journal ON journal.sequence = receipt.sequence
        WHERE journal.sequence IS NULL OR journal.story <> receipt.story OR journal.site <> receipt.site
        OR journal.at <> receipt.at ORDER BY receipt.sequence
        """
}
