import News
import TestSupport
import Testing

@testable import Storage

/// That a search ends whatever is asked for, says so, and asks the index where words are rare.
@Suite(.onPostgreSQL) struct PostgreSQLSearchTests {
    let home: TestStore

    init() async throws { home = try await TestStore() }

    /// So many stories that hold two words, never side by side.
    private func fill(_ count: Int) async throws {
        try await home.store.raw(
            """
            INSERT INTO story_search (position, headline, text, words)
            SELECT position, ' ', ' kota lama baru ', ARRAY[chr(57344) || '1', 'kota', 'lama', 'baru']
            FROM generate_series(1, \(count)) AS position;
            INSERT INTO story_search (position, headline, text, words)
            VALUES (0, ' ', ' jarang ', ARRAY[chr(57344) || '1', 'jarang'])
            """
        )
    }

    private func find(_ text: String) async throws -> (count: Int, isWhole: Bool) {
        try await home.store.read { transaction in
            let query = SearchQuery(text, stemmers: [transaction.stemmer(for: "id")])
            let found = try transaction.searchIndex.find(query, before: nil, limit: 20)
            return (found.positions.count, found.isWhole)
        }
    }

    @Test func `a phrase of common words that nobody wrote ends, and says that it did not see all`() async throws {
        try await fill(PostgreSQLWordTable.mostWalked(for: 20) + 1)
        #expect(try await find("\"kota baru\"") == (0, false))
        #expect(try await find("\"kota lama\"") == (20, true))
        #expect(try await find("kota baru") == (20, true))
        #expect(try await find("jarang") == (1, true))
        #expect(try await find("jarang kota") == (0, true))
    }

    @Test func `the best of a common word are the newest five hundred`() async throws {
        try await fill(3_000)
        let found = try await home.store.read { transaction in
            let query = SearchQuery("kota", stemmers: [transaction.stemmer(for: "id")])
            return try transaction.searchIndex.best(of: query)
        }
        #expect(found.positions.map(\.rawValue) == (2_501...3_000).reversed())
        #expect(found.isWhole)
    }

    @Test func `where all can be looked through, all is`() async throws {
        try await fill(1_000)
        #expect(try await find("\"kota baru\"") == (0, true))
    }

    @Test func `rare words are asked of the index`() async throws {
        try await fill(20_000)
        let query = SearchQuery("jarang", stemmers: [Stemmer(language: "id")])
        let plan = try await home.store.write { transaction in
            try transaction.script("ANALYZE story_search")
            let connection = try #require(transaction.sql as? PostgreSQLConnection)
            let words = PostgreSQLWords.words(query, .anywhere, and: [PostgreSQLWords.term(of: .first)])
            let sql = "EXPLAIN SELECT position FROM story_search WHERE +position < 9 AND \(words.text)"
            return try connection.rows(sql, words.values).compactMap { $0.text(0) }
        }
        #expect(plan.contains { $0.contains("Bitmap Index Scan on story_search_words") }, "\(plan)")
    }
}
