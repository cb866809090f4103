internal import News

/// The full-text index: FTS5 without a copy of the text, with the stories' positions as its row numbers.
///
/// So the newest results come first without sorting, and a page of results is a range of the index. It holds stems made
/// by `Stemmer`, in each story's own language; FTS5 only splits them at spaces. Since no text is kept, removing a story
/// needs exactly the words that went in: they are made again from the stored text.
///
/// The house has one index. A term for the newspaper comes before the words of each story, so that one newspaper's
/// searches are as fast as if there were no others.
struct SQLiteSearchIndex: SearchIndex {
    let sql: SQLiteConnection
    /// The newspaper whose stories are found.
    let site: SiteNumber

    /// FTS5 merges what it is given in one go, which costs less for many at a time.
    var changesAtOnce: Int { 2_000 }

    /// Begins with a character of the private use area, which is in no word that anybody searches for.
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
