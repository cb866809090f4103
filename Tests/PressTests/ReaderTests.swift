import News
import TestSupport
import Testing

@testable import Press

@Suite struct ReaderTests {
    private let story = StoryNumber(rawValue: 7)
    /// The beginning of a half hour, and of a day in UTC.
    private let midnight = Timestamp(seconds: 1_767_312_000)

    @Test func `a reader counts once in each half hour of the clock`() {
        var filter = ReaderFilter()
        #expect(filter.isFirst(story, reader: "a", at: midnight) == true)
        #expect(filter.isFirst(story, reader: "a", at: midnight) == false)
        #expect(filter.isFirst(story, reader: "a", at: midnight.adding(seconds: 1_799)) == false)
        #expect(filter.isFirst(story, reader: "a", at: midnight.adding(seconds: 1_800)) == true)
        #expect(filter.isFirst(story, reader: "a", at: midnight.adding(seconds: 1_800)) == false)
        // The key is drawn anew with the day.
        #expect(filter.isFirst(story, reader: "a", at: midnight.adding(seconds: 86_400)) == true)
        #expect(filter.isFirst(story, reader: "a", at: midnight.adding(seconds: 86_401)) == false)
    }

    @Test func `another reader, and another story of the same reader, count for themselves`() {
        var filter = ReaderFilter()
        #expect(filter.isFirst(story, reader: "a", at: midnight) == true)
        #expect(filter.isFirst(story, reader: "b", at: midnight) == true)
        #expect(filter.isFirst(StoryNumber(rawValue: 8), reader: "a", at: midnight) == true)
        // What is put together is parted: reader "a\n1" of story 7 is not reader "a" of story 17.
        #expect(filter.isFirst(StoryNumber(rawValue: 17), reader: "a", at: midnight) == true)
        #expect(filter.isFirst(story, reader: "a1", at: midnight) == true)
        #expect(filter.isFirst(story, reader: "", at: midnight) == true)
    }

    @Test func `a full filter keeps its size and hardly counts anybody twice`() {
        let capacity = 1 << 10
        var filter = ReaderFilter(capacity: capacity)
        for reader in 0..<(capacity * 20) { _ = filter.isFirst(story, reader: "\(reader)", at: midnight) }
        let sizes = Mirror(reflecting: filter).children.compactMap { ($0.value as? [UInt64])?.count }
        #expect(sizes == [capacity])
        // Where the table is half empty nobody is forgotten.
        var roomy = ReaderFilter(capacity: capacity)
        let readers = (0..<capacity / 4).map { "\($0)" }
        for reader in readers { _ = roomy.isFirst(story, reader: reader, at: midnight) }
        let forgotten = readers.filter { roomy.isFirst(story, reader: $0, at: midnight) }
        #expect(forgotten.count <= 2)
    }

    @Test(arguments: [
        "", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; YANDEXBOT/3.0)", "Baiduspider", "WhatsApp/2.0 LinkPreview", "UptimeMonitor",
        "Mozilla/5.0 Chrome-Lighthouse", "Feedfetcher-Google", "Yahoo! Slurp", "heritrix crawler",
    ])
    func `robots and those who do not say what they are do not count`(browser: String) {
        let tally = PressTally()
        let counter = ReadCounter(tally: tally)
        #expect(!counter.count(story, address: "1.2.3.4", browser: browser, at: midnight))
        #expect(counter.take().isEmpty)
        #expect(tally[.read] == 0)
    }

    @Test func `reads are handed over once, and what could not be stored comes again`() {
        let tally = PressTally()
        let counter = ReadCounter(tally: tally)
        let browser = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
        for reader in ["a", "b", "b"] { counter.count(story, address: reader, browser: browser, at: midnight) }
        counter.count(StoryNumber(rawValue: 8), address: "a", browser: browser, at: midnight)
        let sums = counter.take()
        #expect(Set(sums) == [ReadSum(story: story, reads: 2), ReadSum(story: StoryNumber(rawValue: 8), reads: 1)])
        #expect(counter.take().isEmpty)
        counter.giveBack(sums)
        counter.count(story, address: "c", browser: browser, at: midnight)
        #expect(Set(counter.take()).contains(ReadSum(story: story, reads: 3)))
        #expect(tally[.read] == 4)
    }

    @Test func `many readers at once are all counted`() async {
        let counter = ReadCounter(tally: PressTally())
        let story = story
        let midnight = midnight
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for reader in 0..<250 {
                        counter.count(story, address: "\(task)-\(reader)", browser: "Firefox", at: midnight)
                    }
                }
            }
        }
        #expect(counter.take() == [ReadSum(story: story, reads: 2_000)])
    }
}

extension ReaderFilter {
    /// A read of this time, as the counter asks.
    fileprivate mutating func isFirst(_ story: StoryNumber, reader: String, at now: Timestamp) -> Bool {
        let key = key(at: now)
        return isFirst(Self.fingerprint(story, address: reader, browser: "Firefox", key))
    }
}
