public import News

extension ReadTransaction {
    /// The newest public stories of a list, or those just older than a position; newest first.
    /// - Parameters:
    ///   - listing: The list.
    ///   - before: Only rows older than this position; nil for the newest.
    ///   - within: Only positions in this range, for example those of one day.
    ///   - limit: Rows at most.
    public func rows(
        _ listing: Listing,
        before: ListPosition?,
        within: Range<ListPosition>? = nil,
        limit: Int
    ) throws -> [StoryRow] {
        let below = min(before?.rawValue ?? .max, within?.upperBound.rawValue ?? .max)
        let from = within?.lowerBound.rawValue ?? .min
        return try sql.rows(
            listing.query(order: "DESC"),
            listing.values(of: siteNumber) + [.integer(from), .integer(below), .integer(Int64(max(0, limit)))]
        ).map(StoryRow.init)
    }

    /// The public stories of a list just newer than a position, newest first.
    /// - Parameters:
    ///   - listing: The list.
    ///   - after: Only rows newer than this position.
    ///   - within: Only positions in this range, for example those of one day.
    ///   - limit: Rows at most.
    public func rows(
        _ listing: Listing,
        after: ListPosition,
        within: Range<ListPosition>? = nil,
        limit: Int
    ) throws -> [StoryRow] {
        let (from, overflows) = after.rawValue.addingReportingOverflow(1)
        guard !overflows else { return [] }
        let start = max(from, within?.lowerBound.rawValue ?? .min)
        let below = within?.upperBound.rawValue ?? .max
        return try sql.rows(
            listing.query(order: "ASC"),
            listing.values(of: siteNumber) + [.integer(start), .integer(below), .integer(Int64(max(0, limit)))]
        ).reversed().map(StoryRow.init)
    }

    /// The rows of those stories that are public, in the order given.
    public func rows(_ numbers: [StoryNumber]) throws -> [StoryRow] {
        try numbers.compactMap { number in
            try sql.row(Self.rowQuery, [SQLValue(siteNumber), SQLValue(number)]).map(StoryRow.init)
        }
    }

    /// The newest public stories of a tag, with their positions; 50 at most.
    public func newest(of tag: Slug) throws -> [(story: StoryNumber, position: ListPosition)] {
        try sql.rows(Self.taggedQuery, [SQLValue(siteNumber), SQLValue(tag)]).map { row in
            (try row.number(0), ListPosition(rawValue: try row.required(1)))
        }
    }

    private static let rowQuery = """
        SELECT \(StoryRow.columns) FROM story \(StoryRow.joins)
        WHERE story.site = $1 AND story.number = $2 AND story.position IS NOT NULL
        """

    private static let taggedQuery = """
        SELECT story, position FROM story_tag
        WHERE tag = (SELECT id FROM tag WHERE site = $1 AND slug = $2) AND position IS NOT NULL ORDER BY position DESC LIMIT 50
        """
}

extension Listing {
    /// The query's first values; the bounds of the position and the limit follow.
    func values(of site: SiteNumber) -> [SQLValue] {
        switch self {
        case .site: [SQLValue(site)]
        case .section(let slug), .tag(let slug), .author(let slug): [SQLValue(site), SQLValue(slug)]
        }
    }

    /// Each list is one range of one index, read in the index's order.
    func query(order: String) -> String {
        switch self {
        case .site:
            """
            SELECT \(StoryRow.columns) FROM story \(StoryRow.joins)
            WHERE story.site = $1
            AND story.position >= $2 AND story.position < $3 ORDER BY story.position \(order) LIMIT $4
            """
        case .section:
            """
            SELECT \(StoryRow.columns) FROM story \(StoryRow.joins)
            WHERE story.section = (SELECT id FROM section WHERE site = $1 AND slug = $2)
            AND story.position >= $3 AND story.position < $4 ORDER BY story.position \(order) LIMIT $5
            """
        case .tag: joined("story_tag", "tag", order: order)
        case .author: joined("story_byline", "person", order: order)
        }
    }

    private func joined(_ part: String, _ name: String, order: String) -> String {
        """
        SELECT \(StoryRow.columns) FROM \(part) LEFT JOIN story ON story.number = \(part).story \(StoryRow.joins)
        WHERE \(part).\(name) = (SELECT id FROM \(name) WHERE site = $1 AND slug = $2)
        AND \(part).position >= $3 AND \(part).position < $4 ORDER BY \(part).position \(order) LIMIT $5
        """
    }
}
