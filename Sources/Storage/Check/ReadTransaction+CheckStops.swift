internal import News

extension ReadTransaction {
    /// A story that a kill or a hold covers must not be public, unless the desk published it.
    func stopProblems() throws -> [String] {
        try sql.rows(Self.stoppedQuery, [SQLValue(siteNumber)]).compactMap { row in
            guard try wireFacts(uri: try row.string(1)).isStopped else { return nil }
            return "Story \(try row.number(0)): a kill or a hold covers the version that was passed for readers."
        }
    }

    /// Stories whose version a stop may cover; if both are of the same instant, their edition numbers decide.
    private static let stoppedQuery = """
        SELECT DISTINCT story.number, story.uri FROM wire_stop JOIN story
        ON story.site = wire_stop.site AND story.uri = wire_stop.uri
        WHERE wire_stop.site = $1 AND (story.position IS NOT NULL OR story.due IS NOT NULL) AND story.decided_by = 'wire'
        AND wire_stop.until >= coalesce(story.wire_version, story.updated) ORDER BY story.number
        """
}
