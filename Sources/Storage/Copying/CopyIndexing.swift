internal import News

/// Makes the search indexes of a store whose rows were copied: what one database keeps of words, the other cannot read.
enum CopyIndexing {
    /// Stories in one transaction.
    private static let portion: Int64 = 200

    /// Adds the next public stories to the readers' index, after those that it has.
    /// - Returns: How many.
    static func addStories(_ sql: any SQLConnection) throws -> Int {
        let last = try sql.searchIndex(of: .first).last()?.rawValue ?? .min
        let rows = try sql.rows(storiesQuery, [.integer(last), .integer(portion)])
        var newspapers: [SiteNumber: WriteTransaction] = [:]
        for row in rows {
            let transaction = transaction(of: SiteNumber(rawValue: try row.required(0)), sql, &newspapers)
            let (number, position) = (try row.number(1), ListPosition(rawValue: try row.required(2)))
            guard let copy = try transaction.story(number)?.published else {
                throw SQLFault.story(number.rawValue, "it stands in the lists and has no text")
            }
            let stemmer = transaction.stemmer(for: copy.language)
            let words = IndexedWords(copy, text: copy.body.text, stemmer: stemmer)
            try transaction.searchIndex.add(words, at: position)
        }
        return rows.count
    }

    /// Adds the next stories to the newsroom's index; one that is there already is replaced.
    /// - Returns: The last one's number; nil at the end.
    static func addDeskStories(after number: StoryNumber, _ sql: any SQLConnection) throws -> StoryNumber? {
        let rows = try sql.rows(deskQuery, [SQLValue(number), .integer(portion)])
        var newspapers: [SiteNumber: WriteTransaction] = [:]
        for row in rows {
            let transaction = transaction(of: SiteNumber(rawValue: try row.required(0)), sql, &newspapers)
            if let story = try transaction.story(try row.number(1)) { try transaction.keepDeskWords(of: story) }
        }
        return try rows.last?.number(1)
    }

    private static func transaction(
        of site: SiteNumber,
        _ sql: any SQLConnection,
        _ known: inout [SiteNumber: WriteTransaction]
    ) -> WriteTransaction {
        if let transaction = known[site] { return transaction }
        let transaction = WriteTransaction(sql, of: site)
        known[site] = transaction
        return transaction
    }

    private static let storiesQuery = """
        SELECT site, number, position FROM story WHERE position > $1 ORDER BY position LIMIT $2
        """

    private static let deskQuery = """
        SELECT site, story FROM desk_story WHERE story > $1 AND (stage IS NOT NULL OR public_state <> 'live')
        ORDER BY story LIMIT $2
        """
}
