public import News

extension ReadTransaction {
    /// The newest version of a front, which is its draft; nil where nobody has arranged it.
    public func newestFront(_ front: Front) throws -> FrontVersion? {
        try sql.row(Self.frontQuery + "ORDER BY version DESC LIMIT 1", [SQLValue(siteNumber), .text(front.key)])
            .map { try FrontVersion($0) }
    }

    /// What readers have of a front; nil where nothing was launched.
    public func liveFront(_ front: Front) throws -> FrontVersion? { try liveFronts(of: front, limit: 1).first }

    /// What readers had of a front at a time; nil where nothing was launched until then.
    public func frontVersion(of front: Front, at time: Timestamp) throws -> FrontVersion? {
        try sql.row(
            Self.frontQuery + "AND launch IS NOT NULL AND at <= $3 ORDER BY version DESC LIMIT 1",
            [SQLValue(siteNumber), .text(front.key), SQLValue(time)]
        ).map { try FrontVersion($0) }
    }

    /// One version of a front.
    public func frontVersion(of front: Front, number: Int) throws -> FrontVersion? {
        try sql.row(
            Self.frontQuery + "AND version = $3",
            [SQLValue(siteNumber), .text(front.key), .integer(Int64(number))]
        ).map { try FrontVersion($0) }
    }

    /// What readers had of a front, the newest first.
    public func liveFronts(of front: Front, limit: Int) throws -> [FrontVersion] {
        try sql.rows(
            Self.frontQuery + "AND launch IS NOT NULL ORDER BY version DESC LIMIT $3",
            [SQLValue(siteNumber), .text(front.key), .integer(Int64(max(0, limit)))]
        ).map { try FrontVersion($0) }
    }

    /// What readers have of all fronts of which something was launched.
    public func liveFronts() throws -> [FrontVersion] {
        let sections = try sql.rows(Self.liveSectionsQuery, [SQLValue(siteNumber)]).map { try FrontVersion($0) }
        return try [liveFront(.site)].compactMap { $0 } + sections
    }

    /// The number of the last launch on any front; 0 where there is none.
    public func lastLaunch() throws -> Int {
        let query = "SELECT max(launch) FROM front_version WHERE site = $1 AND launch IS NOT NULL"
        return Int(try sql.row(query, [SQLValue(siteNumber)])?.integer(0) ?? 0)
    }

    /// The last thing that happened to what readers have of a story, after a line of the journal.
    public func lastChangeForReaders(of story: StoryNumber, after sequence: Int64) throws -> JournalEntry.Act? {
        try sql.row(Self.changeQuery, [SQLValue(story), .integer(sequence)])
            .flatMap { JournalEntry.Act(rawValue: try $0.string(0)) }
    }

    private static let columns = "front, version, at, actor, act, launch, arrangement"

    private static let frontQuery = """
        SELECT \(columns) FROM front_version WHERE site = $1 AND front = $2 \

        """

    private static let liveSectionsQuery = """
        SELECT front, version, at, actor, act, launch, arrangement FROM section JOIN front_version AS version
        ON version.site = $1 AND version.front = section.slug AND version.version =
            (SELECT max(version) FROM front_version WHERE site = $1 AND front = section.slug AND launch IS NOT NULL)
        WHERE section.site = $1 ORDER BY section.id
        """

    private static let changeQuery = """
        SELECT coalesce(finer_act, act) FROM journal WHERE story = $1 AND sequence > $2
        AND act IN ('updated', 'withdrawn', 'held', 'brought_back') ORDER BY sequence DESC LIMIT 1
        """
}

extension WriteTransaction {
    /// Adds a version of a front.
    public func add(_ version: FrontVersion) throws {
        try sql.execute(
            """
            INSERT INTO front_version (site, front, version, at, actor, act, launch, arrangement)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                SQLValue(siteNumber), .text(version.front.key), .integer(Int64(version.number)), SQLValue(version.at),
                .text(version.actor.description), .text(version.act.rawValue),
                version.launch.map { .integer(Int64($0)) } ?? .null, .text(version.arrangement.json.written),
            ]
        )
    }
}

extension FrontVersion {
    fileprivate init(_ row: SQLRow) throws {
        guard let front = Front(key: try row.string(0)) else { throw SQLFault.column(0, "a front") }
        guard let actor = Actor(try row.string(3)) else { throw SQLFault.column(3, "an actor") }
        guard let act = Act(rawValue: try row.string(4)) else { throw SQLFault.column(4, "an act of a front") }
        guard let json = try? JSONValue(parsing: Array(try row.string(6).utf8)),
            let arrangement = FrontArrangement(json: json)
        else { throw SQLFault.column(6, "an arrangement") }
        self.init(
            front: front,
            number: Int(try row.required(1)),
            at: try row.time(2),
            actor: actor,
            act: act,
            launch: row.integer(5).map { Int($0) },
            arrangement: arrangement
        )
    }
}
