public import News

extension ReadTransaction {
    /// The sections in the navigation that have public stories.
    ///
    /// Those that the desk has placed there, in its order; if it has placed none, the first that came.
    public func masthead() throws -> Masthead {
        let edition =
            try sql.row("SELECT edition FROM masthead WHERE site = $1", [SQLValue(siteNumber)])?.required(0) ?? 0
        let isArranged = try sql.row(Self.arrangedQuery, [SQLValue(siteNumber)]) != nil
        let query = isArranged ? Self.placedQuery : Self.sectionsQuery
        let sections = try sections(query, limit: Masthead.mostSections)
        let count =
            try sql.row(Self.countQuery, [SQLValue(siteNumber), .integer(Int64(Masthead.mostKnown))])?.required(0) ?? 0
        return Masthead(
            sections: sections,
            others: max(0, Int(count) - sections.count),
            edition: edition,
            pages: try standingPageVersions(),
            banner: try bannerVersion(),
            launch: try lastLaunch()
        )
    }

    /// The sections in which something is public, in the order in which they first appeared.
    public func sections(limit: Int) throws -> [Section] {
        try sections(Self.sectionsQuery, limit: limit)
    }

    private func sections(_ query: String, limit: Int) throws -> [Section] {
        try sql.rows(query, [SQLValue(siteNumber), .integer(Int64(max(0, limit)))])
            .map { Section(slug: try $0.slug(0), name: try $0.string(1)) }
    }

    private static let sectionsQuery = """
        SELECT slug, name FROM section WHERE site = $1 AND \(isPublic) ORDER BY id LIMIT $2
        """

    private static let placedQuery = """
        SELECT slug, name FROM section WHERE site = $1 AND place IS NOT NULL AND \(isPublic) ORDER BY place LIMIT $2
        """

    private static let arrangedQuery = "SELECT 1 FROM section WHERE site = $1 AND place IS NOT NULL LIMIT 1"

    private static let countQuery = """
        SELECT count(*) FROM (SELECT 1 FROM section WHERE site = $1 AND \(isPublic) LIMIT $2) AS known
        """

    private static let isPublic = """
        EXISTS (SELECT 1 FROM story WHERE story.section = section.id AND story.position IS NOT NULL)
        """
}

/// A section as the desk sees it.
public struct SectionEntry: Hashable, Sendable {
    public let section: Section
    /// Its place in the navigation, from 1; nil if the desk has given it none.
    public let place: Int?
}

extension ReadTransaction {
    /// All sections, those with a place in the navigation first, in its order.
    public func allSections() throws -> [SectionEntry] {
        let query = "SELECT slug, name, place FROM section WHERE site = $1 ORDER BY place IS NULL, place, id"
        return try sql.rows(query, [SQLValue(siteNumber)]).map { row in
            SectionEntry(
                section: Section(slug: try row.slug(0), name: try row.string(1)),
                place: row.integer(2).map { Int($0) }
            )
        }
    }

    /// What an export says of each section, in the order in which they appeared.
    public func sectionRecords() throws -> [SectionRecord] {
        var names: [Int64: [String]] = [:]
        let nameQuery = "SELECT section, key FROM section_name WHERE site = $1 ORDER BY key"
        try sql.forEachRow(nameQuery, [SQLValue(siteNumber)]) { row in
            names[try row.required(0), default: []].append(try row.string(1))
        }
        let query = "SELECT id, slug, name, key, place FROM section WHERE site = $1 ORDER BY id"
        return try sql.rows(query, [SQLValue(siteNumber)]).map { row in
            SectionRecord(
                section: Section(slug: try row.slug(1), name: try row.string(2)),
                key: try row.string(3),
                deskNames: names[try row.required(0)] ?? [],
                place: row.integer(4).map { Int($0) }
            )
        }
    }

    /// How many sections there are, including those without public stories.
    public func sectionCount() throws -> Int {
        Int(try sql.row("SELECT count(*) FROM section WHERE site = $1", [SQLValue(siteNumber)])?.required(0) ?? 0)
    }

    /// Whether there is a section with this name's key (`nameKey`).
    public func hasSection(key: String) throws -> Bool {
        try sql.row(NameTable.section.knownQuery, [SQLValue(siteNumber), .text(key)]) != nil
    }
}
