import News
import TestSupport
import Testing

@testable import Storage

@Suite struct BannerStoreTests {
    private static func line(_ version: Int, _ words: String, story: Int64? = nil) throws -> Banner {
        try Banner.next(
            after: version - 1,
            words,
            story: story.map { StoryNumber(rawValue: $0) },
            until: .sampleNow.adding(seconds: 3_600),
            by: .member("dewi"),
            at: .sampleNow
        )
    }

    @Test func `each version is kept as it was written, and the masthead says which is the newest`() async throws {
        let home = try await TestStore()
        #expect(try await home.store.read { try $0.banner() } == nil)
        #expect(try await home.store.read { try $0.masthead().banner } == 0)
        let story = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        let first = try Self.line(1, "Gempa di Cianjur.", story: story.number.rawValue)
        let second = first.takenDown(by: .member("citra"), at: .sampleNow.adding(seconds: 9))
        try await home.store.write { transaction in
            try transaction.add(first)
            try transaction.add(second)
        }
        #expect(try await home.store.read { try $0.banner() } == second)
        #expect(try await home.store.read { try $0.banners(limit: 9) } == [second, first])
        #expect(try await home.store.read { try $0.masthead().banner } == 2)
    }

    @Test func `nobody changes a version or takes it away`() async throws {
        let home = try await TestStore()
        let line = try Self.line(1, "Gempa di Cianjur.")
        try await home.store.write { try $0.add(line) }
        for statement in ["UPDATE banner SET words = 'x'", "DELETE FROM banner"] {
            await #expect(throws: (any Error).self) { try await home.store.raw(statement) }
        }
        await #expect(throws: (any Error).self) { try await home.store.write { try $0.add(line) } }
        #expect(try await home.store.read { try $0.banner() } == line)
    }
}
