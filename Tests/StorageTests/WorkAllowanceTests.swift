import News
import TestSupport
import Testing

@testable import Storage

@Suite(.onSQLite) struct WorkAllowanceTests {
    let home: TestStore

    /// Three hundred thousand stories that hold two words, never side by side.
    init() async throws {
        home = try await TestStore()
        try await home.store.write { transaction in
            _ = try transaction.sql.execute(
                """
                INSERT INTO story_search (rowid, headline, text)
                WITH RECURSIVE story (position) AS (SELECT 1 UNION ALL SELECT position + 1 FROM story LIMIT 300000)
                SELECT position, '', 'kota lama baru' FROM story
                """
            )
        }
    }

    private func find(_ text: String, steps: Int) async throws -> (count: Int, isWhole: Bool, isSpent: Bool) {
        try await home.store.read { transaction in
            let query = SearchQuery(text, stemmers: [transaction.stemmer(for: "id")])
            let allowance = WorkAllowance(steps: steps, parts: 1)
            let found = try SQLiteSearchIndex(sql: transaction.sqlite, site: .first).find(
                query,
                before: nil,
                limit: 20,
                within: allowance
            )
            return (found.positions.count, found.isWhole, allowance.isSpent)
        }
    }

    @Test func `a search ends when its allowance is spent, and says so`() async throws {
        let short = try await find("\"kota baru\"", steps: 100)
        #expect(short == (0, false, true))
        let long = try await find("\"kota baru\"", steps: 1_000_000)
        #expect(long == (0, true, false))
    }

    @Test func `words that stand together need hardly any of it`() async throws {
        #expect(try await find("kota baru", steps: 100) == (20, true, false))
        #expect(try await find("\"kota lama\"", steps: 100) == (20, true, false))
    }

    @Test func `whoever asks next is not stopped by what was spent before`() async throws {
        let sum = try await home.store.read { transaction in
            let query = SearchQuery("\"kota baru\"", stemmers: [transaction.stemmer(for: "id")])
            let index = SQLiteSearchIndex(sql: try transaction.sqlite, site: .first)
            for _ in 0..<3 {
                _ = try index.find(query, before: nil, limit: 20, within: WorkAllowance(steps: 100, parts: 1))
            }
            let numbers =
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000) SELECT sum(i) FROM n"
            return try transaction.sql.row(numbers)?.integer(0)
        }
        #expect(sum == 50_005_000)
    }

    @Test func `an allowance knows in how many parts the index is`() async throws {
        let counts = try await home.store.read { transaction in
            let list = try transaction.sql.row("SELECT count(DISTINCT segid) FROM story_search_idx")
            return [list?.integer(0), try transaction.sql.row(SQLiteSearchIndex.partsQuery)?.integer(0)]
        }
        #expect(counts[0] == counts[1] && counts[0] ?? 0 > 0)
    }

    @Test func `a spent allowance finds nothing more`() async throws {
        let found = try await home.store.read { transaction in
            let query = SearchQuery("kota", stemmers: [transaction.stemmer(for: "id")])
            let allowance = WorkAllowance(steps: -1, parts: 0)
            return try SQLiteSearchIndex(sql: transaction.sqlite, site: .first).find(
                query,
                before: nil,
                limit: 20,
                within: allowance
            )
        }
        #expect(found.positions.isEmpty && !found.isWhole)
    }
}
