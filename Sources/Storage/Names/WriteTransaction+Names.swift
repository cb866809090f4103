internal import News

/// A stored section, tag or person: its slug, and how its name is spelled.
struct KeptName {
    let id: Int64
    let slug: Slug
    var name: String
    /// Whether a story that readers see has it.
    var isPublic: Bool
}

/// The tables of names, each with the query that tells whether a name is public.
enum NameTable: String {
    case section, tag, person

    /// Returns one row if a public story has the name.
    fileprivate var publicQuery: String {
        switch self {
        case .section: "SELECT 1 FROM story WHERE section = section.id AND position IS NOT NULL"
        case .tag: "SELECT 1 FROM story_tag WHERE tag = tag.id AND position IS NOT NULL"
        case .person: "SELECT 1 FROM story_byline WHERE person = person.id AND position IS NOT NULL"
        }
    }

    /// A section that the desk has renamed is found by both names, and keeps the desk's.
    var knownQuery: String {
        switch self {
        case .section:
            """
            SELECT id, slug, name, EXISTS (\(publicQuery)) OR id IN (SELECT section FROM section_name) FROM section
            WHERE id IN (SELECT id FROM section WHERE site = $1 AND key = $2
                UNION ALL SELECT section FROM section_name WHERE site = $1 AND key = $2)
            """
        case .tag, .person:
            "SELECT id, slug, name, EXISTS (\(publicQuery)) FROM \(rawValue) WHERE site = $1 AND key = $2"
        }
    }

    /// Returns no row if the key or the slug is taken.
    fileprivate var addQuery: String {
        "INSERT INTO \(rawValue) (site, key, slug, name) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id"
    }
}

extension WriteTransaction {
    /// The stored name, which is added if it is missing.
    ///
    /// Names with the same key (`nameKey`) are the same. The slug is made from the name and never changes. The spelling
    /// is that of the first story with it that readers see, so that hidden stories do not affect public pages.
    /// - Parameters:
    ///   - name: As the story spells it.
    ///   - slug: The slug that it should get; if another name has it, a suffix tells the two apart.
    ///   - table: Whether it is a section, a tag or a person.
    ///   - isShown: Whether readers see the story that has the name.
    func keep(_ name: String, _ slug: Slug, in table: NameTable, isShown: Bool) throws -> KeptName {
        let name = name.isEmpty ? slug.rawValue : name
        let key = name.nameKey
        var kept = try names[table]?[key] ?? known(key, in: table) ?? add(name, slug, key, to: table)
        if isShown, !kept.isPublic {
            if kept.name != name {
                let values = [SQLValue.text(name), .integer(kept.id)]
                try sql.execute("UPDATE \(table.rawValue) SET name = $1 WHERE id = $2", values)
            }
            (kept.name, kept.isPublic) = (name, true)
        }
        names[table, default: [:]][key] = kept
        return kept
    }

    /// The stored name with this key; nil if there is none.
    func known(_ key: String, in table: NameTable) throws -> KeptName? {
        try sql.row(table.knownQuery, [SQLValue(siteNumber), .text(key)]).map { row in
            KeptName(
                id: try row.required(0),
                slug: try row.slug(1),
                name: try row.string(2),
                isPublic: try row.required(3) != 0
            )
        }
    }

    /// Adds an unknown name, with the first of its possible slugs that is free.
    ///
    /// The table's constraints tell whether a slug is taken, so if two writers add the same name at once, one adds it
    /// and the other finds it.
    func add(_ name: String, _ slug: Slug, _ key: String, to table: NameTable) throws -> KeptName {
        var (wanted, attempt) = (slug, 0)
        while true {
            let values = [SQLValue(siteNumber), .text(key), SQLValue(wanted), .text(name)]
            if let id = try sql.row(table.addQuery, values)?.required(0) {
                return KeptName(id: id, slug: wanted, name: name, isPublic: false)
            }
            if let known = try known(key, in: table) { return known }
            attempt += 1
            wanted = slug.told(apart: key, attempt: attempt)
        }
    }
}
