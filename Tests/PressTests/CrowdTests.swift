import News
import TestSupport
import Testing

@testable import Press

/// Who can lift a story how far: measured with a clock that stands where it is put.
@Suite struct CrowdTests {
    private let lifted = StoryNumber(rawValue: 1)
    private let honest = StoryNumber(rawValue: 2)
    private let tally = PressTally()
    private let counter: ReadCounter
    /// Seven in the evening in UTC, so that hours of it lie in two days of the salt.
    private let evening = Timestamp(seconds: 1_767_380_400)

    init() { counter = ReadCounter(filter: SharedReadFilter(), tally: tally) }

    private func read(_ story: StoryNumber, from network: ReaderNetwork, _ browser: Int, after seconds: Int64 = 0) {
        counter.count(story, from: network, browser: "Mozilla/5.0 \(browser)", at: evening.adding(seconds: seconds))
    }

    /// What was counted of a story since the last asking.
    private func sums() -> [StoryNumber: ReadSum] {
        Dictionary(uniqueKeysWithValues: counter.take().map { ($0.story, $0) })
    }

    @Test func `a machine with made up browsers stays behind two hundred readers, however long it goes on`() throws {
        for address in 1_000..<1_200 as Range<UInt64> { read(honest, from: .ipv4(address), 0) }
        // Twelve hours, a thousand new browsers each half hour, from every address of its own /64.
        for halfHour in 0..<24 as Range<Int64> {
            for browser in 0..<1_000 { read(lifted, from: .ipv6(7 << 40), browser, after: halfHour * 1_800) }
        }
        let sums = sums()
        #expect(sums[honest] == ReadSum(story: honest, reads: 200, weight: 200))
        // Six on each of the two days.
        #expect(sums[lifted]?.weight == 12)
        var ranking = ReadTally()
        for window in [ReadWindow.hour, .day] { ranking.add(Array(sums.values), to: window) }
        ranking.place([honest: Section.dunia.slug, lifted: Section.dunia.slug])
        for window in [ReadWindow.hour, .day] {
            #expect(ranking.rankings(limit: 7)[.init(window: window, section: nil)] == [honest, lifted])
        }
        // A month of it would not do either.
        #expect(31 * CrowdRule.mostWeighed.trailingZeroBitCount.advanced(by: 1) < 200)
    }

    @Test func `a thousand browsers in no time are thinned, and the desk hears of it once`() {
        for browser in 0..<1_000 { read(lifted, from: .ipv4(7), browser) }
        #expect(sums()[lifted] == ReadSum(story: lifted, reads: 756, weight: 6))
        #expect(tally[refused: .crowd] == 244)
        #expect(tally[.lift] == 6)
        #expect(counter.takeAlarms() == [.crowd(lifted)])
        for browser in 1_000..<2_000 { read(lifted, from: .ipv4(7), browser) }
        #expect(counter.takeAlarms() == [])
        for browser in 0..<1_000 { read(lifted, from: .ipv4(7), browser, after: 1_800) }
        #expect(counter.takeAlarms() == [.crowd(lifted)])
        #expect(ReadAlarm.crowd(lifted).sentence.hasPrefix("Story 1 has more than 512 readers of one network"))
    }

    @Test func `five thousand readers behind one carrier's address are counted in their order of magnitude`() throws {
        for reader in 0..<5_000 { read(lifted, from: .ipv4(7), reader, after: Int64(reader) * 3_600 / 5_000) }
        #expect(try (2_000...5_000).contains(#require(sums()[lifted]?.reads)))
        // Also where a push message brings them all at once.
        for reader in 0..<5_000 { read(honest, from: .ipv4(7), reader, after: 7_200) }
        #expect(try (2_000...5_000).contains(#require(sums()[honest]?.reads)))
    }

    @Test func `an office of fifty is counted whole, all day`() {
        for halfHour in 0..<16 as Range<Int64> {
            for reader in 0..<50 { read(lifted, from: .ipv4(7), reader, after: halfHour * 1_800) }
        }
        #expect(sums()[lifted]?.reads == 800)
        #expect(tally[refused: .crowd] == 0)
    }

    @Test func `twenty machines of different networks weigh six times twenty in a day`() {
        for host in 0..<20 as Range<UInt64> {
            for browser in 0..<600 { read(lifted, from: .ipv4(host << 8), browser) }
        }
        #expect(sums()[lifted]?.weight == 120)
    }

    @Test func `who has a 48 of IPv6 has sixty-five thousand networks, and weighs seventy-two in a day`() throws {
        for network in 0..<65_536 as Range<UInt64> { read(lifted, from: .ipv6(7 << 40 | network), 0) }
        // Other people's collisions may only take from it.
        #expect(try (60...72).contains(#require(sums()[lifted]?.weight)))
        // Homes in one /48 are counted each, and weigh less than homes in many.
        for network in 0..<200 as Range<UInt64> { read(honest, from: .ipv6(8 << 40 | network), 0, after: 60) }
        #expect(sums()[honest] == ReadSum(story: honest, reads: 200, weight: 44))
    }

    @Test func `one network reads so much in a half hour and no more, whatever it reads`() {
        for story in 1...40 as ClosedRange<Int64> {
            for browser in 0..<500 { read(StoryNumber(rawValue: story), from: .ipv4(7), browser) }
        }
        #expect(tally[.read] == CrowdRule.mostReads)
        #expect(tally[refused: .network] == 20_000 - CrowdRule.mostReads)
        #expect(counter.takeAlarms() == [.network])
        read(honest, from: .ipv4(8), 0)
        #expect(tally[.read] == CrowdRule.mostReads + 1)
        read(honest, from: .ipv4(7), 501, after: 1_800)
        #expect(tally[.read] == CrowdRule.mostReads + 2)
    }

    @Test func `the rules are what their words say`() {
        func most(of count: Int, _ rule: (Int) -> Bool) -> Int { (1...count).filter(rule).count }
        #expect(most(of: 512, CrowdRule.counts) == 512)
        #expect(most(of: 100_000, CrowdRule.counts) == 2_816)
        #expect((1...100_000).filter(CrowdRule.weighs) == [1, 2, 4, 8, 16, 32])
        #expect(most(of: 16, CrowdRule.weighsInSite) == 16)
        #expect(most(of: 100_000, CrowdRule.weighsInSite) == 72)
    }

    @Test func `alarms are told once, and no more than somebody may want to read`() {
        var alarms = ReadAlarms()
        for _ in 0..<2 {
            for story in 0..<500 as Range<Int64> { alarms.raise(.crowd(StoryNumber(rawValue: story))) }
        }
        let told = alarms.take()
        #expect(told.count == ReadAlarms.most + 1)
        #expect(told.last == .more)
        #expect(alarms.take().isEmpty)
        alarms.forget()
        alarms.raise(.network)
        #expect(alarms.take() == [.network])
    }
}
