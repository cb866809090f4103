import Editorial
import Logging
import News
import TestSupport
import Testing

@testable import Storage

/// That whoever meets a full disk is told what is true: work of many steps has saved the steps before.
@Suite struct FullDiskTests {
    @Test(.onSQLite) func `an import that the disk ended says that the stories before stay, and is run again`()
        async throws
    {
        let home = try await TestStore()
        let steps = Stopwatch()
        let desk = Desk(
            store: home.store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { .sampleNow },
            stopwatch: { steps.look() }
        )
        let items = [WireItem].newspaper(600)
        let database = try #require(home.store.database as? SQLiteDatabase)
        let pages = try await home.store.read { try $0.sql.row("PRAGMA page_count")?.required(0) ?? 0 }
        try await database.unguarded("PRAGMA max_page_count = \(pages + 60)")
        let error = await #expect(throws: NewsError.self) { try await desk.takeWireCopy(items, actor: "wire") }
        let message = try #require(error?.message)
        #expect(error?.code == .unavailable && message.contains("disk") && message.contains("full"))
        #expect(message.contains("what was saved before it stays") && !message.contains("nothing"))
        let stories = try await home.store.read { try $0.stories(after: 0, limit: 1_000) }
        #expect((1..<600).contains(stories.count))
        try await database.unguarded("PRAGMA max_page_count = 1000000")
        let outcomes = try await desk.takeWireCopy(items, actor: "wire")
        #expect(outcomes.count { if case .unchanged = $0 { true } else { false } } == stories.count)
        #expect(try await home.store.problems { _ in true } == [])
    }
}
