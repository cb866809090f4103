public import News

extension WriteTransaction {
    /// Puts these sections into the navigation, in order, and takes all others out of it.
    public func placeSections(_ slugs: [Slug]) throws {
        try sql.execute(
            "UPDATE section SET place = NULL WHERE site = $1 AND place IS NOT NULL",
            [SQLValue(siteNumber)]
        )
        for (index, slug) in slugs.enumerated() {
            try sql.execute(
                "UPDATE section SET place = $1 WHERE site = $2 AND slug = $3",
                [.integer(Int64(index + 1)), SQLValue(siteNumber), SQLValue(slug)]
            )
        }
        try printNewMasthead()
    }

    /// Renames a section; its slug and so its address stay, and copy under either name goes there.
    /// - Throws: `conflict` if another section has that name.
    public func nameSection(_ slug: Slug, _ name: String) throws {
        let row = try sql.row(Self.sectionQuery, [SQLValue(siteNumber), SQLValue(slug)])
        guard let id = try row?.required(0) else { return }
        let key = name.nameKey
        if let known = try sql.row(NameTable.section.knownQuery, [SQLValue(siteNumber), .text(key)]) {
            guard try known.required(0) == id else {
                throw NewsError(.conflict, "Another section, \(try known.string(1)), is called \(name) already.")
            }
        }
        try sql.execute("UPDATE section SET name = $1 WHERE id = $2", [.text(name), .integer(id)])
        _ = try addName(key, to: id)
        names[.section] = nil
        try printNewMasthead()
    }

    /// Restores a section from an export: its address, each name by which it is known, its place.
    ///
    /// Decisions in this store win: a name that another section has, one that the desk gave here, a place that is
    /// taken. So restoring the same record again changes nothing.
    public func restore(_ record: SectionRecord) throws {
        let kept = try ([record.key] + record.deskNames).lazy.compactMap { try self.known($0, in: .section) }.first
        let section = record.section
        let id = try (kept ?? add(section.name, section.slug, record.key, to: .section)).id
        let changes = try restoreNames(of: record, to: id) + restorePlace(of: record, to: id)
        guard kept == nil || changes > 0 else { return }
        names[.section] = nil
        try printNewMasthead()
    }

    private func restoreNames(of record: SectionRecord, to id: Int64) throws -> Int {
        let isNamedHere = try sql.row("SELECT 1 FROM section_name WHERE section = $1", [.integer(id)]) != nil
        var changes = 0
        if try known(record.key, in: .section) == nil { changes += try addName(record.key, to: id) }
        for key in record.deskNames where try known(key, in: .section).map({ $0.id == id }) ?? true {
            changes += try addName(key, to: id)
        }
        let name = record.section.name
        guard !isNamedHere, !record.deskNames.isEmpty, try known(name.nameKey, in: .section)?.id == id else {
            return changes
        }
        let query = "UPDATE section SET name = $1 WHERE id = $2 AND name <> $1"
        return changes + (try sql.execute(query, [.text(name), .integer(id)]))
    }

    private func restorePlace(of record: SectionRecord, to id: Int64) throws -> Int {
        guard let place = record.place else { return 0 }
        return try sql.execute(
            """
            UPDATE section SET place = $1 WHERE id = $2 AND place IS NULL
            AND NOT EXISTS (SELECT 1 FROM section WHERE site = $3 AND place = $1)
            """,
            [.integer(Int64(place)), .integer(id), SQLValue(siteNumber)]
        )
    }

    private func addName(_ key: String, to section: Int64) throws -> Int {
        try sql.execute(
            "INSERT INTO section_name (site, key, section) VALUES ($1, $2, $3) ON CONFLICT (site, key) DO NOTHING",
            [SQLValue(siteNumber), .text(key), .integer(section)]
        )
    }

    private func printNewMasthead() throws {
        try sql.execute(Self.mastheadQuery, [SQLValue(siteNumber)])
    }

    private static let sectionQuery = "SELECT id FROM section WHERE site = $1 AND slug = $2"

    private static let mastheadQuery = """
        INSERT INTO masthead (site, edition) VALUES ($1, 1) ON CONFLICT (site) DO UPDATE SET edition = masthead.edition + 1
        """
}
