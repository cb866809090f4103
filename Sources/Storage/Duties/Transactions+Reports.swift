public import News

extension UnverifiedReport {
    static let columns = """
        unverified_report.number, unverified_report.words, unverified_report.version, unverified_report.at, \
        unverified_report.actor, unverified_report.verified_at, unverified_report.verified_by, \
        unverified_report.verification
        """
    /// Number of `columns`.
    static let width = 8

    init(_ row: SQLRow, from index: Int) throws {
        guard let actor = Actor(try row.string(index + 4)) else { throw SQLFault.column(index + 4, "an actor") }
        let verification = try row.optionalTime(index + 5).map { time in
            guard let actor = Actor(try row.string(index + 6)) else { throw SQLFault.column(index + 6, "an actor") }
            let story = row.integer(index + 7).map { StoryNumber(rawValue: $0) }
            return Verification(at: time, actor: actor, story: story)
        }
        self.init(
            number: Int(try row.required(index)),
            words: try row.string(index + 1),
            version: Int(try row.required(index + 2)),
            at: try row.time(index + 3),
            actor: actor,
            verification: verification
        )
    }
}

extension ReadTransaction {
    /// The stories that readers have and that still have to be verified, the oldest report first.
    public func openReports(limit: Int) throws -> [OpenReport] {
        try sql.rows(Self.openReportsQuery, [SQLValue(siteNumber), .integer(Int64(max(0, limit)))]).map { row in
            let index = UnverifiedReport.width
            return OpenReport(
                report: try UnverifiedReport(row, from: 0),
                story: try row.number(index),
                headline: try row.string(index + 1),
                section: Section(slug: try row.slug(index + 2), name: try row.string(index + 3))
            )
        }
    }

    /// The stories that another verified, in order of their numbers, whether readers can open them or not.
    public func storiesVerified(by number: StoryNumber) throws -> [StoryNumber] {
        try sql.rows(Self.verifiedQuery, [SQLValue(number)]).map { try $0.number(0) }
    }

    static let openReportsQuery = """
        SELECT \(UnverifiedReport.columns), story.number, story.headline, section.slug, section.name FROM unverified_report
        LEFT JOIN story ON story.number = unverified_report.story LEFT JOIN section ON section.id = story.section
        WHERE unverified_report.site = $1 AND unverified_report.verified_at IS NULL AND story.position IS NOT NULL
        ORDER BY unverified_report.at, unverified_report.story LIMIT $2
        """

    static let verifiedQuery = """
        SELECT story FROM unverified_report WHERE verification = $1 ORDER BY story, number
        """
}

extension WriteTransaction {
    /// Stores the reports that a story has not had yet, and what verified one that was open.
    /// - Parameters:
    ///   - story: With all of its reports; those that are stored come first.
    ///   - former: Those that are stored.
    func keepReports(of story: StoredStory, after former: [UnverifiedReport]) throws {
        for report in story.life.reports.dropFirst(former.count) {
            try sql.execute(Self.addReport, values(of: report, story))
        }
        for (old, new) in zip(former, story.life.reports) where old.verification != new.verification {
            try sql.execute(
                """
                UPDATE unverified_report SET verified_at = $1, verified_by = $2, verification = $3
                WHERE story = $4 AND number = $5
                """,
                verification(of: new) + [SQLValue(story.number), .integer(Int64(new.number))]
            )
        }
    }

    private func values(of report: UnverifiedReport, _ story: StoredStory) -> [SQLValue] {
        [
            SQLValue(story.number), .integer(Int64(report.number)), SQLValue(siteNumber), .text(report.words),
            .integer(Int64(report.version)), SQLValue(report.at), .text(report.actor.description),
        ] + verification(of: report)
    }

    private func verification(of report: UnverifiedReport) -> [SQLValue] {
        [
            SQLValue(report.verification?.at), SQLValue(report.verification?.actor.description),
            SQLValue(report.verification?.story?.rawValue),
        ]
    }

    private static let addReport = """
        INSERT INTO unverified_report (story, number, site, words, version, at, actor, verified_at, verified_by, verification)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """
}
