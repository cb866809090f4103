public import News

extension ReadTransaction {
    /// The links of a story by which somebody outside looks at it, or did, the newest first.
    public func guestLinks(of story: StoryNumber, limit: Int) throws -> [GuestLink] {
        try sql.rows(
            Self.linkQuery + "WHERE site = $1 AND story = $2 ORDER BY number DESC LIMIT $3",
            [SQLValue(siteNumber), SQLValue(story), .integer(Int64(max(0, limit)))]
        ).map { try GuestLink($0) }
    }

    /// One of them.
    public func guestLink(_ number: Int64) throws -> GuestLink? {
        try sql.row(Self.linkQuery + "WHERE site = $1 AND number = $2", [SQLValue(siteNumber), .integer(number)])
            .map { try GuestLink($0) }
    }

    /// The link whose secret has this digest, whether it is open or not.
    public func guestLink(digest: String) throws -> GuestLink? {
        try sql.row(Self.linkQuery + "WHERE site = $1 AND digest = $2", [SQLValue(siteNumber), .text(digest)])
            .map { try GuestLink($0) }
    }

    /// The text that a link shows.
    public func guestText(of link: GuestLink) throws -> Copy {
        guard let row = try sql.row("SELECT text FROM guest_link WHERE number = $1", [.integer(link.number)]) else {
            throw NewsError(.notFound, "There is no such link.")
        }
        let stored = try StoredText(json: try row.string(0), of: link.story, "the text of a guest's link")
        return try stored.copy(of: link.story) { try picture(digest: $0) }
    }

    /// How many links of a story are open.
    public func openGuestLinks(of story: StoryNumber, at now: Timestamp) throws -> Int {
        let query = """
            SELECT count(*) FROM guest_link WHERE site = $1 AND story = $2 AND revoked IS NULL AND expires > $3
            """
        return Int(try sql.row(query, [SQLValue(siteNumber), SQLValue(story), SQLValue(now)])?.required(0) ?? 0)
    }

    private static let linkQuery = """
        SELECT number, story, name, purpose, version, giver, given, expires, revoked, is_approval, words, answered, answers
        FROM guest_link \

        """
}

extension WriteTransaction {
    /// Ends the open links of a story.
    func endGuestLinks(of story: StoryNumber, at now: Timestamp) throws {
        try sql.execute(
            "UPDATE guest_link SET revoked = $1 WHERE site = $2 AND story = $3 AND revoked IS NULL",
            [SQLValue(now), SQLValue(siteNumber), SQLValue(story)]
        )
    }

    /// Ends the open links that somebody gave, in every newspaper of the house.
    public func endGuestLinks(givenBy actor: Actor, at now: Timestamp) throws {
        try sql.execute(
            "UPDATE guest_link SET revoked = $1 WHERE giver = $2 AND revoked IS NULL",
            [SQLValue(now), .text(actor.description)]
        )
    }

    /// Keeps a new link; its own number is ignored.
    /// - Parameters:
    ///   - link: What is known of it.
    ///   - copy: The text that it shows.
    ///   - digest: Of its secret.
    /// - Returns: Its number.
    public func add(_ link: GuestLink, showing copy: Copy, digest: String) throws -> Int64 {
        let number = try sql.nextNumber(of: .guestLinks)
        try sql.execute(
            """
            INSERT INTO guest_link (number, site, story, digest, name, purpose, version, giver, given, expires, text)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .integer(number), SQLValue(siteNumber), SQLValue(link.story), .text(digest), .text(link.name),
                .text(link.purpose.rawValue), .integer(Int64(link.version)), .text(link.giver.description),
                SQLValue(link.given), SQLValue(link.expires), .text(try StoredText(copy).json()),
            ]
        )
        return number
    }

    /// Ends a link.
    public func revokeGuestLink(_ number: Int64, at now: Timestamp) throws {
        try sql.execute(
            "UPDATE guest_link SET revoked = $1 WHERE number = $2 AND site = $3 AND revoked IS NULL",
            [SQLValue(now), .integer(number), SQLValue(siteNumber)]
        )
    }

    /// Keeps what a guest said, in place of what they said before.
    public func keep(_ answer: GuestLink.Answer, by link: Int64) throws {
        try sql.execute(
            """
            UPDATE guest_link SET is_approval = $1, words = $2, answered = $3, answers = answers + 1
            WHERE number = $4 AND site = $5
            """,
            [
                .integer(answer.isApproval ? 1 : 0), .text(answer.words), SQLValue(answer.at), .integer(link),
                SQLValue(siteNumber),
            ]
        )
    }
}

extension GuestLink {
    fileprivate init(_ row: SQLRow) throws {
        guard let purpose = Purpose(rawValue: try row.string(3)) else { throw SQLFault.column(3, "a purpose") }
        guard let giver = Actor(try row.string(5)) else { throw SQLFault.column(5, "an actor") }
        let answered = try row.optionalTime(11).map { at in
            Answer(isApproval: try row.required(9) == 1, words: try row.string(10), at: at)
        }
        self.init(
            number: try row.required(0),
            story: try row.number(1),
            name: try row.string(2),
            purpose: purpose,
            version: Int(try row.required(4)),
            giver: giver,
            given: try row.time(6),
            expires: try row.time(7),
            revoked: row.optionalTime(8),
            answer: answered,
            answers: Int(try row.required(12))
        )
    }
}
