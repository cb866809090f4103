public import News

extension WriteTransaction {
    /// Gives these sections the places of the navigation, in order, and takes them from all others.
    public func placeSections(_ slugs: [Slug]) throws {
        try sql.execute("UPDATE section SET place = NULL WHERE place IS NOT NULL")
        for (index, slug) in slugs.enumerated() {
            try sql.execute(
                "UPDATE section SET place = $1 WHERE slug = $2",
                [.integer(Int64(index + 1)), SQLValue(slug)]
            )
        }
        try printNewMasthead()
    }

    /// Gives a section another name; its slug, and so its address, stays, and copy under either name goes there.
    /// - Throws: `conflict` where another section has that name.
    public func nameSection(_ slug: Slug, _ name: String) throws {
        let row = try sql.row("SELECT id FROM section WHERE slug = $1", [SQLValue(slug)])
        guard let id = try row?.required(0) else { return }
        let key = name.nameKey
        if let known = try sql.row(NameTable.section.knownQuery, [.text(key)]) {
            guard try known.required(0) == id else {
                throw NewsError(.conflict, "Another section, \(try known.string(1)), is called \(name) already.")
            }
        }
        try sql.execute("UPDATE section SET name = $1 WHERE id = $2", [.text(name), .integer(id)])
        try sql.execute(
            "INSERT INTO section_name (key, section) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
            [.text(key), .integer(id)]
        )
        names[.section] = nil
        try printNewMasthead()
    }

    private func printNewMasthead() throws {
        try sql.execute("UPDATE masthead SET edition = edition + 1 WHERE id = 1")
    }
}
