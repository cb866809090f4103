public import News

extension ReadTransaction {
    /// The newest corrections of stories that readers can open, or those older than a position; newest first.
    ///
    /// Those of a story that was withdrawn stay. With a section it reads past those of others, which are few.
    /// - Parameters:
    ///   - section: Only those of stories that stand in this section now.
    ///   - before: Only those older than this position; nil for the newest.
    ///   - within: Only positions in this range, for example those of one day.
    ///   - limit: Rows at most.
    public func corrections(
        in section: Slug? = nil,
        before: ListPosition?,
        within: Range<ListPosition>? = nil,
        limit: Int
    ) throws -> [CorrectionRow] {
        let below = min(before?.time ?? Self.endOfTime, within?.upperBound.time ?? Self.endOfTime)
        let from = within?.lowerBound.time ?? Timestamp.range.lowerBound
        return try corrections(in: section, from: from, below: below, order: "DESC", limit: limit)
    }

    /// Those just newer than a position, newest first; the rest as above.
    public func corrections(
        in section: Slug? = nil,
        after: ListPosition,
        within: Range<ListPosition>? = nil,
        limit: Int
    ) throws -> [CorrectionRow] {
        let from = max(after.time.adding(milliseconds: 1), within?.lowerBound.time ?? Timestamp.range.lowerBound)
        let below = within?.upperBound.time ?? Self.endOfTime
        return try corrections(in: section, from: from, below: below, order: "ASC", limit: limit).reversed()
    }

    /// The sections in which stories were corrected, in the order in which they first appeared.
    public func sectionsWithCorrections(limit: Int) throws -> [Section] {
        try sql.rows(Self.correctedSectionsQuery, [SQLValue(siteNumber), .integer(Int64(max(0, limit)))])
            .map { Section(slug: try $0.slug(0), name: try $0.string(1)) }
    }

    private func corrections(
        in section: Slug?,
        from: Timestamp,
        below: Timestamp,
        order: String,
        limit: Int
    ) throws -> [CorrectionRow] {
        let query = Self.correctionsQuery(isOfSection: section != nil, order: order)
        let values = [SQLValue(siteNumber), SQLValue(from), SQLValue(below)] + (section.map { [SQLValue($0)] } ?? [])
        return try sql.rows(query, values + [.integer(Int64(max(0, limit)))]).map(CorrectionRow.init)
    }

    private static var endOfTime: Timestamp { Timestamp.range.upperBound }

    /// One range of one index; left joins, so that the plan begins with it.
    static func correctionsQuery(isOfSection: Bool, order: String) -> String {
        """
        SELECT \(Correction.columns), story.number, story.headline, story.slug, section.slug, section.name, \
        story.language, story.zone, story.position, story.uri, story.paid_label FROM correction
        LEFT JOIN story ON story.number = correction.story LEFT JOIN section ON section.id = story.section
        WHERE correction.site = $1 AND correction.at >= $2 AND correction.at < $3 AND \(isVisible)
        \(isOfSection ? "AND section.slug = $4 " : "")ORDER BY correction.at \(order) LIMIT \(isOfSection ? "$5" : "$4")
        """
    }

    private static let isVisible = """
        (story.position IS NOT NULL OR (story.withdrawn_at IS NOT NULL AND story.text_was_public = 1))
        """

    static let correctedSectionsQuery = """
        SELECT slug, name FROM section WHERE site = $1 AND EXISTS (
        SELECT 1 FROM story WHERE story.section = section.id AND story.corrected IS NOT NULL AND \(isVisible))
        ORDER BY id LIMIT $2
        """
}

extension CorrectionRow {
    fileprivate init(_ row: SQLRow) throws {
        let index = Correction.width
        self.init(
            correction: try Correction(row, from: 0),
            story: try row.number(index),
            uri: try row.string(index + 8),
            headline: try row.string(index + 1),
            chosenSlug: try row.slugIfAny(index + 2),
            section: Section(slug: try row.slug(index + 3), name: try row.string(index + 4)),
            language: try row.string(index + 5),
            zone: try Zone(stored: row, index + 6),
            isWithdrawn: row.integer(index + 7) == nil,
            label: row.text(index + 9).flatMap { PaidContent.Label(rawValue: $0) }
        )
    }
}
