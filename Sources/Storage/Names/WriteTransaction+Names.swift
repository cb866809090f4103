internal import News

/// A stored section, tag or person: its slug, and how its name is spelled.
struct KeptName {
    let id: Int64
    let slug: Slug
    var name: String
    /// Whether a story that readers see has it.
    var isPublic: Bool
}

extension KeptName {
    /// Reads what is known of a name from the columns behind so many others.
    fileprivate init(_ row: SQLRow, after first: Int = 0) throws {
        self.init(
            id: try row.required(first),
            slug: try row.slug(first + 1),
            name: try row.string(first + 2),
            isPublic: try row.required(first + 3) != 0
        )
    }
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

    var knownQuery: String { query(columns.joined(separator: ", "), key: "$2") }

    /// The same for many keys: each key, and what is known of it.
    var knownQueries: String { Self.knownQueries[self] ?? "" }

    private static let knownQueries = Dictionary(
        uniqueKeysWithValues: [NameTable.section, .tag, .person].map { table in
            let columns = table.columns.map { "(\(table.query($0, key: "column1")))" }.joined(separator: ", ")
            return (table, "SELECT column1, \(columns) FROM \(SQLList.values(after: 1))")
        }
    )

    /// What a `KeptName` is read from.
    private var columns: [String] { ["id", "slug", "name", isPublic] }

    private var isPublic: String {
        let isShown = "EXISTS (\(publicQuery))"
        return self == .section ? isShown + " OR id IN (SELECT section FROM section_name)" : isShown
    }

    /// A section that the desk has renamed is found by both names, and keeps the desk's.
    private func query(_ columns: String, key: String) -> String {
        switch self {
        case .section:
            """
            SELECT \(columns) FROM section
            WHERE id = coalesce((SELECT id FROM section WHERE site = $1 AND key = \(key)),
                (SELECT section FROM section_name WHERE site = $1 AND key = \(key)))
            """
        case .tag, .person: "SELECT \(columns) FROM \(rawValue) WHERE site = $1 AND key = \(key)"
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
        // Nil where it was not looked up; nil in it where there is none.
        let found: KeptName? = try names[table]?[key] ?? known(key, in: table)
        var kept = try found ?? add(name, slug, key, to: table)
        if isShown, !kept.isPublic {
            if kept.name != name {
                let values = [SQLValue.text(name), .integer(kept.id)]
                try sql.execute("UPDATE \(table.rawValue) SET name = $1 WHERE id = $2", values)
            }
            (kept.name, kept.isPublic) = (name, true)
        }
        names[table, default: [:]][key] = .some(kept)
        return kept
    }

    /// The stored name with this key; nil if there is none.
    func known(_ key: String, in table: NameTable) throws -> KeptName? {
        try sql.row(table.knownQuery, [SQLValue(siteNumber), .text(key)]).map { try KeptName($0) }
    }

    /// Looks up the stored names with these keys, and which have none, for `keep`.
    func lookUpNames(_ keys: Set<String>, in table: NameTable) throws {
        let asked = keys.filter { names[table]?[$0] == nil }
        var found: [String: KeptName?] = [:]
        for key in asked { found[key] = .some(nil) }
        try sql.forEachRow(table.knownQueries, [SQLValue(siteNumber)], among: asked.map { .text($0) }) { row in
            if row.integer(1) != nil { found[try row.string(0)] = .some(try KeptName(row, after: 1)) }
        }
        names[table, default: [:]].merge(found) { known, _ in known }
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
