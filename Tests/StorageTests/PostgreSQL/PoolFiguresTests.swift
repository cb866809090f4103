import TestSupport
import Testing

@testable import Storage

/// What is told of the connections to the database's server.
@Suite struct PoolFiguresTests {
    @Test(.onPostgreSQL) func `the pool's figures count what ran`() async throws {
        let home = try await TestStore()
        let before = try #require(home.store.pool)
        for _ in 0..<3 { _ = try await home.store.read { try $0.sites() } }
        try await home.store.write { _ in }
        // What has just answered is counted a moment later, and the same thread is asked once more.
        let after = try #require(home.store.pool)
        #expect((2...3).contains(after.reading.finished - before.reading.finished))
        #expect(after.reading.limit == 8 && after.writing.limit == 1 && after.reading.connections >= 1)
        #expect(after.reading.waiting == 0 && after.reading.refused == 0)
    }

    @Test(.onSQLite) func `a file has no pool`() async throws {
        let home = try await TestStore()
        #expect(home.store.pool == nil)
    }
}
