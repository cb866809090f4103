import Dispatch
import News
import TestSupport
import Testing

@testable import Storage

/// What is told when the server, or a connection to it, goes away, and that everything heals by itself.
@Suite(.onPostgreSQL, .timeLimit(.minutes(10))) struct PostgreSQLOutageTests {
    let home: TestStore
    let address: String

    init() async throws {
        home = try await TestStore()
        address = try #require(home.database)
    }

    /// Ends connections of the store as a crash of their servers' processes would.
    private static func end(_ which: String, at address: String) async throws {
        try await PostgreSQLServer.run(
            """
            SELECT CAST(count(pg_terminate_backend(pid, 5000)) AS text) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND \(which)
            """,
            at: address
        )
    }

    /// Waits for something from within a transaction, whose thread it blocks.
    private static func blocking(_ work: @escaping @Sendable () async throws -> Void) {
        let isDone = DispatchSemaphore(value: 0)
        Task {
            try? await work()
            isDone.signal()
        }
        isDone.wait()
    }

    @Test func `connections that are lost while nobody uses them are made again, and nobody notices`() async throws {
        let story = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        _ = try await home.store.read { try $0.site() }
        try await Self.end("true", at: address)
        #expect(try await home.store.read { try $0.story(story.number) } == story)
        #expect(try await home.store.write { try $0.insert(.sample(2), now: .sampleNow) }.number.rawValue == 2)
    }

    @Test func `a connection that is lost in a change is told of, nothing is kept, and the next change is made`()
        async throws
    {
        let address = address
        let error = await #expect(throws: NewsError.self) {
            try await home.store.write { transaction in
                _ = try transaction.insert(.sample(1), now: .sampleNow)
                Self.blocking { try await Self.end("state = 'idle in transaction'", at: address) }
                _ = try transaction.insert(.sample(2), now: .sampleNow)
            }
        }
        #expect(error?.code == .unavailable && error?.message.contains("This change was not saved") == true)
        #expect(try await home.store.value("SELECT count(*) FROM story") == 0)
        #expect(try await home.store.write { try $0.insert(.sample(3), now: .sampleNow) }.number.rawValue == 1)
    }

    @Test func `a commit whose answer is lost is not called a failure`() async throws {
        let address = address
        let error = await #expect(throws: NewsError.self) {
            try await home.store.write { transaction in
                _ = try transaction.insert(.sample(1), now: .sampleNow)
                // Rows that are not sent yet would be lost before the commit.
                _ = try transaction.journalEnd()
                Self.blocking { try await Self.end("state = 'idle in transaction'", at: address) }
            }
        }
        #expect(error?.code == .unavailable && error?.message.contains("nobody knows whether") == true)
        #expect(try await home.store.read { try $0.lastStoryNumber() }.rawValue == 0)
    }

    @Test func `a transaction that only read is not troubled by the loss of its end`() async throws {
        let address = address
        let count = try await home.store.read { transaction in
            let count = try transaction.sites().count
            Self.blocking { try await Self.end("true", at: address) }
            return count
        }
        #expect(count == 1)
    }

    @Test func `a wrong password is told of in a sentence that does not repeat it`() async throws {
        _ = try? await PostgreSQLServer.run("CREATE ROLE warta_with_password LOGIN PASSWORD 'benar'", at: address)
        for password in ["salah-sekali", "salah%2Fsekali"] {
            let wrong = address.replacing("//warta@", with: "//warta_with_password:\(password)@")
            let error = await #expect(throws: NewsError.self) { _ = try await Store(database: wrong) }
            #expect(error?.code == .unavailable && error?.message.contains("password authentication failed") == true)
            #expect(error?.message.contains("sekali") == false)
        }
    }

    @Test(arguments: [
        "mysql://rahasia@host/x", "postgres://warta:rahasia@[::1/x", "postgres://warta:rahasia@host:port/x?y=z",
        "host=localhost password=rahasia", "",
    ])
    func `an address that cannot be read is told of, and not repeated`(text: String) async throws {
        let error = await #expect(throws: NewsError.self) { _ = try await Store(database: text) }
        #expect(error?.code == .invalid || error?.code == .unavailable)
        #expect(error?.message.contains("rahasia") == false)
    }

    @Test func `a server that is not there is told of in a sentence`() async throws {
        let error = await #expect(throws: NewsError.self) {
            _ = try await Store(database: "postgres://warta@127.0.0.1:1/warta")
        }
        #expect(error?.code == .unavailable && error?.message.contains("127.0.0.1:1/warta") == true)
    }

    @Test func `a full queue turns away at once, and what waits too long is turned away, too`() async throws {
        let limits = PostgreSQLThreads.Limits(threads: 1, queue: 2, wait: .seconds(1))
        let database = try PostgreSQLDatabase(address: address, readers: limits)
        defer { database.close() }
        let (hasBegun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let first: Int = database.read { _ in
            hasBegun.signal()
            mayEnd.wait()
            return 1
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                hasBegun.wait()
                continuation.resume()
            }
        }
        let codes = await withTaskGroup(of: NewsError.Code?.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    do {
                        _ = try await database.read { try $0.row("SELECT 1") }
                        return nil
                    } catch {
                        return (error as? NewsError)?.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        // Three found the queue full, two waited in vain.
        #expect(codes == Array(repeating: .unavailable, count: 5))
        mayEnd.signal()
        #expect(try await first == 1)
        #expect(try await database.read { try $0.row("SELECT 7")?.integer(0) } == 7)
    }

    @Test func `whoever waits for a turn in vain is told so`() async throws {
        let other = try PostgreSQLDatabase(address: address)
        defer { other.close() }
        try await other.unguarded("SELECT pg_advisory_lock(1463898708, hashtext(current_schema()))")
        let home = home
        let error = await #expect(throws: NewsError.self) { try await home.store.write { _ in } }
        #expect(error?.code == .unavailable && error?.message.contains("busy with another program's change") == true)
        try await other.unguarded("SELECT pg_advisory_unlock_all()")
        try await home.store.write { _ in }
    }

    @Test func `a search that takes too long ends by itself, and its transaction goes on`() async throws {
        let home = home
        let story = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        try await home.store.read { transaction in
            let connection = try #require(transaction.sql as? PostgreSQLConnection)
            let error = #expect(throws: PostgreSQLError.self) {
                try connection.apart("SET LOCAL statement_timeout = 20") { session in
                    _ = try session.run("SELECT pg_sleep(60)", [])
                }
            }
            #expect(error?.state == "57014")
            #expect(try transaction.story(story.number) == story)
        }
    }
}
