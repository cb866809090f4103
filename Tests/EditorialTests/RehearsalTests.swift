import Editorial
import Foundation
import Logging
import News
import Storage
import TestSupport
import Testing

/// That an import can be rehearsed: on a copy of the store, and so with all that its earlier slices have done.
@Suite(.onSQLite) struct RehearsalTests {
    private func desk(_ store: Store) -> Desk {
        let stopwatch = Stopwatch()
        return Desk(
            store: store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { .sampleNow },
            stopwatch: { stopwatch.look() }
        )
    }

    @Test func `a rehearsal on a copy says what the run will say, and the store knows nothing of it`() async throws {
        let home = try await TestStore()
        let real = desk(home.store)
        _ = try await real.takeWireCopy([.sample(1), .sample(2, status: .canceled)], actor: "wire")
        let before = try await home.store.read { try $0.stories(after: 0, limit: 1_000) }
        var late = WireItem.sample(70)
        late.embargoedUntil = .sampleNow.adding(seconds: 60)
        // Each slice holds three: what comes again comes in another slice, and in another batch.
        let batches: [[WireItem]] = [
            [WireItem].newspaper(60) + [WireItem].newspaper(60), [late] + [WireItem].newspaper(66),
            [.sample(65, status: .canceled, version: 60), .sample(2, version: 60)], [WireItem].newspaper(66),
        ]

        let other = home.folder + "/rehearsal"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try await Store.copy(folder: home.folder, to: other)
        let copy = try Store(folder: other)
        defer { copy.close() }
        #expect(try await copy.read { try $0.stories(after: 0, limit: 1_000) } == before)
        let rehearsal = desk(copy)
        var rehearsed: [WireOutcome] = []
        for batch in batches { rehearsed += try await rehearsal.takeWireCopy(batch, actor: "wire") }
        #expect(try await home.store.read { try $0.stories(after: 0, limit: 1_000) } == before)

        var done: [WireOutcome] = []
        for batch in batches { done += try await real.takeWireCopy(batch, actor: "wire") }
        #expect(rehearsed == done)
        #expect(try await copy.problems { _ in true } == [])
    }

    @Test func `a copy is whole while others write`() async throws {
        let home = try await TestStore()
        let real = desk(home.store)
        async let outcomes = real.takeWireCopy([WireItem].newspaper(300), actor: "wire")
        for round in 1...3 {
            let other = home.folder + "/copy-\(round)"
            try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
            try await Store.copy(folder: home.folder, to: other)
            let copy = try Store(folder: other)
            #expect(try await copy.problems { _ in true } == [])
            copy.close()
        }
        #expect(try await outcomes.count == 300)
    }

    @Test func `what is no store is not copied`() async throws {
        let home = try await TestStore()
        let other = home.folder + "/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try Data("no database at all, but long enough to be read as the head of one".utf8)
            .write(to: URL(fileURLWithPath: other + "/warta.sqlite"))
        await #expect(throws: NewsError.self) { try await Store.copy(folder: other, to: home.folder + "/nowhere") }
    }
}
