import News
import TestSupport
import Testing

@testable import Storage

/// The places in lists that stories have left.
@Suite struct FormerPlaceTests {
    private func places(_ home: TestStore) async throws -> [String] {
        let query = """
            SELECT list, position, story, until FROM former_place WHERE list NOT LIKE 'tag:%' AND list NOT LIKE 'author:%'
            ORDER BY list, story
            """
        return try await home.store.read { try $0.sql.rows(query).map { "\($0.values)" } }
    }

    @Test func `an upgrade fills in what had left the front and the sections before, as if it had been kept then`()
        async throws
    {
        let home = try await TestStore()
        let time = Timestamp.sampleNow.adding(seconds: 60)
        try await home.store.write { transaction in
            for number in 1...4 as ClosedRange<Int64> {
                var story = try transaction.insert(.sample(number), actor: "citra", now: .sampleNow)
                guard number.isMultiple(of: 2) else { continue }
                let change = try story.withdraw(on: .mistake, by: "citra", at: time)
                _ = try transaction.save(story, change, actor: "citra", now: time)
            }
        }
        let kept = try await places(home)
        #expect(kept.count == 4)
        try await home.store.raw("DROP TABLE former_place; DROP TABLE former_places_kept")
        let isSQLite = try await home.store.read { $0.sql is SQLiteConnection }
        try await home.store.raw(isSQLite ? Migrations.migration0021 : PostgreSQLSchema.step0021)
        #expect(try await places(home) == kept)
        #expect(try await home.store.value("SELECT at FROM former_places_kept") == SQLValue(time))
    }
}
