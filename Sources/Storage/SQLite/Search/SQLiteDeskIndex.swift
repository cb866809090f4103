internal import News

/// The newsroom's full-text index: FTS5 with the stories' numbers as its row numbers.
///
/// It keeps the words themselves, so that a story is removed without knowing which they were; it holds a hundred thousand
/// drafts where the readers' index holds a million stories.
struct SQLiteDeskIndex: DeskIndex {
    let sql: SQLiteConnection
    /// The newspaper whose stories are found.
    let site: SiteNumber

    /// As in the readers' index, a word that nobody searches for.
    private var siteTerm: String { "\u{E000}\(site)" }

    /// Steps of one search, ten times those of a reader's: a newsroom has few members.
    private static let steps = 15_000

    func keep(_ words: IndexedWords, of story: StoryNumber) throws {
        try drop(story)
        try sql.execute(
            "INSERT INTO desk_search (rowid, headline, text) VALUES ($1, $2, $3)",
            [SQLValue(story), .text(words.headline), .text(siteTerm + " " + words.text)]
        )
    }

    func drop(_ story: StoryNumber) throws {
        try sql.execute("DELETE FROM desk_search WHERE rowid = $1", [SQLValue(story)])
    }

    func find(_ query: SearchQuery, limit: Int) throws -> (stories: [StoryNumber], areAll: Bool) {
        let found = try ask(Self.findQuery, query, .integer(Int64(limit)))
        return (try found.rows.map { try $0.number(0) }, found.areAll && found.rows.count < limit)
    }

    func has(_ query: SearchQuery, _ story: StoryNumber) throws -> Bool {
        try !ask(Self.storyQuery, query, SQLValue(story)).rows.isEmpty
    }

    private func ask(
        _ question: String,
        _ query: SearchQuery,
        _ value: SQLValue
    ) throws -> (rows: [SQLRow], areAll: Bool) {
        let parts = Int(try sql.row(Self.partsQuery)?.required(0) ?? 0)
        let allowance = WorkAllowance(steps: Self.steps, parts: parts)
        allowance.addWords(query.wordCount + 1)
        let words = SQLValue.text("(\(query.expression)) AND \"\(siteTerm)\"")
        return try sql.rows(question, [words, value], within: allowance)
    }

    /// Counts the segments of the index, as for the readers' one.
    private static let partsQuery = """
        WITH RECURSIVE part (id) AS (
            SELECT min(segid) FROM desk_search_idx UNION ALL
            SELECT (SELECT min(segid) FROM desk_search_idx WHERE segid > part.id) FROM part WHERE part.id IS NOT NULL
        ) SELECT count(id) FROM part
        """

    private static let findQuery = """
        SELECT rowid FROM desk_search WHERE desk_search MATCH $1 ORDER BY rowid DESC LIMIT $2
        """

    private static let storyQuery = "SELECT rowid FROM desk_search WHERE desk_search MATCH $1 AND rowid = $2"
}
