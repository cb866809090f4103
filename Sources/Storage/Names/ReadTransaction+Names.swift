public import News

extension ReadTransaction {
    /// The section with this slug, even if it has no public story.
    public func section(_ slug: Slug) throws -> Section? {
        try sql.row("SELECT name FROM section WHERE site = $1 AND slug = $2", [SQLValue(siteNumber), SQLValue(slug)])
            .map { Section(slug: slug, name: try $0.string(0)) }
    }

    /// The tag with this slug, even if it has no public story.
    public func tag(_ slug: Slug) throws -> Tag? {
        try sql.row("SELECT name FROM tag WHERE site = $1 AND slug = $2", [SQLValue(siteNumber), SQLValue(slug)])
            .map { Tag(slug: slug, name: try $0.string(0)) }
    }

    /// The person with this slug, even if no story of theirs is public.
    public func person(_ slug: Slug) throws -> Person? {
        try sql.row("SELECT name FROM person WHERE site = $1 AND slug = $2", [SQLValue(siteNumber), SQLValue(slug)])
            .map { Person(slug: slug, name: try $0.string(0)) }
    }
}

extension ReadTransaction {
    /// The newspaper's tags whose names begin with what somebody types, in the order of their spelling.
    ///
    /// - Parameters:
    ///   - beginning: However it is spelled, with capitals or accents or without; nothing is found for an empty one.
    ///   - limit: The most of them.
    public func tagNames(beginningWith beginning: String, limit: Int) throws -> [String] {
        try names(Self.tagsQuery, beginning, limit)
    }

    /// The people of the newspaper's bylines, and its members, whose names begin with what somebody types.
    ///
    /// - Parameters:
    ///   - beginning: However it is spelled; nothing is found for an empty one.
    ///   - limit: The most of them.
    public func peopleNames(beginningWith beginning: String, limit: Int) throws -> [String] {
        let key = beginning.nameKey
        if key.isEmpty { return [] }
        // A newsroom has hundreds of members, and their names have no keys.
        let members = try sql.rows("SELECT name FROM member WHERE is_active = 1 ORDER BY name").map { try $0.string(0) }
            .filter { $0.nameKey.hasPrefix(key) }
        let credited = try names(Self.peopleQuery, beginning, limit)
        let known = Set(members.map(\.nameKey))
        return Array((members + credited.filter { !known.contains($0.nameKey) }).prefix(limit))
    }

    private func names(_ query: String, _ beginning: String, _ limit: Int) throws -> [String] {
        let key = beginning.nameKey
        if key.isEmpty { return [] }
        // Every key that begins so lies below the key with the last of all characters behind it.
        let values: [SQLValue] = [SQLValue(siteNumber), .text(key), .text(key + "\u{10FFFF}"), .integer(Int64(limit))]
        return try sql.rows(query, values).map { try $0.string(0) }
    }

    static let tagsQuery = namesQuery(of: "tag")
    static let peopleQuery = namesQuery(of: "person")

    private static func namesQuery(of table: String) -> String {
        "SELECT name FROM \(table) WHERE site = $1 AND key >= $2 AND key < $3 ORDER BY key LIMIT $4"
    }
}
