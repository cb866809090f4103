public import News

extension ReadTransaction {
    /// The newspaper, or nil where none was founded yet.
    public func site() throws -> Site? {
        try sql.row("SELECT name, language, zone FROM site").map { row in
            Site(name: try row.string(0), language: try row.string(1), zone: try Zone(stored: row, 2))
        }
    }
}
