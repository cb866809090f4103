public import News

extension ReadTransaction {
    /// A right of reply or a complaint, by its receipt number.
    public func grievance(_ number: Int64) throws -> Grievance? {
        try sql.row(Self.grievanceQuery + "WHERE site = $1 AND number = $2", [SQLValue(siteNumber), .integer(number)])
            .map { try Grievance($0) }
    }

    /// The one whose sender's secret has this digest.
    public func grievance(digest: String) throws -> Grievance? {
        try sql.row(Self.grievanceQuery + "WHERE site = $1 AND digest = $2", [SQLValue(siteNumber), .text(digest)])
            .map { try Grievance($0) }
    }

    /// Those that wait for the desk's decision, the one that is due first first.
    /// - Parameters:
    ///   - position: Only those behind it; nil for the first.
    ///   - limit: At most so many.
    public func openGrievances(after position: GrievancePosition? = nil, limit: Int) throws -> [Grievance] {
        try sql.rows(
            Self.grievanceQuery
                + "WHERE site = $1 AND ended IS NULL AND (due, number) > ($2, $3) ORDER BY due, number LIMIT $4",
            [
                SQLValue(siteNumber), .integer(position?.time.milliseconds ?? .min),
                .integer(position?.number ?? .min), .integer(Int64(max(0, limit))),
            ]
        ).map { try Grievance($0) }
    }

    /// Those that were decided, or ended by themselves, the last one first.
    /// - Parameters:
    ///   - position: Only those that ended before it; nil for the last.
    ///   - limit: At most so many.
    public func endedGrievances(before position: GrievancePosition? = nil, limit: Int) throws -> [Grievance] {
        try sql.rows(
            Self.grievanceQuery + """
                WHERE site = $1 AND ended IS NOT NULL AND (ended, number) < ($2, $3)
                ORDER BY ended DESC, number DESC LIMIT $4
                """,
            [
                SQLValue(siteNumber), .integer(position?.time.milliseconds ?? .max),
                .integer(position?.number ?? .max), .integer(Int64(max(0, limit))),
            ]
        ).map { try Grievance($0) }
    }

    /// The headlines under which readers know, or knew, the stories that these are about.
    public func headlines(of grievances: [Grievance]) throws -> [StoryNumber: String] {
        let numbers = Set(grievances.map(\.story)).sorted()
        if numbers.isEmpty { return [:] }
        let places = numbers.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        let pairs = try sql.rows(
            "SELECT number, headline FROM story WHERE site = $1 AND number IN (\(places)) AND headline IS NOT NULL",
            [SQLValue(siteNumber)] + numbers.map { SQLValue($0) }
        ).map { (try $0.number(0), try $0.string(1)) }
        return Dictionary(pairs) { first, _ in first }
    }

    /// What happened to one, in order, with what became of the letters that told it.
    public func records(of grievance: Int64) throws -> [GrievanceRecord] {
        try sql.rows(Self.recordsQuery, [.integer(grievance)]).map { try GrievanceRecord($0) }
    }

    /// The replies to a story that were granted, in the order of their numbers, whether readers can open them or not.
    public func replies(to story: StoryNumber) throws -> [StoryNumber] {
        try sql.rows(
            "SELECT reply FROM grievance WHERE story = $1 AND reply IS NOT NULL ORDER BY reply",
            [SQLValue(story)]
        ).map { try $0.number(0) }
    }

    /// The story that another answers; nil where it is no reply.
    public func storyAnswered(by reply: StoryNumber) throws -> StoryNumber? {
        try sql.row("SELECT story FROM grievance WHERE reply = $1", [SQLValue(reply)])?.number(0)
    }

    private static let recordsQuery = """
        SELECT at, act, actor, refusal, words, grievance_letter.state, grievance_letter.fault
        FROM grievance_record LEFT JOIN grievance_letter ON grievance_letter.record = grievance_record.sequence
        WHERE grievance = $1 ORDER BY sequence
        """

    private static let grievanceQuery = """
        SELECT number, kind, story, state, received, due, name, email, phone, relation, quoted, words, holder, reply,
            correction, ended, erased
        FROM grievance \

        """
}

extension GrievanceRecord {
    fileprivate init(_ row: SQLRow) throws {
        guard let act = Act(rawValue: try row.string(1)) else { throw SQLFault.column(1, "an act") }
        self.init(
            at: try row.time(0),
            act: act,
            actor: row.text(2).flatMap { Actor($0) },
            refusal: row.text(3).flatMap { Grievance.Refusal(rawValue: $0) },
            words: try row.string(4),
            letter: row.text(5).flatMap { Letter.State(rawValue: $0) }
                .map { Letter.Fate(state: $0, fault: row.text(6) ?? "") }
        )
    }
}

extension Grievance {
    fileprivate init(_ row: SQLRow) throws {
        guard let kind = Kind(rawValue: try row.string(1)) else { throw SQLFault.column(1, "a kind") }
        guard let state = State(rawValue: try row.string(3)) else { throw SQLFault.column(3, "a state") }
        let sender = Sender(
            name: try row.string(6),
            email: try row.string(7),
            phone: try row.string(8),
            relation: try row.string(9)
        )
        self.init(
            number: try row.required(0),
            kind: kind,
            story: try row.number(2),
            state: state,
            received: try row.time(4),
            due: try row.time(5),
            sender: row.integer(16) == nil ? sender : nil,
            quoted: try row.string(10),
            words: try row.string(11),
            holder: row.integer(12).map { MemberNumber(rawValue: $0) },
            reply: row.integer(13).map { StoryNumber(rawValue: $0) },
            correction: row.integer(14),
            ended: row.optionalTime(15)
        )
    }
}
