import News
import TestSupport
import Testing

@testable import Storage

/// The log by which processes on one store learn what the others read.
@Suite struct ReadLogTests {
    let home: TestStore
    let now = Timestamp.sampleNow

    init() async throws {
        home = try await TestStore()
        try await home.store.write { transaction in
            for index in 1...3 { _ = try transaction.insert(.sample(Int64(index)), now: .sampleNow) }
        }
    }

    private func sum(_ story: Int64, _ reads: Int) -> ReadSum {
        ReadSum(story: StoryNumber(rawValue: story), reads: reads, weight: 1)
    }

    private func total() async throws -> Int {
        try await home.store.read { try $0.reads(hours: 0 ..< .max).reduce(0) { $0 + $1.reads } }
    }

    private func page(after mark: ReadLogMark) async throws -> ReadLogPage? {
        try await home.store.read { try $0.readLog(after: mark) }
    }

    @Test func `a batch that is sent again is counted once, and answered as it was`() async throws {
        let batch = ReadBatch([sum(1, 5), sum(99, 7)], after: .beginning)
        for _ in 0..<3 { #expect(try await home.store.addReads(batch, at: now) == [sum(1, 5)]) }
        #expect(try await home.store.addReads(ReadBatch([sum(1, 5)], after: .beginning), at: now) == [sum(1, 5)])
        #expect(try await total() == 10)
    }

    @Test func `whoever reads on gets each batch once, in order, with its minute`() async throws {
        var mark = try #require(await page(after: .beginning)).mark
        for index in 1...3 {
            let sums = [sum(Int64(index), index), sum(1, 9)]
            try await home.store.addReads(sums, at: now.adding(seconds: Int64(index) * 60))
            let news = try #require(await page(after: mark))
            #expect(news.sums.map(\.minute) == [now.seconds / 60 + Int64(index)])
            #expect(news.sums.map(\.sums) == [[sum(Int64(index), index), sum(1, 9)]])
            #expect(news.mark != mark)
            mark = news.mark
        }
        #expect(try await page(after: mark)?.sums.isEmpty == true)
        #expect(try await page(after: .beginning)?.sums.count == 3)
        #expect(try await home.store.read { try $0.readLogEnd() } == mark)
    }

    @Test func `another newspaper's reads are passed over, and a log of only those goes on`() async throws {
        let second = try await home.store.write { try $0.addSite(SitesTests.second) }
        let other = home.store.newspaper(second)
        let own = try await other.write { try $0.insert(.sample(4), now: .sampleNow) }
        let before = try await home.store.read { try $0.readLogEnd() }
        try await other.addReads([sum(own.number.rawValue, 2)], at: now)
        try await home.store.addReads([sum(2, 1)], at: now)
        #expect(try await page(after: before)?.sums.map(\.sums) == [[sum(2, 1)]])
        let others = try await other.read { try $0.readLog(after: before) }
        #expect(others?.sums.map(\.sums) == [[sum(own.number.rawValue, 2)]])
        #expect(others?.mark == (try await page(after: before)?.mark))
    }

    @Test func `a log that was cut, lost its end or is gone says nothing of what was missed`() async throws {
        for _ in 0..<3 { try await home.store.addReads([sum(1, 1)], at: now) }
        let end = try await home.store.read { try $0.readLogEnd() }
        try await home.store.addReads([sum(1, 1)], at: now)
        // The oldest are gone.
        try await home.store.raw("DELETE FROM read_batch WHERE number < 4")
        #expect(try await page(after: end) == nil)
        #expect(try await page(after: .beginning) == nil)
        // Another batch has the number of one that was read.
        let last = try await home.store.read { try $0.readLogEnd() }
        try await home.store.raw("UPDATE read_batch SET token = 'another' WHERE number = 4")
        #expect(try await page(after: last) == nil)
        try await home.store.raw("DELETE FROM read_batch")
        #expect(try await page(after: last) == nil)
        #expect(try await page(after: .beginning)?.sums.isEmpty == true)
    }

    @Test func `what may be stored already, and can no longer be looked up, is not counted a second time`() async throws
    {
        try await home.store.addReads([sum(1, 1)], at: now)
        let batch = ReadBatch([sum(2, 5)], after: try await home.store.read { try $0.readLogEnd() })
        for _ in 0..<3 { try await home.store.addReads([sum(1, 1)], at: now) }
        try await home.store.raw("DELETE FROM read_batch WHERE number < 4")
        #expect(try await home.store.addReads(batch, at: now) == [])
        #expect(try await total() == 4)
        // What is tried for the first time needs no log.
        #expect(try await home.store.addReads(ReadBatch([sum(2, 5)]), at: now) == [sum(2, 5)])
    }

    @Test func `the log keeps its newest five thousand batches`() async throws {
        for number in [1, 2, 5_001] {
            try await home.store.raw("INSERT INTO read_batch VALUES (\(number), 'batch \(number)', 1, 0, '')")
        }
        try await home.store.addReads([sum(1, 1)], at: now)
        #expect(try await home.store.value("SELECT min(number) FROM read_batch") == 5_001)
        #expect(try await home.store.value("SELECT max(number) FROM read_batch") == 5_002)
    }
}
