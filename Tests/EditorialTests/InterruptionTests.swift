import Editorial
import Foundation
import Logging
import News
import Storage
import TestSupport
import Testing

@Suite struct InterruptionTests {
    @Test func `an import that is killed half way and run again ends in the same state`() async throws {
        let whole = try NewsDesk()
        let broken = try NewsDesk()
        let items = [WireItem].newspaper(60)
        for batch in batches(items) { _ = try await whole.take(batch) }
        let folder = broken.home.folder
        await #expect(processExitsWith: .exitCode(9)) { [folder = folder as String] in
            try await Self.importAndDie(folder)
        }
        let survived = try await broken.archive().count
        #expect(survived == 20)
        for batch in batches(items) { _ = try await broken.take(batch) }
        #expect(try await broken.archive() == whole.archive())
        #expect(try await broken.journal().map(\.story) == whole.journal().map(\.story))
        #expect(try await broken.home.store.problems { _ in true } == [])
    }

    private func batches(_ items: [WireItem]) -> [[WireItem]] {
        stride(from: 0, to: items.count, by: 10).map { Array(items[$0..<$0 + 10]) }
    }

    /// Takes two batches and dies inside the third one's transaction.
    private static func importAndDie(_ folder: String) async throws {
        let store = try Store(folder: folder)
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
