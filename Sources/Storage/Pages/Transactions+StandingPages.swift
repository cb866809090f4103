public import News

extension ReadTransaction {
    /// The present version of a page that press law asks for, which may be empty; nil where nobody has written it.
    public func standingPage(_ kind: StandingPage.Kind) throws -> StandingPage? {
        try sql.row(Self.pageQuery + "ORDER BY version DESC LIMIT 1", [SQLValue(siteNumber), .text(kind.rawValue)])
            .map { try StandingPage($0) }
    }

    /// One version of it.
    public func standingPage(_ kind: StandingPage.Kind, version: Int) throws -> StandingPage? {
        try sql.row(
            Self.pageQuery + "AND version = $3",
            [SQLValue(siteNumber), .text(kind.rawValue), .integer(Int64(version))]
        ).map { try StandingPage($0) }
    }

    /// Its versions, the newest first.
    public func standingPages(_ kind: StandingPage.Kind, limit: Int) throws -> [StandingPage] {
        try sql.rows(
            Self.pageQuery + "ORDER BY version DESC LIMIT $3",
            [SQLValue(siteNumber), .text(kind.rawValue), .integer(Int64(max(0, limit)))]
        ).map { try StandingPage($0) }
    }

    /// The pages that say something, with their versions.
    func standingPageVersions() throws -> [StandingPage.Kind: Int] {
        let pairs = try sql.rows(Self.versionsQuery, [SQLValue(siteNumber)]).map { row in
            (try StandingPage.Kind(stored: row, 0), Int(try row.required(1)))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static let pageQuery = """
        SELECT kind, version, saved_at, actor, reason, body, imprint FROM standing_page WHERE site = $1 AND kind = $2 \

        """

    /// Asked after each commit, so that no version but the present ones is touched.
    private static let versionsQuery = """
        SELECT page.kind, page.version FROM standing_page_kind AS kind JOIN standing_page AS page
        ON page.site = $1 AND page.kind = kind.name AND page.version =
            (SELECT max(version) FROM standing_page WHERE site = $1 AND kind = page.kind)
        WHERE page.says = 1
        """
}

extension WriteTransaction {
    /// Adds a version of a page that press law asks for.
    public func add(_ page: StandingPage) throws {
        try sql.execute(
            """
            INSERT INTO standing_page (site, kind, version, saved_at, actor, reason, says, body, imprint)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                SQLValue(siteNumber), .text(page.kind.rawValue), .integer(Int64(page.version)), SQLValue(page.at),
                .text(page.actor.description), .text(page.reason), .integer(page.isEmpty ? 0 : 1),
                .text(page.body.html), .text(page.imprint?.json.written ?? ""),
            ]
        )
    }
}

extension StandingPage.Kind {
    fileprivate init(stored row: SQLRow, _ column: Int) throws {
        guard let kind = Self(rawValue: try row.string(column)) else { throw SQLFault.column(column, "a page") }
        self = kind
    }
}

extension StandingPage {
    fileprivate init(_ row: SQLRow) throws {
        guard let actor = Actor(try row.string(3)) else { throw SQLFault.column(3, "an actor") }
        let (body, imprint) = (try row.string(5), try row.string(6))
        guard let read = try? Body(html: body) else { throw SQLFault.column(5, "the text of a page") }
        let json = try? JSONValue(parsing: Array(imprint.utf8))
        guard imprint.isEmpty || json != nil else { throw SQLFault.column(6, "an imprint") }
        self.init(
            kind: try Kind(stored: row, 0),
            version: Int(try row.required(1)),
            at: try row.time(2),
            actor: actor,
            reason: try row.string(4),
            body: read,
            imprint: json.map { Imprint(json: $0) }
        )
    }
}
