internal import News

/// The full-text index of public stories, as one newspaper of the house queries it.
///
/// Each story has its position there, and its words as `Stemmer` made them. SQLite keeps the index in FTS5, PostgreSQL in
/// an array of words for each story. Words come in already stemmed, and a query is a `SearchQuery`, so no other code depends on a
/// database's own search syntax. The index itself bounds the work of a query.
protocol SearchIndex {
    /// How many changes are best gathered and made one after another.
    var changesAtOnce: Int { get }

    func add(_ words: IndexedWords, at position: ListPosition) throws

    /// Removes a story.
    /// - Parameter words: Exactly the words that were added.
    func remove(_ words: IndexedWords, at position: ListPosition) throws

    /// The newest results, or those just below a position; newest first.
    func find(_ query: SearchQuery, before: ListPosition?, limit: Int) throws -> SearchResult

    /// The results just above a position, newest first.
    func find(_ query: SearchQuery, after: ListPosition, limit: Int) throws -> SearchResult

    /// The best results first: those with all words in the headline, then those with more of them there; among equals
    /// the newest.
    func best(of query: SearchQuery) throws -> SearchResult

    /// Whether there is a story at this position.
    func contains(_ position: ListPosition) throws -> Bool

    /// The highest position that it holds, of all newspapers; nil if it is empty.
    func last() throws -> ListPosition?

    /// How many stories it holds, of all newspapers.
    func count() throws -> Int64
}

/// A story's words as the index holds them: stems, separated by spaces.
struct IndexedWords: Hashable {
    let headline: String
    let text: String
}

/// The positions that a query found.
struct SearchResult {
    var positions: [ListPosition]
    /// Whether only results beyond the limit are missing; false if the search ran out of its work allowance.
    var isWhole: Bool
}

/// What is the best of what a query found: the same on both databases.
enum BestOrder {
    /// How many of the newest results with all words in the headline come first.
    static let mostHeadlines = 200
    /// How many of the newest results are the others.
    static let mostOthers = 500
    /// How many of the others are sorted, and by how many of the first words.
    static let (mostOrdered, orderingWords) = (300, 4)
}
