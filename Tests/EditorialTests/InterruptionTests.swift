import Editorial
import Foundation
import Logging
import News
import Storage
import TestSupport
import Testing

@Suite struct InterruptionTests {
    @Test func `an import that is killed half way and run again ends in the same state`() async throws {
        let whole = try await NewsDesk()
        let broken = try await NewsDesk()
        let items = [WireItem].newspaper(60)
        for batch in batches(items) { _ = try await whole.take(batch) }
        let (folder, database) = (broken.home.folder, broken.home.database)
        await #expect(processExitsWith: .exitCode(9)) { [folder = folder as String, database = database as String?] in
            try await Self.importAndDie(folder, database)
        }
        let survived = try await broken.archive().count
        #expect(survived == 20)
        for batch in batches(items) { _ = try await broken.take(batch) }
        #expect(try await broken.archive() == whole.archive())
        #expect(try await broken.journal().map(\.story) == whole.journal().map(\.story))
        #expect(try await broken.home.store.problems { _ in true } == [])
    }

    @Test func `where a batch ends makes no difference`() async throws {
        let later: [WireItem] = [.sample(3, version: 60), .sample(6, version: 60), .sample(3), .sample(7)]
        let items = .newspaper(6) + later
        let whole = try await NewsDesk()
        let outcomes = try await whole.take(items)
        for size in [1, 3, 4, 7] {
            let parted = try await NewsDesk()
            var partedTakings: [WireOutcome] = []
            for start in stride(from: 0, to: items.count, by: size) {
                partedTakings += try await parted.take(Array(items[start..<min(start + size, items.count)]))
            }
            #expect(partedTakings == outcomes)
            #expect(try await parted.archive() == whole.archive())
            #expect(try await parted.journal() == whole.journal())
        }
    }

    /// More than the index gathers before it is written.
    @Test func `thousands of stories in one batch are all found`() async throws {
        let newsroom = try await NewsDesk()
        newsroom.clock.advance(seconds: 86_400)
        let outcomes = try await newsroom.take(.newspaper(2_100))
        #expect(outcomes == (1...2_100).map { .imported(StoryNumber(rawValue: $0)) })
        for number in [1, 1_999, 2_000, 2_001, 2_100] as [Int64] {
            let found = try await newsroom.home.store.read { try $0.search("\(number)", language: "id", limit: 9).rows }
            #expect(found.map(\.row.number.rawValue) == [number])
        }
        #expect(try await newsroom.home.store.problems { _ in true } == [])
    }

    private func batches(_ items: [WireItem]) -> [[WireItem]] {
        stride(from: 0, to: items.count, by: 10).map { Array(items[$0..<$0 + 10]) }
    }

    /// Takes two batches and dies inside the third one's transaction.
    private static func importAndDie(_ folder: String, _ database: String?) async throws {
        let store = try await TestStore.open(database, folder)
        let desk = Desk(
            store: store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { .sampleNow }
        )
        let items = [WireItem].newspaper(60)
        for start in [0, 10] { _ = try await desk.takeWireCopy(Array(items[start..<start + 10]), actor: "wire") }
        try await store.write { transaction in
            _ = try transaction.insert(.sample(99), now: .sampleNow)
            exit(9)
        }
    }
}
