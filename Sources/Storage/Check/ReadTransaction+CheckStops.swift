internal import News

extension ReadTransaction {
    /// What a kill or a hold covers must not be public by the wire's word; the desk alone publishes over one.
    func stopProblems() throws -> [String] {
        try sql.rows(Self.stoppedQuery, [SQLValue(siteNumber)]).compactMap { row in
            guard try wireFacts(uri: try row.string(1)).isStopped else { return nil }
            return "Story \(try row.number(0)): a kill or a hold covers the version that was passed for readers."
        }
    }

    /// Those whose version a stop may cover; where both are of one instant, their numbers decide.
    private static let stoppedQuery = """
        SELECT DISTINCT story.number, story.uri FROM wire_stop JOIN story
        ON story.site = wire_stop.site AND story.uri = wire_stop.uri
        WHERE wire_stop.site = $1 AND (story.position IS NOT NULL OR story.due IS NOT NULL) AND story.decided_by = 'wire'
        AND wire_stop.until >= coalesce(story.wire_version, story.updated) ORDER BY story.number
        """
}
