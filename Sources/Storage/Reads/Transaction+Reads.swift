public import News

extension Transaction {
    /// Adds what was read just now; stories that do not exist are passed over.
    public func addReads(_ sums: [ReadSum], at now: Timestamp) throws {
        let minute = Self.minute(of: now)
        for sum in sums where sum.reads > 0 {
            let values: [SQLValue] = [.integer(Int64(sum.reads)), SQLValue(sum.story)]
            try sql.execute(Self.addMinute, [.integer(minute)] + values)
            try sql.execute(Self.addHour, [.integer(minute.floorDivided(by: 60))] + values)
        }
    }

    /// Reads of each story in a stretch of minutes, counted from 1970; by number.
    public func reads(minutes: Range<Int64>) throws -> [ReadSum] {
        try sums(
            """
            SELECT story, sum(reads) FROM read_minute WHERE minute >= $1 AND minute < $2 GROUP BY story ORDER BY story
            """,
            minutes
        )
    }

    /// Reads of each story in a stretch of hours, counted from 1970; by number.
    public func reads(hours: Range<Int64>) throws -> [ReadSum] {
        try sums(
            "SELECT story, sum(reads) FROM read_hour WHERE hour >= $1 AND hour < $2 GROUP BY story ORDER BY story",
            hours
        )
    }

    /// Forgets what no window needs: minutes older than two hours and hours older than 31 days, the oldest first.
    /// - Parameter limit: Rows of each at most, as others wait meanwhile.
    /// - Returns: Whether there may be more.
    public func forgetReads(before now: Timestamp, limit: Int = 5_000) throws -> Bool {
        let minute = Self.minute(of: now)
        let most = SQLValue.integer(Int64(limit))
        let minutes = try sql.execute(Self.forgetMinutes, [.integer(minute - 120), most])
        let hours = try sql.execute(Self.forgetHours, [.integer(minute.floorDivided(by: 60) - 31 * 24), most])
        return max(minutes, hours) >= limit
    }

    /// The section of each story that is public.
    public func sections(of numbers: [StoryNumber]) throws -> [StoryNumber: Slug] {
        var sections: [StoryNumber: Slug] = [:]
        for number in numbers {
            guard let row = try sql.row(Self.sectionQuery, [SQLValue(number)]) else { continue }
            sections[number] = try row.slug(0)
        }
        return sections
    }

    private func sums(_ query: String, _ range: Range<Int64>) throws -> [ReadSum] {
        try sql.rows(query, [.integer(range.lowerBound), .integer(range.upperBound)])
            .map { ReadSum(story: try $0.number(0), reads: Int(try $0.required(1))) }
    }

    private static func minute(of time: Timestamp) -> Int64 { time.seconds.floorDivided(by: 60) }

    private static let addMinute = """
        INSERT INTO read_minute (minute, story, reads) SELECT $1, number, $2 FROM story WHERE number = $3
        ON CONFLICT (minute, story) DO UPDATE SET reads = read_minute.reads + excluded.reads
        """

    private static let addHour = """
        INSERT INTO read_hour (hour, story, reads) SELECT $1, number, $2 FROM story WHERE number = $3
        ON CONFLICT (hour, story) DO UPDATE SET reads = read_hour.reads + excluded.reads
        """

    private static let forgetMinutes = """
        DELETE FROM read_minute WHERE (minute, story) IN
        (SELECT minute, story FROM read_minute WHERE minute < $1 ORDER BY minute, story LIMIT $2)
        """

    private static let forgetHours = """
        DELETE FROM read_hour WHERE (hour, story) IN
        (SELECT hour, story FROM read_hour WHERE hour < $1 ORDER BY hour, story LIMIT $2)
        """

    static let sectionQuery = """
        SELECT section.slug FROM story LEFT JOIN section ON section.id = story.section
        WHERE story.number = $1 AND story.position IS NOT NULL
        """
}

extension Int64 {
    /// Division that rounds towards minus infinity.
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
