import News
import Storage
import TestSupport
import Testing

@testable import Press

/// A clock that is set, for seconds or for good, costs no counts of reading.
@Suite struct ClockJumpTests {
    /// A newsroom whose clock can be set without any time having passed.
    private struct Setting {
        let room: Newsroom
        let uptime = TestClock()
        var ledger: ReadLedger

        init() async throws {
            room = try await Newsroom(.newspaper(3))
            ledger = ReadLedger(figures: PressTally(), clock: SteadyClock { [uptime] in uptime.now.seconds })
            try await ledger.open(room.home.store, now: room.clock.now)
        }

        /// Time that passes.
        mutating func pass(seconds: Int64, reads story: Int64? = nil) async throws {
            uptime.advance(seconds: seconds)
            room.clock.advance(seconds: seconds)
            try await enter(story)
        }

        /// Somebody sets the clock.
        mutating func set(by seconds: Int64, reads story: Int64? = nil) async throws {
            room.clock.advance(seconds: seconds)
            try await enter(story)
        }

        private mutating func enter(_ story: Int64?) async throws {
            let sums = story.map { [ReadSum(story: StoryNumber(rawValue: $0), reads: 1, weight: 1)] }
            try await ledger.enter(sums ?? [], room.home.store, now: room.clock.now)
        }

        func ranked(_ window: ReadWindow) -> [Int64] {
            ledger.rankings()[.init(window: window, section: nil)].map(\.rawValue)
        }

        /// What the store knows of all hours.
        func stored() async throws -> Int {
            try await room.home.store.read { try $0.reads(hours: 0 ..< .max).reduce(0) { $0 + $1.reads } }
        }

        /// What the windows would be after a start.
        func afterStart() async throws -> Rankings {
            var fresh = ReadLedger(figures: PressTally(), clock: SteadyClock { 0 })
            try await fresh.open(room.home.store, now: room.clock.now)
            return fresh.rankings()
        }
    }

    private static let day: Int64 = 86_400

    private static let jumps: [Int64] = [40 * day, 10_800, 400, 120, -120, -400, -10_800, -40 * day, 10_000 * day]

    @Test(arguments: jumps)
    func `a clock that is set and set back leaves every window as it was`(jump: Int64) async throws {
        var setting = try await Setting()
        try await setting.pass(seconds: 7_200, reads: 1)
        try await setting.pass(seconds: 60, reads: 2)
        try await setting.set(by: jump)
        for _ in 0..<3 { try await setting.pass(seconds: 1) }
        #expect(try await setting.stored() == 2)
        try await setting.set(by: -jump)
        for window in ReadWindow.allCases { #expect(setting.ranked(window) == [2, 1], "\(window)") }
        #expect(try await setting.ledger.rankings() == setting.afterStart())
        try await setting.pass(seconds: 7_200)
        #expect(setting.ranked(.hour).isEmpty && setting.ranked(.day) == [2, 1])
        #expect(try await setting.stored() == 2)
    }

    @Test func `what was read while the clock was ahead is in no window for longer than that window is`() async throws {
        var setting = try await Setting()
        try await setting.set(by: 3 * 3_600, reads: 1)
        #expect(setting.ranked(.hour) == [1])
        try await setting.set(by: -3 * 3_600)
        #expect(setting.ranked(.hour).isEmpty)
        var hours = 0
        for _ in 0..<6 * 60 {
            try await setting.pass(seconds: 60)
            #expect(try await setting.ledger.rankings() == setting.afterStart())
            hours += setting.ranked(.hour).isEmpty ? 0 : 1
        }
        #expect(hours <= 60)
        #expect(setting.ranked(.hour).isEmpty && setting.ranked(.day) == [1])
    }

    @Test func `a clock that was wrong for good is believed after an hour, and then what is old is forgotten`()
        async throws
    {
        var setting = try await Setting()
        try await setting.pass(seconds: 60, reads: 1)
        try await setting.set(by: 40 * Self.day)
        for _ in 0..<59 { try await setting.pass(seconds: 60) }
        #expect(try await setting.stored() == 1)
        for _ in 0..<120 { try await setting.pass(seconds: 60) }
        #expect(try await setting.stored() == 0)
        #expect(setting.ledger.rankings() == .none)
    }
}
