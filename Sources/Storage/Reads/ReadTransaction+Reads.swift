public import News

extension ReadTransaction {
    /// Reads of each story in a range of minutes since 1970, ordered by story number.
    public func reads(minutes: Range<Int64>) throws -> [ReadSum] {
        try sums("SELECT \(Self.sumColumns) FROM read_minute WHERE site = $1 AND minute >= $2 AND minute < $3", minutes)
    }

    /// Reads of each story in a range of hours since 1970, ordered by story number.
    public func reads(hours: Range<Int64>) throws -> [ReadSum] {
        try sums("SELECT \(Self.sumColumns) FROM read_hour WHERE site = $1 AND hour >= $2 AND hour < $3", hours)
    }

    /// The largest number of any story, of any newspaper of the house: nobody can have read a story beyond it.
    ///
    /// 0 if there is none.
    public func lastStoryNumber() throws -> StoryNumber {
        StoryNumber(rawValue: try sql.row("SELECT max(number) FROM story")?.integer(0) ?? 0)
    }

    /// The section of each story that is public.
    public func sections(of numbers: [StoryNumber]) throws -> [StoryNumber: Slug] {
        var sections: [StoryNumber: Slug] = [:]
        for number in numbers {
            guard let row = try sql.row(Self.sectionQuery, [SQLValue(siteNumber), SQLValue(number)]) else { continue }
            sections[number] = try row.slug(0)
        }
        return sections
    }

    private func sums(_ query: String, _ range: Range<Int64>) throws -> [ReadSum] {
        try sql.rows(
            query + " GROUP BY story ORDER BY story",
            [SQLValue(siteNumber), .integer(range.lowerBound), .integer(range.upperBound)]
        )
        .map { ReadSum(story: try $0.number(0), reads: try $0.count(1), weight: try $0.count(2)) }
    }

    /// Summed as floating point, since an integer sum that overflows makes the whole query fail.
    private static let sumColumns = "story, sum(CAST(reads AS DOUBLE PRECISION)), sum(CAST(weight AS DOUBLE PRECISION))"

    private static let sectionQuery = """
        SELECT section.slug FROM story LEFT JOIN section ON section.id = story.section
        WHERE story.site = $1 AND story.number = $2 AND story.position IS NOT NULL
        """
}

extension SQLRow {
    /// A floating-point sum as an integer: exact to 2^53, and at most the largest integer.
    fileprivate func count(_ index: Int) throws -> Int {
        guard case .real(let sum) = self[index] else { throw SQLFault.column(index, "a sum") }
        return Int(exactly: sum.rounded()) ?? .max
    }
}
