import News
import TestSupport
import Testing

@testable import Storage

@Suite struct ReadsTests {
    let home: TestStore
    let now = Timestamp.sampleNow
    private var minute: Int64 { now.seconds / 60 }

    init() async throws { home = try await TestStore() }

    private func fill() async throws {
        try await home.store.write { [now] transaction in
            for index in 1...3 { _ = try transaction.insert(.sample(Int64(index)), now: now) }
        }
    }

    private func sum(_ story: Int64, _ reads: Int) -> ReadSum {
        ReadSum(story: StoryNumber(rawValue: story), reads: reads, weight: reads / 2)
    }

    @Test func `reads add up by story, in minutes and in hours`() async throws {
        try await fill()
        let sums = [sum(1, 5), sum(2, 1), sum(99, 7), sum(3, 0), sum(3, -4)]
        try await home.store.write { [now] transaction in
            #expect(try transaction.addReads(sums, at: now).map(\.story.rawValue) == [1, 2])
            try transaction.addReads(sums, at: now.adding(seconds: 59))
            try transaction.addReads(sums, at: now.adding(seconds: 60))
        }
        let (first, both, hour) = try await home.store.read { [minute] transaction in
            (
                try transaction.reads(minutes: minute..<minute + 1),
                try transaction.reads(minutes: minute..<minute + 2),
                try transaction.reads(hours: minute / 60..<minute / 60 + 1)
            )
        }
        func added(_ story: Int64, _ reads: Int, _ weight: Int) -> ReadSum {
            ReadSum(story: StoryNumber(rawValue: story), reads: reads, weight: weight)
        }
        #expect(first == [added(1, 10, 4), added(2, 2, 0)])
        #expect(both == [added(1, 15, 6), added(2, 3, 0)])
        #expect(hour == both)
    }

    @Test func `the largest numbers add up to the largest number`() async throws {
        try await fill()
        let most = ReadSum(story: StoryNumber(rawValue: 1), reads: .max, weight: .max)
        try await home.store.write { [now] transaction in
            for _ in 0..<2 { try transaction.addReads([most], at: now) }
            try transaction.addReads([most], at: now.adding(seconds: 3_600))
            try transaction.addReads([ReadSum(story: most.story, reads: 1, weight: 1)], at: now)
        }
        let (minutes, hours) = try await home.store.read { [minute] transaction in
            (
                try transaction.reads(minutes: minute..<minute + 61),
                try transaction.reads(hours: minute / 60..<minute / 60 + 2)
            )
        }
        #expect(minutes == [most])
        #expect(hours == [most])
    }

    @Test func `reads of what no reader can see are not kept`() async throws {
        try await fill()
        try await home.store.raw("UPDATE story SET public_state = 'held', position = NULL WHERE number = 2")
        let sums = [1, 2, 3, 4].map { ReadSum(story: StoryNumber(rawValue: $0), reads: 1, weight: 1) }
        let added = try await home.store.write { [now] in try $0.addReads(sums, at: now) }
        #expect(added.map(\.story.rawValue) == [1, 3])
        #expect(try await home.store.read { try $0.lastStoryNumber() } == StoryNumber(rawValue: 3))
    }

    @Test func `what no window needs is forgotten`() async throws {
        try await fill()
        try await home.store.write { [now, one = sum(1, 1)] transaction in
            for hours in [0, 1, 3, 24 * 30, 24 * 32] as [Int64] {
                try transaction.addReads([one], at: now.adding(seconds: -hours * 3_600))
            }
            while try transaction.forgetReads(before: now, limit: 1) {}
        }
        #expect(try await home.store.value("SELECT count(*) FROM read_minute") == .integer(2))
        #expect(try await home.store.value("SELECT count(*) FROM read_hour") == .integer(4))
    }

    @Test func `a picture is kept once, with its present renditions`() async throws {
        let more = Picture(
            digest: Picture.sample.digest,
            width: 1_600,
            height: 1_067,
            widths: [320],
            mediaType: "image/png"
        )
        try await home.store.write { transaction in
            try transaction.keep(.sample)
            try transaction.keep(more)
        }
        #expect(try await home.store.read { try $0.picture(digest: more.digest) } == more)
        #expect(try await home.store.read { try $0.picture(digest: "none") } == nil)
    }

    @Test func `the newspaper is founded once and may be changed`() async throws {
        let home = try await TestStore(unfounded: ())
        #expect(try await home.store.read { try $0.site() } == nil)
        var site = Site.sample
        try await home.store.write { [site] in try $0.save(site) }
        site.name = "Warta Baru"
        site.zone = .wit
        try await home.store.write { [site] in try $0.save(site) }
        #expect(try await home.store.read { try $0.site() } == site)
    }
}
