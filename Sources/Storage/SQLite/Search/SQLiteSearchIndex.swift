internal import News

/// The full-text index: FTS5 without a copy of the text, its row numbers the stories' positions.
///
/// So the newest found come first without sorting, and a page of results is a stretch of the index. It holds stems,
/// made by `Stemmer`, each story's in its own language; FTS5 only splits them at spaces. Since nothing but positions is
/// kept, taking a story out needs the very words that went in: they are made again of the text that is stored.
///
/// The index is the house's. Before the words of each story stands a term of its newspaper, so that what one newspaper
/// asks is found as fast as if there were no others.
struct SQLiteSearchIndex: SearchIndex {
    let sql: SQLiteConnection
    /// The newspaper whose stories are found.
    let site: SiteNumber

    /// Begins with a character of the private use area, which stands in no word that anybody searches for.
    var siteTerm: String { "\u{E000}\(site)" }

    func add(_ words: IndexedWords, at position: ListPosition) throws {
        try sql.execute(
            "INSERT INTO story_search (rowid, headline, text) VALUES ($1, $2, $3)",
            [SQLValue(position), .text(words.headline), .text(siteTerm + " " + words.text)]
        )
    }

    func remove(_ words: IndexedWords, at position: ListPosition) throws {
        try sql.execute(
            "INSERT INTO story_search (story_search, rowid, headline, text) VALUES ('delete', $1, $2, $3)",
            [SQLValue(position), .text(words.headline), .text(siteTerm + " " + words.text)]
        )
    }

    func contains(_ position: ListPosition) throws -> Bool {
        try sql.row("SELECT 1 FROM story_search_docsize WHERE id = $1", [SQLValue(position)]) != nil
    }

    func count() throws -> Int64 {
        try sql.row("SELECT count(*) FROM story_search_docsize")?.required(0) ?? 0
    }
}
