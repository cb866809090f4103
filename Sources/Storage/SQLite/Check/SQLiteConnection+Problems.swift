extension SQLiteConnection {
    func problems() throws -> [String] {
        let pages = try rows("PRAGMA quick_check(20)").compactMap { $0.text(0) }.filter { $0 != "ok" }
        let references = try rows("PRAGMA foreign_key_check").prefix(20).map { row in
            "A row of \(row.text(0) ?? "a table") names a row of \(row.text(2) ?? "another") that does not exist."
        }
        return pages.map { "The database file is damaged: \($0)." } + references + (try schemaProblems())
    }

    /// Problems with tables, indexes and triggers, which make the newspaper slow or leave it unprotected.
    private func schemaProblems() throws -> [String] {
        let (version, expected) = (try Migrations.version(self), Store.schema)
        guard version == expected else {
            // What a newer program made, and lets this one work on, only that one knows.
            if version > expected { return [] }
            return ["The schema is version \(version); this program expects \(expected)."]
        }
        let present = try schema()
        return try SQLiteDatabase.freshSchema().sorted { $0.key < $1.key }.compactMap { name, text in
            guard let own = present[name] else { return "The schema lacks \(name)." }
            return own == text ? nil : "The schema's \(name) is not what this program made."
        }
    }

    /// The SQL that made each table, index and trigger.
    ///
    /// FTS5's own tables have an entry without SQL, since how it makes them may change with its version.
    func schema() throws -> [String: String] {
        let rows = try rows("SELECT name, coalesce(sql, '') FROM sqlite_master")
        return Dictionary(
            try rows.map { row in
                let name = try row.string(0)
                let isOwn = name.hasPrefix("story_search_") || name.hasPrefix("desk_search_")
                return (name, isOwn ? "" : try row.string(1))
            }
        ) { first, _ in first }
    }
}
