internal import News

extension WriteTransaction {
    /// Adds what was read just now, and returns what was added.
    @discardableResult
    func addReads(_ sums: [ReadSum], at now: Timestamp) throws -> [ReadSum] {
        try addReads(ReadBatch(sums), at: now)
    }

    /// Adds a batch, unless it is there already, and returns what of it was added.
    @discardableResult
    func addReads(_ batch: ReadBatch, at now: Timestamp) throws -> [ReadSum] {
        if let known = try sql.row("SELECT sums FROM read_batch WHERE token = $1", [.text(batch.token)]) {
            return try [ReadSum](logged: try known.string(0))
        }
        // Where the log has been cut since the batch was first tried, nobody knows: rather lost than counted twice.
        if let after = batch.after, let oldest = try sql.row("SELECT min(number) FROM read_batch")?.integer(0),
            oldest > after.number + 1
        {
            return []
        }
        let minute = Self.minute(of: now)
        let added = try batch.sums.filter { sum in
            guard sum.reads > 0, try sql.row(Self.publicQuery, [SQLValue(siteNumber), SQLValue(sum.story)]) != nil
            else { return false }
            let values = [SQLValue(sum.story), .integer(Int64(sum.reads)), .integer(Int64(max(0, sum.weight)))]
            try sql.execute(Self.addMinute, [SQLValue(siteNumber), .integer(minute)] + values)
            try sql.execute(Self.addHour, [SQLValue(siteNumber), .integer(minute.floorDivided(by: 60))] + values)
            return true
        }
        if !added.isEmpty { try log(added, batch.token, minute) }
        return added
    }

    /// Tells the other processes, and forgets what was told long ago.
    private func log(_ added: [ReadSum], _ token: String, _ minute: Int64) throws {
        let number = try sql.nextNumber(of: .readBatches)
        try sql.execute(
            "INSERT INTO read_batch (number, token, site, minute, sums) VALUES ($1, $2, $3, $4, $5)",
            [.integer(number), .text(token), SQLValue(siteNumber), .integer(minute), .text(added.logged)]
        )
        try sql.execute("DELETE FROM read_batch WHERE number <= $1", [.integer(number - Self.loggedBatches)])
    }

    /// Deletes the oldest counts that no window needs, and returns whether there may be more.
    /// - Parameter limit: Maximum number of rows of minutes, and of rows of hours, that are deleted.
    func forgetReads(before now: Timestamp, limit: Int = 5_000) throws -> Bool {
        let minute = Self.minute(of: now)
        let most = SQLValue.integer(Int64(limit))
        let minutes = try sql.execute(Self.forgetMinutes, [SQLValue(siteNumber), .integer(minute - 120), most])
        let oldest = SQLValue.integer(minute.floorDivided(by: 60) - 31 * 24)
        let hours = try sql.execute(Self.forgetHours, [SQLValue(siteNumber), oldest, most])
        return max(minutes, hours) >= limit
    }

    private static func minute(of time: Timestamp) -> Int64 { time.seconds.floorDivided(by: 60) }

    /// Batches that the log holds: a quarter of an hour of three busy nodes.
    private static let loggedBatches: Int64 = 5_000

    private static let publicQuery = "SELECT 1 FROM story WHERE site = $1 AND number = $2 AND position IS NOT NULL"

    private static let addMinute = """
        INSERT INTO read_minute (site, minute, story, reads, weight) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (site, minute, story) DO UPDATE
        SET reads = \(saturated("read_minute.reads", "excluded.reads")),
            weight = \(saturated("read_minute.weight", "excluded.weight"))
        """

    private static let addHour = """
        INSERT INTO read_hour (site, hour, story, reads, weight) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (site, hour, story) DO UPDATE
        SET reads = \(saturated("read_hour.reads", "excluded.reads")),
            weight = \(saturated("read_hour.weight", "excluded.weight"))
        """

    private static let forgetMinutes = """
        DELETE FROM read_minute WHERE (site, minute, story) IN
        (SELECT site, minute, story FROM read_minute WHERE site = $1 AND minute < $2 ORDER BY minute, story LIMIT $3)
        """

    private static let forgetHours = """
        DELETE FROM read_hour WHERE (site, hour, story) IN
        (SELECT site, hour, story FROM read_hour WHERE site = $1 AND hour < $2 ORDER BY hour, story LIMIT $3)
        """

    /// SQL for the sum of two numbers that are not negative, at most the largest integer.
    private static func saturated(_ first: String, _ second: String) -> String {
        "CASE WHEN \(first) > \(Int64.max) - \(second) THEN \(Int64.max) ELSE \(first) + \(second) END"
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity.
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
