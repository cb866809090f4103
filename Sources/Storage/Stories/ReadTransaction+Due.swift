public import News

extension ReadTransaction {
    /// Stories whose time has come and that no list shows yet, the longest due first.
    public func due(at now: Timestamp, limit: Int) throws -> [StoryNumber] {
        try sql.rows(Self.dueQuery, [SQLValue(siteNumber), SQLValue(now), .integer(Int64(max(0, limit)))]).map {
            try $0.number(0)
        }
    }

    /// When the next story becomes due, which may be past; nil if none waits.
    public func nextDue() throws -> Timestamp? {
        try sql.row(Self.nextDueQuery, [SQLValue(siteNumber)])?.optionalTime(0)
    }

    static let dueQuery = "SELECT number FROM story WHERE site = $1 AND due <= $2 ORDER BY due LIMIT $3"

    static let nextDueQuery = "SELECT due FROM story WHERE site = $1 AND due IS NOT NULL ORDER BY due LIMIT 1"
}
