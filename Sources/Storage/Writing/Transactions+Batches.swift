public import News

extension ReadTransaction {
    /// Batches of a shared text, in their order.
    /// - Parameters:
    ///   - number: The story.
    ///   - point: Only those after it, of its epoch.
    ///   - bytes: After so many bytes of steps there is no further batch; at least one is given.
    ///   - limit: How many at most.
    public func batches(
        of number: StoryNumber,
        after point: SharedText.Point,
        upTo bytes: Int,
        limit: Int = .max
    ) throws -> [Batch] {
        var (batches, size): ([Batch], Int) = ([], 0)
        try sql.run(
            Self.batchesQuery,
            [SQLValue(siteNumber), SQLValue(number), .integer(Int64(point.epoch)), .integer(Int64(point.version))]
        ) { row in
            guard batches.count < limit, size < bytes else { return false }
            let batch = try Batch(row)
            size += batch.steps.utf8.count
            batches.append(batch)
            return true
        }
        return batches
    }

    /// The batch that a page sent under that number in an epoch.
    public func batch(
        of number: StoryNumber,
        epoch: Int,
        _ client: WritingClient,
        _ sequence: Int
    ) throws -> Batch? {
        try sql.row(
            Self.sentQuery,
            [
                SQLValue(siteNumber), SQLValue(number), .integer(Int64(epoch)), .text(client.description),
                .integer(Int64(sequence)),
            ]
        ).map { try Batch($0) }
    }

    /// Who sent batches after a version, each once: who sent the newest comes last.
    public func writers(of number: StoryNumber, after point: SharedText.Point) throws -> [Actor] {
        try sql.rows(
            Self.writersQuery,
            [SQLValue(number), .integer(Int64(point.epoch)), .integer(Int64(point.version))]
        ).map { .member(try $0.string(0)) }
    }

    private static let columns = """
        SELECT shared_batch.epoch, shared_batch.version, client, sequence, member, member.name, at, steps
        FROM shared_batch JOIN story ON story.number = shared_batch.story
        JOIN member ON member.number = shared_batch.member WHERE story.site = $1 AND shared_batch.story = $2
        """
    static let batchesQuery =
        columns + """
             AND shared_batch.epoch = $3 AND shared_batch.version > $4 ORDER BY shared_batch.version
            """
    static let sentQuery = columns + " AND shared_batch.epoch = $3 AND client = $4 AND sequence = $5"
    static let writersQuery = """
        SELECT member.key FROM shared_batch JOIN member ON member.number = shared_batch.member
        WHERE story = $1 AND epoch = $2 AND version > $3 GROUP BY member.key ORDER BY max(version)
        """
}

extension WriteTransaction {
    /// Adds the next batch of a shared text.
    ///
    /// It is of the version after the text's head; whoever calls has made sure that it fits.
    public func add(_ batch: Batch, to outline: StoryOutline) throws {
        try count(batch, of: outline)
        try sql.execute(
            """
            INSERT INTO shared_batch (story, epoch, version, client, sequence, member, at, steps)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                SQLValue(outline.number), .integer(Int64(batch.point.epoch)), .integer(Int64(batch.point.version)),
                .text(batch.client.description), .integer(Int64(batch.sequence)), SQLValue(batch.writer.number),
                SQLValue(batch.at), .text(batch.steps),
            ]
        )
    }

    /// Deletes batches of a story that nobody needs any more: those of a text that is over, and those that the working
    /// copy has held for long.
    /// - Parameters:
    ///   - number: The story.
    ///   - text: Where the text stands.
    ///   - before: Only batches that came before this time.
    public func pruneBatches(of number: StoryNumber, _ text: SharedText, before: Timestamp) throws {
        let last = min(text.stored, text.head.version - Self.keptBatches)
        try sql.execute(
            "DELETE FROM shared_batch WHERE story = $1 AND (epoch < $2 OR (epoch = $2 AND version <= $3)) AND at < $4",
            [SQLValue(number), .integer(Int64(text.head.epoch)), .integer(Int64(last)), SQLValue(before)]
        )
    }

    /// Deletes batches, of whatever story of the house, that came before a time and that working copies hold.
    /// - Returns: How many; where it is the limit, there may be more.
    public func pruneBatches(before: Timestamp, limit: Int) throws -> Int {
        try sql.execute(Self.pruneQuery, [SQLValue(before), .integer(Int64(limit))])
    }

    /// Batches of each text that are kept for pages that were asleep.
    static let keptBatches = 500

    static let pruneQuery = """
        DELETE FROM shared_batch WHERE (story, epoch, version) IN (SELECT shared_batch.story, shared_batch.epoch,
        shared_batch.version FROM shared_batch JOIN shared_text ON shared_text.story = shared_batch.story
        WHERE at < $1 AND (shared_batch.epoch < shared_text.epoch
        OR shared_batch.version <= shared_text.stored_version) ORDER BY at LIMIT $2)
        """
}

extension Batch {
    fileprivate init(_ row: SQLRow) throws {
        guard let client = WritingClient(try row.string(2)) else { throw SQLFault.column(2, "a client") }
        self.init(
            point: SharedText.Point(epoch: Int(try row.required(0)), version: Int(try row.required(1))),
            client: client,
            sequence: Int(try row.required(3)),
            writer: Writer(number: MemberNumber(rawValue: try row.required(4)), name: try row.string(5)),
            at: try row.time(6),
            steps: try row.string(7)
        )
    }
}
