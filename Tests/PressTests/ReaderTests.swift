import News
import TestSupport
import Testing

@testable import Press

@Suite struct ReaderTests {
    private let story = StoryNumber(rawValue: 7)
    /// The beginning of a half hour, and of a day in UTC.
    private let midnight = Timestamp(seconds: 1_767_312_000)

    @Test func `a reader counts once in each half hour of the clock`() {
        var filter = ReadFilter()
        #expect(filter.counts(story, "a", at: midnight) == true)
        #expect(filter.counts(story, "a", at: midnight) == false)
        #expect(filter.counts(story, "a", at: midnight.adding(seconds: 1_799)) == false)
        #expect(filter.counts(story, "a", at: midnight.adding(seconds: 1_800)) == true)
        #expect(filter.counts(story, "a", at: midnight.adding(seconds: 1_800)) == false)
        // The key is drawn anew with the day.
        #expect(filter.counts(story, "a", at: midnight.adding(seconds: 86_400)) == true)
        #expect(filter.counts(story, "a", at: midnight.adding(seconds: 86_401)) == false)
    }

    @Test func `another reader, and another story of the same reader, count for themselves`() {
        var filter = ReadFilter()
        #expect(filter.counts(story, "a", at: midnight) == true)
        #expect(filter.counts(story, "b", at: midnight) == true)
        #expect(filter.counts(StoryNumber(rawValue: 8), "a", at: midnight) == true)
        #expect(filter.counts(story, "a", from: .ipv4(2), at: midnight) == true)
        #expect(filter.counts(story, "a", from: .ipv6(1), at: midnight) == false)
        #expect(filter.counts(story, "a", from: .ipv6(1 << 40), at: midnight) == true)
    }

    @Test func `a full table goes on, and one half empty hardly counts anybody twice`() {
        let capacity = 1 << 10
        var chance = Seeded(seed: 7)
        var table = ReaderTable(capacity: capacity)
        for _ in 0..<(capacity * 20) { _ = table.isFirst(chance.next()) }
        let newcomer = chance.next() as UInt64
        let isFirst = [table.isFirst(newcomer), table.isFirst(newcomer)]
        #expect(isFirst == [true, false])
        // Where the table is half empty nobody is forgotten.
        var roomy = ReaderTable(capacity: capacity)
        let readers = (0..<capacity / 4).map { _ in chance.next() as UInt64 }
        for reader in readers { _ = roomy.isFirst(reader) }
        #expect(readers.filter { roomy.isFirst($0) }.count <= 2)
        #expect(roomy.isFirst(0) && !roomy.isFirst(0))
    }

    @Test func `a sketch never counts too few, and stops at the largest number`() {
        var chance = Seeded(seed: 7)
        var sketch = CountSketch<UInt8>(width: 1 << 8)
        let things = (0..<100).map { _ in chance.next() as UInt64 }
        for (index, thing) in things.enumerated() { for _ in 0..<(index % 5) { _ = sketch.add(thing) } }
        let counts = things.map { sketch.count(of: $0) }
        #expect(counts.enumerated().allSatisfy { $0.element >= $0.offset % 5 })
        #expect(counts.enumerated().filter { $0.element > $0.offset % 5 }.count < 20)
        for _ in 0..<300 { _ = sketch.add(things[0]) }
        #expect(sketch.count(of: things[0]) == 255)
        sketch.forget()
        #expect(sketch.count(of: things[0]) == 0)
    }

    @Test func `reads are handed over once, and what could not be stored comes again`() {
        let tally = PressTally()
        let counter = ReadCounter(filter: SharedReadFilter(), tally: tally)
        let browser = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
        for address in [1, 2, 2] as [UInt64] {
            counter.count(story, from: .ipv4(address), browser: browser, at: midnight)
        }
        let eight = StoryNumber(rawValue: 8)
        counter.count(eight, from: .ipv4(1), browser: browser, at: midnight)
        let sums = counter.take()
        #expect(
            Set(sums) == [ReadSum(story: story, reads: 2, weight: 2), ReadSum(story: eight, reads: 1, weight: 1)]
        )
        #expect(counter.take().isEmpty)
        counter.giveBack(sums)
        counter.count(story, from: .ipv4(3), browser: browser, at: midnight)
        #expect(Set(counter.take()).contains(ReadSum(story: story, reads: 3, weight: 3)))
        #expect(tally[.read] == 4)
        #expect(tally[refused: .repeated] == 1)
        // What is given back with the largest number takes one more.
        counter.giveBack([ReadSum(story: story, reads: .max, weight: .max)])
        counter.count(story, from: .ipv4(4), browser: browser, at: midnight)
        #expect(counter.take() == [ReadSum(story: story, reads: .max, weight: .max)])
    }

    @Test func `made up stories fill neither memory nor the place of others`() {
        let tally = PressTally()
        let counter = ReadCounter(filter: SharedReadFilter(), tally: tally)
        counter.know(upTo: StoryNumber(rawValue: 1_000_000))
        let honest = { counter.count(self.story, from: .ipv4(9), browser: "Firefox", at: self.midnight) }
        for number in 1_000_001...1_050_000 as ClosedRange<Int64> {
            counter.count(StoryNumber(rawValue: number), from: .ipv4(1), browser: "Firefox", at: midnight)
        }
        #expect(tally[refused: .unknown] == 50_000)
        // What can be kept until it is stored is as much as one network is believed to read.
        for number in 1_000...30_000 as ClosedRange<Int64> {
            counter.count(StoryNumber(rawValue: number), from: .ipv4(1), browser: "Firefox", at: midnight)
        }
        #expect(tally[.read] == CrowdRule.mostReads)
        #expect(!honest() && tally[refused: .full] > 0)
        #expect(counter.take().count == ReadCounter.mostPending)
        #expect(honest())
        #expect(!counter.count(story, from: .ipv4(1), browser: "Firefox", at: midnight))
        #expect(counter.takeAlarms() == [.network])
    }

    @Test func `many readers at once are all counted`() async {
        let counter = ReadCounter(filter: SharedReadFilter(), tally: PressTally())
        let story = story
        let midnight = midnight
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 as Range<UInt64> {
                group.addTask {
                    for reader in 0..<250 {
                        counter.count(story, from: .ipv4(task), browser: "Firefox/\(reader)", at: midnight)
                    }
                }
            }
        }
        #expect(counter.take() == [ReadSum(story: story, reads: 2_000, weight: 48)])
    }
}

extension ReadFilter {
    /// Whether a read of this time is counted.
    fileprivate mutating func counts(
        _ story: StoryNumber,
        _ browser: String,
        from network: ReaderNetwork = .ipv4(1),
        at now: Timestamp
    ) -> Bool {
        let verdict = Array(browser.utf8).withUnsafeBytes { judge(story, from: network, browser: $0, at: now) }
        return verdict != .refused(.repeated)
    }
}

extension ReaderNetwork {
    static func ipv4(_ address: UInt64) -> ReaderNetwork { ReaderNetwork(subscriber: address, site: nil) }

    /// By the first 64 bits.
    static func ipv6(_ prefix: UInt64) -> ReaderNetwork { ReaderNetwork(subscriber: prefix, site: prefix >> 16) }
}
