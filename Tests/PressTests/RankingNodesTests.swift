import News
import TestSupport
import Testing

@testable import Press
@testable import Storage

/// Several processes that count reads over one store rank alike, and count each read once.
@Suite(.timeLimit(.minutes(10))) struct RankingNodesTests {
    /// One process: its own opening of the store, its own windows, and a clock that may be wrong.
    private struct Node {
        let store: Store
        var ledger: ReadLedger
        /// Seconds by which its clock is wrong.
        let error: Int64

        init(_ room: Newsroom, error: Int64 = 0) async throws {
            store = try await room.home.another()
            ledger = ReadLedger(figures: PressTally(), clock: SteadyClock { [clock = room.clock] in clock.now.seconds })
            self.error = error
            try await ledger.open(store, now: room.clock.now.adding(seconds: error))
        }

        mutating func enter(_ sums: [ReadSum], at now: Timestamp) async throws {
            var sums = sums
            _ = try await ledger.enter(&sums, store, now: now.adding(seconds: error))
        }

        /// What the windows would be after a start.
        func afterStart(at now: Timestamp) async throws -> Rankings {
            var fresh = ReadLedger(figures: PressTally(), clock: SteadyClock { 0 })
            try await fresh.open(store, now: now.adding(seconds: error))
            return fresh.rankings()
        }
    }

    private static func sum(_ story: Int64, _ reads: Int) -> ReadSum {
        ReadSum(story: StoryNumber(rawValue: story), reads: reads, weight: reads)
    }

    @Test(arguments: [[0, 0, 0], [0, 600, -600], [0, 800, -900]] as [[Int64]])
    func `three nodes that read, wait and age by turns have the windows that a start would give`(
        errors: [Int64]
    )
        async throws
    {
        let room = try await Newsroom(.newspaper(12))
        var nodes: [Node] = []
        for error in errors { nodes.append(try await Node(room, error: error)) }
        defer { for node in nodes { node.store.close() } }
        var chance = Seeded(seed: 11)
        var all = 0
        for _ in 0..<300 {
            let index = Int.random(in: 0..<nodes.count, using: &chance)
            let sums = (0..<Int.random(in: 0...3, using: &chance)).map { _ in
                Self.sum(.random(in: 1...12, using: &chance), .random(in: 1...9, using: &chance))
            }
            all += sums.reduce(0) { $0 + $1.reads }
            try await nodes[index].enter(sums, at: room.clock.now)
            #expect(try await nodes[index].ledger.rankings() == nodes[index].afterStart(at: room.clock.now))
            let pause: Int64 = Int.random(in: 0..<9, using: &chance) == 0 ? 4_000 : 40
            room.clock.advance(seconds: .random(in: 0...pause, using: &chance))
        }
        let stored = try await room.home.store.read { try $0.reads(hours: 0 ..< .max).reduce(0) { $0 + $1.reads } }
        #expect(stored == all)
        for index in nodes.indices { try await nodes[index].enter([], at: room.clock.now) }
        let first = nodes[0].ledger.rankings()
        for node in nodes where node.error == 0 { #expect(node.ledger.rankings() == first) }
    }

    @Test func `what one node stores, the next look of another shows`() async throws {
        let room = try await Newsroom(.newspaper(3))
        var (one, two) = (try await Node(room), try await Node(room))
        defer { for node in [one, two] { node.store.close() } }
        try await one.enter([Self.sum(2, 3)], at: room.clock.now)
        #expect(two.ledger.rankings() == .none)
        try await two.enter([], at: room.clock.now)
        #expect(two.ledger.rankings() == one.ledger.rankings() && two.ledger.rankings() != .none)
    }

    @Test func `a node that was away longer than the log is kept loads its windows anew`() async throws {
        let room = try await Newsroom(.newspaper(3))
        var (one, two) = (try await Node(room), try await Node(room))
        defer { for node in [one, two] { node.store.close() } }
        for _ in 0..<1_100 { try await room.home.store.addReads([Self.sum(3, 1)], at: room.clock.now) }
        try await one.enter([Self.sum(2, 2_000)], at: room.clock.now)
        try await two.enter([], at: room.clock.now)
        #expect(two.ledger.rankings() == one.ledger.rankings())
        #expect(two.ledger.rankings().rail(limit: 2).map(\.rawValue) == [2, 3])
    }

    @Test(.onSQLite) func `a node whose store goes away keeps what it does not know to be stored, and counts it once`()
        async throws
    {
        let room = try await Newsroom(.newspaper(3))
        var one = try await Node(room)
        defer { one.store.close() }
        try await room.home.store.write { transaction in
            let trigger = "CREATE TRIGGER full BEFORE INSERT ON read_batch BEGIN SELECT RAISE(FAIL, 'full'); END"
            _ = try transaction.sql.execute(trigger)
        }
        await #expect(throws: (any Error).self) { try await one.enter([Self.sum(2, 3)], at: room.clock.now) }
        try await room.home.store.write { _ = try $0.sql.execute("DROP TRIGGER full") }
        let batch = try #require(one.ledger.unanswered)
        // It was stored, and only the answer was lost.
        _ = try await room.home.store.addReads(batch, at: room.clock.now)
        try await one.enter([Self.sum(1, 1)], at: room.clock.now)
        #expect(one.ledger.unanswered == nil)
        let stored = try await one.store.read { try $0.reads(hours: 0 ..< .max) }
        #expect(stored == [Self.sum(1, 1), Self.sum(2, 3)])
        #expect(one.ledger.rankings().rail(limit: 7).map(\.rawValue) == [2, 1])
    }
}
