import News
import TestSupport
import Testing

@testable import Editorial
@testable import Storage

/// What a page is told that has not heard of all batches.
@Suite struct MissedTextTests {
    private static let story = StoryNumber(rawValue: 1)
    private static let epoch = 5
    private static let text = Document(Body(text: "Satu."))

    private static func point(_ version: Int, epoch: Int = epoch) -> SharedText.Point {
        SharedText.Point(epoch: epoch, version: version)
    }

    /// - Parameter time: When it came; by itself a second for each version.
    private static func batch(_ version: Int, steps: String = "[]", at time: Int64? = nil) -> Batch {
        Batch(
            point: point(version),
            client: WritingDesk.tabs[0],
            sequence: version,
            writer: Writer(number: MemberNumber(rawValue: 1), name: "Citra"),
            at: Timestamp(milliseconds: time ?? Int64(version) * 1_000),
            steps: steps
        )
    }

    private static func keep(_ batch: Batch, in cache: DocumentCache, on base: Batch? = nil) {
        let base = base ?? Self.batch(batch.point.version - 1)
        cache.keep(text, of: story, as: TextVersion(batch), madeBy: batch, on: TextVersion(base))
    }

    private static func cache(_ versions: Int..., steps: String = "[]") -> DocumentCache {
        let cache = DocumentCache()
        for version in versions { keep(batch(version, steps: steps), in: cache) }
        return cache
    }

    private func kept(_ cache: DocumentCache, after point: SharedText.Point, upTo head: Int) -> [Int]? {
        cache.batches(of: Self.story, after: point, upTo: TextVersion(Self.batch(head)))?.map(\.point.version)
    }

    @Test func `batches are told from memory where all of them are there`() {
        let cache = Self.cache(3, 4, 5)
        #expect(kept(cache, after: Self.point(2), upTo: 5) == [3, 4, 5])
        #expect(kept(cache, after: Self.point(2), upTo: 4) == [3, 4], "no more than the store is known to have")
        #expect(kept(cache, after: Self.point(4), upTo: 5) == [5])
        #expect(kept(cache, after: Self.point(1), upTo: 5) == nil, "the second is not kept")
        #expect(kept(cache, after: Self.point(4), upTo: 6) == nil, "another node has kept the sixth")
        #expect(kept(cache, after: Self.point(5), upTo: 5) == nil)
        #expect(kept(cache, after: Self.point(999), upTo: 5) == nil)
        #expect(kept(cache, after: Self.point(.max), upTo: 5) == nil)
        #expect(kept(cache, after: Self.point(4, epoch: 4), upTo: 5) == nil)
        let other = TextVersion(Self.point(5, epoch: 6), made: Timestamp(milliseconds: 5_000))
        #expect(cache.batches(of: Self.story, after: Self.point(4, epoch: 6), upTo: other) == nil)
    }

    @Test func `after a gap only what follows it is told from memory`() {
        #expect(kept(Self.cache(3, 5), after: Self.point(4), upTo: 5) == [5])
        #expect(kept(Self.cache(3, 5), after: Self.point(2), upTo: 5) == nil)
        // The one before is kept a moment too late.
        #expect(kept(Self.cache(4, 5, 3), after: Self.point(3), upTo: 5) == [4, 5])
        // Twice the same.
        #expect(kept(Self.cache(4, 5, 5), after: Self.point(3), upTo: 5) == [4, 5])
    }

    @Test func `a text that was read forgets no batches that led there`() {
        let cache = Self.cache(3, 4)
        cache.keep(Self.text, of: Self.story, as: TextVersion(Self.batch(4)))
        #expect(kept(cache, after: Self.point(2), upTo: 4) == [3, 4])
        cache.keep(Self.text, of: Self.story, as: TextVersion(Self.batch(6)))
        #expect(kept(cache, after: Self.point(2), upTo: 4) == nil)
    }

    @Test func `what a standby had not heard of is told to nobody once it has taken over`() {
        let cache = Self.cache(3, 4, 5)
        let (third, fourth) = (Self.batch(3), Self.batch(4, at: 90_000))
        // Nothing was written since: the fourth and the fifth are lost.
        #expect(kept(cache, after: Self.point(2), upTo: 3) == [3])
        #expect(cache.batches(of: Self.story, after: Self.point(3), upTo: TextVersion(fourth)) == nil)
        #expect(cache.document(of: Self.story, as: TextVersion(fourth)) == nil)
        // Another fourth came, through this node.
        Self.keep(fourth, in: cache, on: third)
        #expect(cache.batches(of: Self.story, after: Self.point(3), upTo: TextVersion(fourth)) == [fourth])
        #expect(cache.document(of: Self.story, as: TextVersion(fourth)) != nil)
        #expect(kept(cache, after: Self.point(3), upTo: 4) == nil && kept(cache, after: Self.point(3), upTo: 5) == nil)
        // One of the same number takes its place as well.
        let again = Self.batch(4, at: 91_000)
        Self.keep(again, in: cache, on: third)
        #expect(cache.batches(of: Self.story, after: Self.point(3), upTo: TextVersion(again)) == [again])
    }

    @Test func `memory has a bound in batches and in bytes`() {
        let many = DocumentCache()
        for version in 1...100 { Self.keep(Self.batch(version), in: many) }
        let first = 100 - DocumentCache.mostBatches
        #expect(kept(many, after: Self.point(first), upTo: 100)?.count == DocumentCache.mostBatches)
        #expect(kept(many, after: Self.point(first - 1), upTo: 100) == nil)

        let half = String(repeating: "x", count: DocumentCache.mostBytes / 2)
        let large = Self.cache(1, 2, 3, steps: half)
        #expect(kept(large, after: Self.point(1), upTo: 3) == [2, 3])
        #expect(kept(large, after: Self.point(0), upTo: 3) == nil)
        let larger = Self.cache(1, 2, steps: half + half + "x")
        #expect(kept(larger, after: Self.point(1), upTo: 2) == nil, "one that is larger than all may be")
    }

    @Test func `what was sent here is told without asking the store, and what another node kept is read`() async throws
    {
        let desk = try await WritingDesk()
        try await desk.type("a")
        try await desk.type("b", seq: 1)
        let head = try await desk.desk.openText(of: desk.story, by: desk.citra).story.newest
        let beginning = Self.point(0, epoch: head.point.epoch)
        let other = WritingDesk.desk(desk.home.store, desk.clock)
        #expect(try await versions(other, desk.story, beginning, head) == [1, 2], "read")
        #expect(try await other.missed(of: desk.story, after: head.point, upTo: head) == .nothing)
        let foreign = Self.point(7, epoch: head.point.epoch + 1)
        #expect(try await other.missed(of: desk.story, after: foreign, upTo: head) == .another(head.point))
        let ahead = Self.point(9, epoch: head.point.epoch)
        #expect(try await other.missed(of: desk.story, after: ahead, upTo: head) == .another(head.point))

        desk.home.store.close()
        #expect(try await versions(desk.desk, desk.story, beginning, head) == [1, 2], "from memory")
        await #expect(throws: (any Error).self) { try await versions(other, desk.story, beginning, head) }
    }

    @Test func `a batch is laid over the text that the store has, though another of its number is remembered`()
        async throws
    {
        let desk = try await WritingDesk()
        try await desk.type("Hilang. ")
        let head = try await desk.head()
        // A standby took over that had heard of another batch in its place.
        let other = WritingDesk.desk(desk.home.store, desk.clock)
        try await desk.home.store.write { transaction in
            _ = try transaction.sql.execute("DELETE FROM shared_batch")
            _ = try transaction.sql.execute("UPDATE shared_text SET version = 0, last_batch = NULL")
        }
        desk.clock.advance(seconds: 5)
        try await desk.push("Ada. ", on: Self.point(0, epoch: head.epoch), seq: 0, WritingDesk.tabs[1], at: other)
        try await desk.push("Baru. ", on: head, seq: 1, WritingDesk.tabs[2])
        #expect(try await desk.document().body.text == "Baru. Ada. Satu.")
    }

    private func versions(
        _ desk: Desk,
        _ story: StoryNumber,
        _ point: SharedText.Point,
        _ head: TextVersion
    ) async throws -> [Int] {
        guard case .batches(let batches) = try await desk.missed(of: story, after: point, upTo: head) else { return [] }
        return batches.map(\.point.version)
    }
}
