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
