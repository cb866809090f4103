public import News

extension ReadTransaction {
    /// The rescued texts of a story that nobody has dismissed, the oldest first.
    public func rescuedTexts(of number: StoryNumber) throws -> [RescuedText] {
        try sql.rows(
            Self.rescuedQuery + " AND dismissed_at IS NULL ORDER BY id",
            [SQLValue(siteNumber), SQLValue(number)]
        ).map { try RescuedText($0) }
    }

    /// A rescued text of a story that nobody has dismissed.
    public func rescuedText(_ id: Int64, of number: StoryNumber) throws -> RescuedText? {
        try sql.row(
            Self.rescuedQuery + " AND id = $3 AND dismissed_at IS NULL",
            [SQLValue(siteNumber), SQLValue(number), .integer(id)]
        ).map { try RescuedText($0) }
    }

    /// The number of words that a page told already, or nil.
    /// - Throws: `invalid` where they are another member's: what a page is called is known to all who have the story open.
    public func rescuedNumber(
        of number: StoryNumber,
        by writer: MemberNumber,
        _ client: WritingClient,
        _ sequence: Int
    ) throws -> Int64? {
        let key = [SQLValue(number), .text(client.description), .integer(Int64(sequence))]
        let known = "SELECT id, member FROM rescued_text WHERE story = $1 AND client = $2 AND sequence = $3"
        guard let row = try sql.row(known, key) else { return nil }
        guard try row.required(1) == writer.rawValue else {
            throw NewsError(.invalid, "Another member's page has this name; load the page again.")
        }
        return try row.required(0)
    }

    /// Characters of the rescued texts of a story that nobody has dismissed.
    public func rescuedLength(of number: StoryNumber) throws -> Int {
        let query = "SELECT sum(length(words)) FROM rescued_text WHERE story = $1 AND dismissed_at IS NULL"
        return Int(try sql.row(query, [SQLValue(number)])?.integer(0) ?? 0)
    }

    static let rescuedQuery = """
        SELECT id, member, member.name, at, words_before, words, words_after FROM rescued_text
        JOIN member ON member.number = member JOIN story ON story.number = story
        WHERE story.site = $1 AND rescued_text.story = $2
        """
}

extension WriteTransaction {
    /// Keeps words that had no place left, which the page has not told before (`rescuedNumber`).
    /// - Parameters:
    ///   - words: The words.
    ///   - number: The story.
    ///   - writer: Who wrote them.
    ///   - client: The page that tells.
    ///   - sequence: Counts the words that the page tells.
    ///   - now: When.
    /// - Returns: By which they are named.
    public func rescue(
        _ words: RescuedText.Words,
        of number: StoryNumber,
        by writer: MemberNumber,
        _ client: WritingClient,
        _ sequence: Int,
        at now: Timestamp
    ) throws -> Int64 {
        let key = [SQLValue(number), .text(client.description), .integer(Int64(sequence))]
        let id = try sql.nextNumber(of: .rescuedTexts)
        try sql.execute(
            """
            INSERT INTO rescued_text (story, client, sequence, id, member, at, words_before, words, words_after)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            key + [
                .integer(id), SQLValue(writer), SQLValue(now), .text(words.before), .text(words.text),
                .text(words.after),
            ]
        )
        return id
    }

    /// Dismisses a rescued text; it is kept all the same.
    public func dismissRescuedText(_ id: Int64, by member: MemberNumber, at now: Timestamp) throws {
        try sql.execute(
            "UPDATE rescued_text SET dismissed_by = $1, dismissed_at = $2 WHERE id = $3 AND dismissed_at IS NULL",
            [SQLValue(member), SQLValue(now), .integer(id)]
        )
    }
}

extension RescuedText {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            id: try row.required(0),
            writer: Writer(number: MemberNumber(rawValue: try row.required(1)), name: try row.string(2)),
            at: try row.time(3),
            words: Words(stored: try row.string(5), before: try row.string(4), after: try row.string(6))
        )
    }
}
