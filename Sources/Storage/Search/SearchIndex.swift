internal import News

/// The full-text index of public stories, as one newspaper of the house asks it: each stands at its position, with its words as `Stemmer` made them.
///
/// SQLite keeps it in FTS5 (`SQLiteSearchIndex`). Words come in already stemmed, and a question is a `SearchQuery`, so
/// a database's own search language is nobody else's business. What a question may cost is bounded by the index itself.
protocol SearchIndex {
    func add(_ words: IndexedWords, at position: ListPosition) throws

    /// Takes a story out.
    /// - Parameter words: The very words that went in.
    func remove(_ words: IndexedWords, at position: ListPosition) throws

    /// The newest found, or those just below a position; newest first.
    func find(_ query: SearchQuery, before: ListPosition?, limit: Int) throws -> SearchResult

    /// Those found just above a position, newest first.
    func find(_ query: SearchQuery, after: ListPosition, limit: Int) throws -> SearchResult

    /// The best, best first: those with all words in the headline, then those with the more of them there; among
    /// equals the newest.
    func best(of query: SearchQuery) throws -> SearchResult

    /// Whether a story stands at that position.
    func contains(_ position: ListPosition) throws -> Bool

    /// How many stories it holds, of all newspapers.
    func count() throws -> Int64
}

/// A story's words as the index holds them: stems, separated by spaces.
struct IndexedWords: Hashable {
    let headline: String
    let text: String
}

/// Positions that answer a question.
struct SearchResult {
    var positions: [ListPosition]
    /// Whether nothing was left out but what is beyond the limit; not where the work allowed for a search ran out.
    var isWhole: Bool
}
