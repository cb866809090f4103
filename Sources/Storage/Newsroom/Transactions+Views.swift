public import News

extension ReadTransaction {
    /// The cuts of the newsroom's list that a member keeps, by name.
    public func savedViews(of member: MemberNumber) throws -> [SavedView] {
        try sql.rows(Self.viewsQuery, [SQLValue(member), SQLValue(siteNumber), .integer(Int64(SavedView.most))])
            .map { SavedView(stored: try $0.string(0), query: try $0.string(1)) }
    }

    static let viewsQuery = """
        SELECT name, query FROM saved_view WHERE member = $1 AND site = $2 ORDER BY key LIMIT $3
        """
}

extension WriteTransaction {
    /// Keeps a view, in place of one of the same name.
    public func keep(_ view: SavedView, of member: MemberNumber) throws {
        try sql.execute(
            """
            INSERT INTO saved_view (member, site, key, name, query) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (member, site, key) DO UPDATE SET name = excluded.name, query = excluded.query
            """,
            [SQLValue(member), SQLValue(siteNumber), .text(view.name.nameKey), .text(view.name), .text(view.query)]
        )
    }

    /// Forgets a view, if there is one of that name.
    public func dropView(named name: String, of member: MemberNumber) throws {
        try sql.execute(
            "DELETE FROM saved_view WHERE member = $1 AND site = $2 AND key = $3",
            [SQLValue(member), SQLValue(siteNumber), .text(name.nameKey)]
        )
    }
}
