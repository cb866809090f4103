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
    public func openGrievances(limit: Int) throws -> [Grievance] {
        try sql.rows(
            Self.grievanceQuery + "WHERE site = $1 AND ended IS NULL ORDER BY due, number LIMIT $2",
            [SQLValue(siteNumber), .integer(Int64(max(0, limit)))]
        ).map { try Grievance($0) }
    }

    /// Those that were decided, the last one first.
    public func endedGrievances(limit: Int) throws -> [Grievance] {
        try sql.rows(
            Self.grievanceQuery + "WHERE site = $1 AND ended IS NOT NULL ORDER BY ended DESC, number DESC LIMIT $2",
            [SQLValue(siteNumber), .integer(Int64(max(0, limit)))]
        ).map { try Grievance($0) }
    }

    /// What happened to one, in order.
    public func records(of grievance: Int64) throws -> [GrievanceRecord] {
        try sql.rows(
            """
            SELECT at, act, actor, refusal, words FROM grievance_record WHERE grievance = $1 ORDER BY sequence
            """,
            [.integer(grievance)]
        ).map { row in
            guard let act = GrievanceRecord.Act(rawValue: try row.string(1)) else { throw SQLFault.column(1, "an act") }
            return GrievanceRecord(
                at: try row.time(0),
                act: act,
                actor: row.text(2).flatMap { Actor($0) },
                refusal: row.text(3).flatMap { Grievance.Refusal(rawValue: $0) },
                words: try row.string(4)
            )
        }
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

    private static let grievanceQuery = """
        SELECT number, kind, story, state, received, due, name, email, phone, relation, quoted, words, holder, reply,
            correction, ended, erased
        FROM grievance \

        """
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
