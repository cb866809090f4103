import Dispatch
import News
import TestSupport
import Testing

@testable import Storage

/// Readings end with the tasks that they are for, on the server, too; what is written is finished.
@Suite(.onPostgreSQL, .timeLimit(.minutes(5))) struct CancellationTests {
    let home: TestStore
    let address: String

    init() async throws {
        home = try await TestStore()
        address = try #require(home.database)
    }

    /// Longer than any test.
    static let long = "SELECT pg_sleep(3600)"

    /// Waits until the server runs this, or no longer does.
    private func wait(until runs: Bool, _ sql: String) async throws {
        let count = """
            SELECT CAST(count(*) AS text) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%\(sql)%'
            """
        let wanted = [runs ? "1" : "0"]
        while try await PostgreSQLServer.run(count, at: address) != wanted {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test func `the server works no longer for a reading that was cancelled`() async throws {
        let store = home.store
        let reading = Task { try await store.read { _ = try $0.sql.row("SELECT pg_sleep(25) IS NULL, 'cancelled'") } }
        try await wait(until: true, "cancelled")
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
        try await wait(until: false, "cancelled")
    }

    @Test func `a reading that was cancelled fails, even where its closure goes on`() async throws {
        let store = home.store
        let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
        let reading = Task {
            try await store.read { transaction in
                continuation.finish()
                _ = try? transaction.sql.row(Self.long)
                return try transaction.sites().count
            }
        }
        for await _ in begun {}
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
    }

    @Test func `a reading in a task that was cancelled before does not begin`() async throws {
        let store = home.store
        let reading = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.read { _ in _ = Issue.record("It has begun.") }
        }
        await #expect(throws: CancellationError.self) { try await reading.value }
    }

    @Test func `what is written in a task that is cancelled meanwhile is written`() async throws {
        let store = home.store
        let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
        let mayEnd = DispatchSemaphore(value: 0)
        let writing = Task {
            try await store.write { transaction in
                continuation.finish()
                mayEnd.wait()
                return try transaction.insert(.sample(1), now: .sampleNow).number
            }
        }
        for await _ in begun {}
        writing.cancel()
        mayEnd.signal()
        let number = try await writing.value
        #expect(try await store.read { try $0.story(number) } != nil)
    }

    @Test func `a reading that is cancelled while it waits for a connection leaves the queue`() async throws {
        let limits = PostgreSQLThreads.Limits(threads: 1, queue: 1, wait: .seconds(300))
        let database = try PostgreSQLDatabase(address: address, readers: limits)
        let (hasBegun, continuation) = AsyncStream.makeStream(of: Void.self)
        let mayEnd = DispatchSemaphore(value: 0)
        async let first: Int = database.read { _ in
            continuation.finish()
            mayEnd.wait()
            return 1
        }
        for await _ in hasBegun {}
        for _ in 0..<3 {
            let waiting = Task { try await database.read { _ in _ = Issue.record("It has begun.") } }
            while database.poolFigures?.reading.waiting != 1 { await Task.yield() }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
        mayEnd.signal()
        #expect(try await first == 1)
        database.close()
    }

    @Test func `closing ends what runs for longer, on the server, too, and says so`() async throws {
        let database = try PostgreSQLDatabase(address: address)
        let reading = Task { try await database.read { _ = try $0.row("SELECT pg_sleep(60) IS NULL, 'reading'") } }
        let writing = Task { try await database.write { _ = try $0.row("SELECT pg_sleep(60) IS NULL, 'writing'") } }
        try await wait(until: true, "reading")
        try await wait(until: true, "writing")
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                database.close()
                continuation.resume()
            }
        }
        for work in [reading, writing] {
            let error = await #expect(throws: NewsError.self) { try await work.value }
            #expect(error == PostgreSQLErrors.closed)
        }
        try await wait(until: false, "reading")
        try await wait(until: false, "writing")
    }
}
