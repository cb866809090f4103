import Editorial
import Logging
import News
import Storage
import Synchronization
import TestSupport
import Testing

/// That no import keeps the store to itself.
@Suite struct SliceTests {
    private func desk(_ home: TestStore, _ clock: @escaping @Sendable () -> Timestamp) -> Desk {
        let stopwatch = Stopwatch()
        return Desk(
            store: home.store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: clock,
            stopwatch: { stopwatch.look() }
        )
    }

    @Test func `what comes due while an import runs is released between its slices`() async throws {
        let home = try await TestStore()
        // Each look at the clock is a second later: the embargo ends while the import runs.
        let seconds = Mutex<Int64>(0)
        let clock: @Sendable () -> Timestamp = {
            .sampleNow.adding(
                seconds: seconds.withLock { seconds in
                    seconds += 1
                    return seconds
                }
            )
        }
        let desk = desk(home, clock)
        var secret = WireItem.sample(1)
        secret.embargoedUntil = .sampleNow.adding(seconds: 3)
        _ = try await desk.takeWireCopy([secret], actor: "wire")
        let outcomes = try await desk.takeWireCopy([WireItem].newspaper(50).suffix(49), actor: "wire")
        #expect(outcomes == (2...50).map { .imported(StoryNumber(rawValue: $0)) })
        let journal = try await home.store.read { try $0.journal(after: 0, limit: 100) }
        let release = try #require(journal.firstIndex { $0.actor == "clock" })
        #expect(journal[release].story == 1)
        #expect((4...11).contains(release))
        #expect(try await home.store.problems { _ in true } == [])
    }

    @Test func `others write between two slices`() async throws {
        let home = try await TestStore()
        let desk = desk(home) { .sampleNow }
        async let outcomes = desk.takeWireCopy([WireItem].newspaper(200), actor: "wire")
        let other = try await home.another()
        defer { other.close() }
        for index in 0..<20 as Range<Int64> {
            try await other.write { try $0.save(Site(name: "Warta \(index)", language: "id", zone: .wib)) }
        }
        #expect(try await outcomes.count == 200)
    }

    @Test func `many that are due at once are released in slices`() async throws {
        let home = try await TestStore()
        let clock = TestClock()
        let desk = desk(home) { clock.now }
        let items = [WireItem].newspaper(32).map { item in
            var item = item
            item.embargoedUntil = clock.now.adding(seconds: 60)
            return item
        }
        _ = try await desk.takeWireCopy(items, actor: "wire")
        clock.advance(seconds: 60)
        var commits = home.store.commits().makeAsyncIterator()
        await commits.next()
        #expect(try await desk.releaseDueStories() == nil)
        #expect(try await home.store.read { try $0.rows(.site, before: nil, limit: 99) }.count == 32)
    }
}

/// A stopwatch that is ten milliseconds later each time it is looked at: a slice has three items.
final class Stopwatch: Sendable {
    private let looks = Mutex(0)

    func look() -> Duration {
        looks.withLock { looks in
            looks += 1
            return .milliseconds(10 * looks)
        }
    }
}
