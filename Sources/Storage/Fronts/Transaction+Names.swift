public import News

extension Transaction {
    /// The sections in which something is public, in the order in which they first appeared.
    public func sections() throws -> [Section] {
        try sql.rows(Self.sectionsQuery).map { Section(slug: try $0.slug(0), name: try $0.string(1)) }
    }

    static let sectionsQuery = """
        SELECT slug, name FROM section
        WHERE EXISTS (SELECT 1 FROM story WHERE story.section = section.id AND story.position IS NOT NULL)
        ORDER BY id
        """

    /// The section of that slug, also where nothing of it is public.
    public func section(_ slug: Slug) throws -> Section? {
        try sql.row("SELECT name FROM section WHERE slug = $1", [SQLValue(slug)])
            .map { Section(slug: slug, name: try $0.string(0)) }
    }

    /// The tag of that slug, also where nothing of it is public.
    public func tag(_ slug: Slug) throws -> Tag? {
        try sql.row("SELECT name FROM tag WHERE slug = $1", [SQLValue(slug)])
            .map { Tag(slug: slug, name: try $0.string(0)) }
    }

    /// The person of that slug, also where nothing of theirs is public.
    public func person(_ slug: Slug) throws -> Person? {
        try sql.row("SELECT name FROM person WHERE slug = $1", [SQLValue(slug)])
            .map { Person(slug: slug, name: try $0.string(0)) }
    }
}

extension Transaction {
    /// The section as it is kept, made where it is missing; the first name a slug came with stays.
    func keep(_ section: Section) throws -> (id: Int64, section: Section) {
        if let known = memo.sections[section.slug] { return known }
        let (id, name) = try kept("section", section.slug, section.name)
        let known = (id, Section(slug: section.slug, name: name))
        memo.sections[section.slug] = known
        return known
    }

    func keep(_ tag: Tag) throws -> (id: Int64, tag: Tag) {
        if let known = memo.tags[tag.slug] { return known }
        let (id, name) = try kept("tag", tag.slug, tag.name)
        let known = (id, Tag(slug: tag.slug, name: name))
        memo.tags[tag.slug] = known
        return known
    }

    func keep(_ person: Person) throws -> (id: Int64, person: Person) {
        if let known = memo.people[person.slug] { return known }
        let (id, name) = try kept("person", person.slug, person.name)
        let known = (id, Person(slug: person.slug, name: name))
        memo.people[person.slug] = known
        return known
    }

    private func kept(_ table: String, _ slug: Slug, _ name: String) throws -> (Int64, String) {
        if let row = try sql.row("SELECT id, name FROM \(table) WHERE slug = $1", [SQLValue(slug)]) {
            return (try row.required(0), try row.string(1))
        }
        let name = name.isEmpty ? slug.rawValue : name
        let row = try sql.row(
            "INSERT INTO \(table) (slug, name) VALUES ($1, $2) RETURNING id",
            [SQLValue(slug), .text(name)]
        )
        return (try row?.required(0) ?? 0, name)
    }
}
