import News
import TestSupport
import Testing

@testable import Storage

/// Rows that are added without being asked about, which a database may gather (`SQLConnection.add`).
@Suite struct RowTests {
    let home: TestStore
    let now = Timestamp.sampleNow

    init() async throws { home = try await TestStore() }

    @Test func `a transaction sees the rows that it added`() async throws {
        try await home.store.write { [now] transaction in
            for number in 1...40 as ClosedRange<Int64> {
                let saved = try transaction.add(.sample(number), actor: "citra", now: now)
                #expect(try transaction.story(saved.number) == saved)
                #expect(try transaction.journal(after: number - 1, limit: 1).map(\.story) == [saved.number])
            }
        }
    }

    @Test func `all rows are kept, however many a transaction adds`() async throws {
        let stories = (1...300 as ClosedRange<Int64>).map { Story.sample($0) }
        let saved = try await home.store.write { [now] transaction in
            try stories.map { try transaction.add($0, actor: "citra", now: now) }
        }
        #expect(saved.map(\.number.rawValue) == Array(1...300))
        for story in saved { #expect(try await home.store.read { try $0.story(story.number) } == story) }
        #expect(try await home.store.read { try $0.journal(after: 0, limit: 999) }.map(\.sequence) == Array(1...300))
        #expect(try await home.store.problems { _ in true } == [])
    }

    @Test func `a row that the schema forbids keeps the whole transaction from being saved`() async throws {
        let none = SQLValue.integer(4_711)
        await #expect(throws: (any Error).self) {
            try await home.store.write { [now] transaction in
                _ = try transaction.insert(.sample(1), now: now)
                try transaction.sql.add([none, .text("<p>x</p>"), .text("<p>x</p>")], to: .body)
            }
        }
        #expect(try await home.store.value("SELECT count(*) FROM story") == 0)
        // The connection is as good as before.
        let next = try await home.store.write { [now] in try $0.insert(.sample(2), now: now) }
        #expect(next.number.rawValue == 1)
    }

    @Test func `a change that is given up leaves nothing of its rows`() async throws {
        struct GivenUp: Error {}
        await #expect(throws: GivenUp.self) {
            try await home.store.write { [now] transaction in
                for number in 1...100 as ClosedRange<Int64> { _ = try transaction.insert(.sample(number), now: now) }
                throw GivenUp()
            }
        }
        #expect(try await home.store.value("SELECT count(*) FROM story") == 0)
        let next = try await home.store.write { [now] in try $0.insert(.sample(2), now: now) }
        #expect(next.number.rawValue == 1)
    }

    @Test(.onPostgreSQL) func `a commit that need not wait for the disk is one commit, and the next waits again`()
        async throws
    {
        let setting = "SELECT current_setting('synchronous_commit')"
        let early = try await home.store.write { [now] transaction in
            try transaction.commitEarly()
            _ = try transaction.insert(.sample(1), now: now)
            return try transaction.sql.row(setting)?.text(0)
        }
        let next = try await home.store.write { try $0.sql.row(setting)?.text(0) }
        #expect(early == "off")
        #expect(next == "on")
        #expect(try await home.store.value("SELECT count(*) FROM story") == 1)
    }

    @Test(.onPostgreSQL)
    func `what was committed early is on the disk with the last of its batch`()
        async throws
    {
        try await home.store.write { [now] transaction in
            try transaction.commitEarly()
            _ = try transaction.insert(.sample(1), now: now)
        }
        let written = try await home.store.read { try $0.sql.row(Self.place("pg_current_wal_insert_lsn"))?.integer(0) }
        let writes = try await home.store.write { transaction in
            try transaction.commitAll()
            // Only a transaction that writes into the log has a number, and waits for the log when it ends.
            return try transaction.sql.row("SELECT CAST(pg_current_xact_id_if_assigned() IS NOT NULL AS int)")?.integer(
                0
            )
        }
        #expect(writes == 1)
        let flushed = try await home.store.read { try $0.sql.row(Self.place("pg_current_wal_flush_lsn"))?.integer(0) }
        #expect(try #require(flushed) >= #require(written))
    }

    private static func place(_ function: String) -> String { "SELECT CAST(\(function)() - '0/0' AS bigint)" }

    @Test(.onPostgreSQL) func `whatever refers to rows is asked about only when they are there`() async throws {
        let tables: [RowTable] = [.story, .body, .tag, .byline, .picture, .revision, .desk, .journal]
        let referring = try await home.store.read { transaction in
            try tables.flatMap { try transaction.sql.rows(Self.referring, [.text($0.name)]) }.map { try $0.string(0) }
        }
        #expect(referring.contains("grievance.reply"))
        for table in Set(tables.map(\.name) + referring) { #expect(PostgreSQLConnection.seesRows(table), "\(table)") }
    }

    private static let referring = """
        SELECT CAST(CAST(conrelid AS regclass) AS text) || '.' || attname FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
        WHERE contype = 'f' AND confrelid = CAST(CAST($1 AS text) AS regclass)
        """
}
