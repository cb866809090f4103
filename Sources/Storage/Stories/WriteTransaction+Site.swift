public import News

extension WriteTransaction {
    /// Founds the newspaper, or changes what is said of it.
    public func found(_ site: Site) throws {
        try sql.execute(
            """
            INSERT INTO site (id, name, language, zone) VALUES (1, $1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, language = excluded.language, zone = excluded.zone
            """,
            [.text(site.name), .text(site.language), .text(site.zone.identifier)]
        )
    }
}
