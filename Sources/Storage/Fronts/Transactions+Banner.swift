public import News

extension ReadTransaction {
    /// The newest version of the line that all pages show, which may have ended; nil where nobody has written one.
    public func banner() throws -> Banner? { try banners(limit: 1).first }

    /// Its versions, the newest first.
    public func banners(limit: Int) throws -> [Banner] {
        try sql.rows(
            "SELECT \(Banner.columns) FROM banner WHERE site = $1 ORDER BY version DESC LIMIT $2",
            [SQLValue(siteNumber), .integer(Int64(max(0, limit)))]
        ).map { try Banner($0) }
    }

    /// The version that was the newest one at a past instant; nil where there was none.
    func banner(until instant: Timestamp) throws -> Banner? {
        try sql.row(
            "SELECT \(Banner.columns) FROM banner WHERE site = $1 AND at <= $2 ORDER BY version DESC LIMIT 1",
            [SQLValue(siteNumber), SQLValue(instant)]
        ).map { try Banner($0) }
    }

    /// The number of the newest version; 0 where there is none.
    func bannerVersion() throws -> Int {
        Int(try sql.row("SELECT max(version) FROM banner WHERE site = $1", [SQLValue(siteNumber)])?.integer(0) ?? 0)
    }
}

extension WriteTransaction {
    /// Adds a version of the line that all pages show.
    public func add(_ banner: Banner) throws {
        try sql.execute(
            """
            INSERT INTO banner (site, version, at, actor, words, story, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                SQLValue(siteNumber), .integer(Int64(banner.version)), SQLValue(banner.at),
                .text(banner.actor.description), .text(banner.words), banner.story.map { SQLValue($0) } ?? .null,
                SQLValue(banner.end),
            ]
        )
    }
}

extension Banner {
    fileprivate static let columns = "version, at, actor, words, story, ends_at"

    fileprivate init(_ row: SQLRow) throws {
        guard let actor = Actor(try row.string(2)) else { throw SQLFault.column(2, "an actor") }
        self.init(
            version: Int(try row.required(0)),
            at: try row.time(1),
            actor: actor,
            words: try row.string(3),
            story: row.integer(4).map { StoryNumber(rawValue: $0) },
            end: try row.time(5)
        )
    }
}
