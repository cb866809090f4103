public import News

extension Transaction {
    /// The newspaper, or nil where none was founded yet.
    public func site() throws -> Site? {
        try sql.row("SELECT name, language, zone, url FROM site").map { row in
            Site(
                name: try row.string(0),
                language: try row.string(1),
                zone: try Zone(stored: row, 2),
                url: row.text(3)
            )
        }
    }

    /// Founds the newspaper, or changes what is said of it.
    public func found(_ site: Site) throws {
        try sql.execute(
            """
            INSERT INTO site (id, name, language, zone, url) VALUES (1, $1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, language = excluded.language, zone = excluded.zone,
            url = excluded.url
            """,
            [.text(site.name), .text(site.language), .text(site.zone.identifier), SQLValue(site.url)]
        )
    }
}
