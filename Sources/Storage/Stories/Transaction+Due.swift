public import News

extension Transaction {
    /// Stories whose time has come and that no list shows yet, the longest due first.
    public func due(at now: Timestamp, limit: Int) throws -> [StoryNumber] {
        try sql.rows(Self.dueQuery, [SQLValue(now), .integer(Int64(max(0, limit)))]).map { try $0.number(0) }
    }

    /// When the next story becomes due, which may be past; nil where none waits.
    public func nextDue() throws -> Timestamp? {
        try sql.row(Self.nextDueQuery)?.optionalTime(0)
    }

    static let dueQuery = """
        SELECT number FROM story WHERE state = 'published' AND position IS NULL AND public_since <= $1
        ORDER BY public_since LIMIT $2
        """

    static let nextDueQuery = """
        SELECT public_since FROM story WHERE state = 'published' AND position IS NULL ORDER BY public_since LIMIT 1
        """
}
