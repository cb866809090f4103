import News
import Storage
import TestSupport
import Testing

@testable import Press

@Suite struct RankingTests {
    private static func sum(_ story: Int64, _ reads: Int) -> ReadSum {
        ReadSum(story: StoryNumber(rawValue: story), reads: reads, weight: reads)
    }

    private static func numbers(_ rankings: Rankings, _ window: ReadWindow, _ section: Section? = nil) -> [Int64] {
        rankings[.init(window: window, section: section?.slug)].map(\.rawValue)
    }

    @Test func `the most read is first, and of equals the newer`() {
        var tally = ReadTally()
        tally.add([Self.sum(1, 5), Self.sum(2, 9), Self.sum(3, 5), Self.sum(4, 1)], to: .day)
        tally.place([1, 2, 3, 4].reduce(into: [:]) { $0[StoryNumber(rawValue: $1)] = Section.dunia.slug })
        #expect(Self.numbers(tally.rankings(limit: 50), .day) == [2, 3, 1, 4])
        #expect(Self.numbers(tally.rankings(limit: 2), .day) == [2, 3])
        #expect(Self.numbers(tally.rankings(limit: 50), .hour) == [])
    }

    @Test func `weight goes before reads, and reads part what weighs the same`() {
        var tally = ReadTally()
        let sums = [(1, 900, 6), (2, 200, 200), (3, 30, 6), (4, 7, 7)].map {
            ReadSum(story: StoryNumber(rawValue: $0.0), reads: $0.1, weight: $0.2)
        }
        tally.add(sums, to: .day)
        tally.place(Dictionary(uniqueKeysWithValues: sums.map { ($0.story, Section.dunia.slug) }))
        #expect(Self.numbers(tally.rankings(limit: 50), .day) == [2, 4, 1, 3])
    }

    @Test func `counts stop at the largest number, and what ages takes them down again`() {
        var tally = ReadTally()
        let most = Self.sum(1, .max)
        for _ in 0..<3 { tally.add([most, Self.sum(2, 5)], to: .day) }
        #expect(tally.sum(of: most.story, in: .day) == most)
        tally.place([most.story: Section.dunia.slug, StoryNumber(rawValue: 2): Section.dunia.slug])
        #expect(Self.numbers(tally.rankings(limit: 50), .day) == [1, 2])
        tally.remove([most, most, Self.sum(2, 5)], from: .day)
        #expect(tally.sum(of: most.story, in: .day).reads == 0)
        #expect(Self.numbers(tally.rankings(limit: 50), .day) == [2])
        tally.remove([ReadSum(story: StoryNumber(rawValue: 2), reads: .min, weight: .min)], from: .day)
        #expect(tally.sum(of: StoryNumber(rawValue: 2), in: .day) == Self.sum(2, 10))
    }

    @Test func `a store with the largest numbers is opened, ranked, added to and aged`() async throws {
        let room = try await Newsroom(.newspaper(3))
        let store = room.home.store
        let most = Self.sum(2, .max)
        for seconds in [0, 60, 3_600, 7_200] as [Int64] {
            let then = room.clock.now.adding(seconds: -seconds)
            try await store.addReads([most, Self.sum(1, 4_000_000_000)], at: then)
        }
        var ledger = room.ledger()
        try await ledger.open(store, now: room.clock.now)
        #expect(Self.numbers(ledger.rankings(), .day) == [2, 1])
        try await ledger.enter([most, Self.sum(3, 1)], store, now: room.clock.now)
        #expect(Self.numbers(ledger.rankings(), .day) == [2, 1, 3])
        for _ in 0..<800 {
            room.clock.advance(seconds: 3_600)
            try await ledger.enter([], store, now: room.clock.now)
        }
        #expect(ledger.rankings() == .none)
    }

    @Test func `a section ranks its own`() {
        var tally = ReadTally()
        tally.add([Self.sum(1, 5), Self.sum(2, 9), Self.sum(3, 7)], to: .week)
        tally.place([
            StoryNumber(rawValue: 1): Section.dunia.slug, StoryNumber(rawValue: 2): Section.politik.slug,
            StoryNumber(rawValue: 3): Section.dunia.slug,
        ])
        let rankings = tally.rankings(limit: 50)
        #expect(Self.numbers(rankings, .week, .dunia) == [3, 1])
        #expect(Self.numbers(rankings, .week, .politik) == [2])
        #expect(Self.numbers(rankings, .week, .olahraga) == [])
    }

    @Test func `a limit loses nobody who belongs above it, however many there are`() {
        var tally = ReadTally()
        let sums = (1...5_000).map { Self.sum(Int64($0), ($0 * 7_919) % 5_003) }
        tally.add(sums, to: .month)
        tally.place(Dictionary(uniqueKeysWithValues: sums.map { ($0.story, Section.dunia.slug) }))
        let best = sums.sorted { ($0.reads, $0.story) > ($1.reads, $1.story) }.prefix(50).map(\.story.rawValue)
        #expect(Self.numbers(tally.rankings(limit: 50), .month) == Array(best))
    }

    @Test func `a rail is filled from longer windows and names nobody twice`() {
        var tally = ReadTally()
        tally.add([Self.sum(1, 3), Self.sum(2, 1)], to: .day)
        tally.add([Self.sum(1, 3), Self.sum(2, 1), Self.sum(3, 20), Self.sum(4, 10)], to: .week)
        tally.add([Self.sum(5, 99), Self.sum(3, 20), Self.sum(1, 3)], to: .month)
        tally.place((1...5).reduce(into: [:]) { $0[StoryNumber(rawValue: $1)] = Section.dunia.slug })
        let rankings = tally.rankings(limit: 50)
        #expect(rankings.rail(limit: 7).map(\.rawValue) == [1, 2, 3, 4, 5])
        #expect(rankings.rail(limit: 3).map(\.rawValue) == [1, 2, 3])
        #expect(rankings.rail(limit: 1).map(\.rawValue) == [1])
        #expect(Rankings.none.rail(limit: 7).isEmpty)
    }

    @Test func `changes name the lists that differ and no other`() {
        var tally = ReadTally()
        tally.add([Self.sum(1, 3), Self.sum(2, 1)], to: .day)
        tally.place([StoryNumber(rawValue: 1): Section.dunia.slug, StoryNumber(rawValue: 2): Section.politik.slug])
        let former = tally.rankings(limit: 50)
        tally.add([Self.sum(1, 1)], to: .day)
        #expect(tally.rankings(limit: 50).changes(from: former).isEmpty)
        tally.add([Self.sum(2, 9)], to: .day)
        #expect(tally.rankings(limit: 50).changes(from: former) == [.init(window: .day, section: nil)])
    }

    @Test func `reads leave each window when it has passed them`() async throws {
        let room = try await Newsroom(.newspaper(3))
        let store = room.home.store
        var ledger = room.ledger()
        try await ledger.open(store, now: room.clock.now)
        try await ledger.enter([Self.sum(1, 2)], store, now: room.clock.now)
        func windows() -> [ReadWindow] {
            ReadWindow.allCases.filter { !Self.numbers(ledger.rankings(), $0).isEmpty }
        }
        #expect(windows() == [.hour, .day, .week, .month])
        let steps: [(hours: Int64, left: [ReadWindow])] = [
            (1, [.day, .week, .month]), (22, [.day, .week, .month]), (1, [.week, .month]), (143, [.week, .month]),
            (1, [.month]), (551, [.month]), (1, []),
        ]
        for step in steps {
            room.clock.advance(seconds: step.hours * 3_600)
            try await ledger.enter([], store, now: room.clock.now)
            #expect(windows() == step.left, "\(step)")
            // Whoever opens the ledger now sees the same.
            var fresh = room.ledger()
            try await fresh.open(store, now: room.clock.now)
            #expect(fresh.rankings() == ledger.rankings())
        }
    }

    @Test func `a hundred minutes of reads give the same ledger by ageing as by loading`() async throws {
        let room = try await Newsroom(.newspaper(9))
        let store = room.home.store
        var ledger = room.ledger()
        try await ledger.open(store, now: room.clock.now)
        for minute in 0..<100 {
            let story = Int64(minute * 7 % 9 + 1)
            try await ledger.enter([Self.sum(story, minute % 5 + 1)], store, now: room.clock.now)
            room.clock.advance(seconds: 97)
        }
        try await ledger.enter([], store, now: room.clock.now)
        var fresh = room.ledger()
        try await fresh.open(store, now: room.clock.now)
        #expect(fresh.rankings() == ledger.rankings())
        #expect(!Self.numbers(ledger.rankings(), .hour).isEmpty)
    }

    @Test func `what nobody may see is not ranked, and a story that moved is ranked where it is`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        let store = room.home.store
        var ledger = room.ledger()
        try await ledger.open(store, now: room.clock.now)
        let read = [Self.sum(1, 2), Self.sum(2, 1), Self.sum(99, 50)]
        try await ledger.enter(read, store, now: room.clock.now)
        #expect(room.press.house.tally[refused: .unknown] == 50)
        #expect(Self.numbers(ledger.rankings(), .day) == [1, 2])
        try await room.take(.sample(1, version: 5) { $0.section = .politik })
        try await room.withdraw(2)
        for number in room.press.ranker.takeMoved() { ledger.displace(number) }
        try await ledger.enter([], store, now: room.clock.now)
        #expect(Self.numbers(ledger.rankings(), .day) == [1])
        #expect(Self.numbers(ledger.rankings(), .day, .politik) == [1])
        #expect(Self.numbers(ledger.rankings(), .day, .dunia) == [])
    }

    @Test func `rankings are handed out only where something changed since they were last shown`() async throws {
        let room = try await Newsroom([.sample(1)])
        let store = room.home.store
        var ledger = room.ledger()
        try await ledger.open(store, now: room.clock.now)
        let first = try await ledger.enter([Self.sum(1, 2)], store, now: room.clock.now)
        #expect(first == ledger.rankings())
        // Until somebody says that they are shown, they are handed out again.
        #expect(try await ledger.enter([], store, now: room.clock.now) == first)
        ledger.isChanged = false
        #expect(try await ledger.enter([], store, now: room.clock.now) == nil)
        room.clock.advance(seconds: 3_600)
        #expect(try await ledger.enter([], store, now: room.clock.now) != nil)
    }

    @Test func `what cannot be stored is left whole`() async throws {
        let room = try await Newsroom([.sample(1)])
        let store = room.home.store
        var ledger = room.ledger()
        try await ledger.open(store, now: room.clock.now)
        store.close()
        var sums = [Self.sum(1, 2)]
        await #expect(throws: NewsError.self) {
            try await ledger.enter(&sums, store, now: room.clock.now)
        }
        // Before it was tried to store it, the windows were looked at.
        #expect(sums == [Self.sum(1, 2)] && ledger.unanswered == nil)
        #expect(ledger.rankings() == .none)
    }

    @Test func `of reads that are half stored, exactly the others are left`() async throws {
        let room = try await Newsroom([.sample(1)])
        let store = room.home.store
        var ledger = room.ledger()
        try await ledger.open(store, now: room.clock.now)
        let all = 40 * ReadLedger.batch
        var sums = [ReadSum](repeating: Self.sum(1, 1), count: all)
        // Closes the store among the batches; the stream's first element tells of none.
        let closing = Task {
            for await _ in store.commits().dropFirst() {
                store.close()
                return
            }
        }
        _ = try? await ledger.enter(&sums, store, now: room.clock.now)
        store.close()
        await closing.value
        let reopened = try await room.home.another()
        let stored = try await reopened.read { try $0.reads(hours: 0 ..< .max).reduce(0) { $0 + $1.reads } }
        reopened.close()
        let left = sums + (ledger.unanswered?.sums ?? [])
        #expect(stored + left.count == all)
        #expect(left.count % ReadLedger.batch == 0)
    }
}

extension Newsroom {
    /// A ledger for which all time that passes on this newsroom's clock has passed.
    fileprivate func ledger() -> ReadLedger {
        ReadLedger(figures: press.house.tally, clock: SteadyClock { [clock] in clock.now.seconds })
    }
}

extension ReadLedger {
    /// Enters sums that are written down.
    @discardableResult
    mutating func enter(_ sums: [ReadSum], _ store: Store, now: Timestamp) async throws -> Rankings? {
        var sums = sums
        return try await enter(&sums, store, now: now)
    }
}
