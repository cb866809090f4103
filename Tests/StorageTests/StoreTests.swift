import Foundation
import News
import TestSupport
import Testing

@testable import Storage

@Suite struct StoreTests {
    @Test func `a folder that is missing is made, and opening again finds what was saved`() async throws {
        let home = try await TestStore()
        let saved = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        home.store.close()
        let again = try await home.another()
        #expect(try await again.read { try $0.story(saved.number) } == saved)
        again.close()
    }

    @Test(.onSQLite) func `what is acknowledged is on disk and references are kept`() async throws {
        let home = try await TestStore()
        let settings = try await home.store.write { transaction in
            try ["journal_mode", "synchronous", "foreign_keys"].map {
                try transaction.sql.row("PRAGMA \($0)")?[0]
            }
        }
        #expect(settings == [.text("wal"), .integer(2), .integer(1)])
    }

    @Test func `a change that throws leaves nothing behind`() async throws {
        let home = try await TestStore()
        await #expect(throws: NewsError(.refused, "no")) {
            try await home.store.write { transaction in
                _ = try transaction.insert(.sample(1), now: .sampleNow)
                throw NewsError(.refused, "no")
            }
        }
        #expect(try await home.store.read { try $0.stories(after: StoryNumber(rawValue: 0), limit: 9) }.isEmpty)
        #expect(try await home.store.value("SELECT count(*) FROM tag") == .integer(0))
    }

    @Test(.timeLimit(.minutes(10)))
    func `hundreds of readers wait in line while somebody writes`() async throws {
        let home = try await TestStore()
        let store = home.store
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<300 { group.addTask { try await store.read { try $0.sections(limit: 9).count + 1 } } }
            for index in 1...20 {
                group.addTask {
                    try await store.write { _ = try $0.insert(.sample(Int64(index)), now: .sampleNow) }
                    return 0
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum >= 300)
        #expect(try await store.value("SELECT count(*) FROM story") == .integer(20))
    }

    @Test func `a file that is no database is told of in a sentence`() throws {
        let folder = try folder(holding: Array("<html>this is a web page, not a database</html>".utf8))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let error = #expect(throws: NewsError.self) { try Store(folder: folder) }
        #expect(error?.code == .invalid)
        #expect(error?.message.contains("not a SQLite database") == true)
    }

    @Test func `a folder that cannot be made is told of in a sentence`() throws {
        let folder = try folder(holding: [])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let error = #expect(throws: NewsError.self) { try Store(folder: folder + "/warta.sqlite/data") }
        #expect(error?.code == .unavailable)
    }

    @Test func `a store of a newer program is refused and not touched`() async throws {
        let home = try await TestStore()
        try await home.store.raw("UPDATE schema_version SET version = 99, oldest = 98")
        home.store.close()
        let error = await #expect(throws: NewsError.self) { try await home.another() }
        #expect(error?.code == .invalid)
        #expect(error?.message.contains("newer") == true)
    }

    @Test func `another program's database is refused`() async throws {
        let home = try await TestStore()
        try await home.store.raw("DROP TABLE schema_version")
        home.store.close()
        let error = await #expect(throws: NewsError.self) { try await home.another() }
        #expect(error?.code == .invalid)
    }

    @Test func `a closed store says so`() async throws {
        let home = try await TestStore()
        home.store.close()
        home.store.close()
        await #expect(throws: NewsError(.unavailable, "The store is closed.")) {
            try await home.store.read { try $0.site() }
        }
        await #expect(throws: NewsError(.unavailable, "The store is closed.")) { try await home.store.write { _ in } }
    }

    @Test func `several programs may open one new folder at the same moment`() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/warta-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { try Store(folder: folder).close() } }
            try await group.waitForAll()
        }
    }

    private func folder(holding bytes: [UInt8]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/warta-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/warta.sqlite"))
        return folder
    }
}
