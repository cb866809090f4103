import Editorial
import Logging
public import News
import Storage
import TestSupport

/// A desk over a store of its own, with a clock that tests move.
struct NewsDesk {
    let home: TestStore
    let clock = TestClock()
    let desk: Desk

    init() async throws {
        home = try await TestStore()
        desk = Desk(
            store: home.store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { [clock] in clock.now }
        )
    }

    /// Takes copy as the wire does.
    func take(_ items: [WireItem]) async throws -> [WireOutcome] {
        try await desk.takeWireCopy(items, actor: "wire")
    }

    func story(_ number: Int64) async throws -> Story? {
        try await home.store.read { try $0.story(StoryNumber(rawValue: number)) }
    }

    func acts() async throws -> [JournalEntry.Act] {
        try await journal().map(\.act)
    }

    func journal() async throws -> [JournalEntry] {
        try await home.store.read { try $0.journal(after: 0, limit: 10_000) }
    }

    /// The whole archive, in whatever state.
    func archive() async throws -> [Story] {
        try await home.store.read { try $0.stories(after: StoryNumber(rawValue: 0), limit: 10_000) }
    }

    func front() async throws -> [Int64] {
        try await home.store.read { try $0.rows(.site, before: nil, limit: 1_000) }.map(\.number.rawValue)
    }
}

extension StoryNumber: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int64) { self.init(rawValue: value) }
}
