import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// What a page is told that has not heard of all batches.
@Suite struct MissedTextTests {
    private static let story = StoryNumber(rawValue: 1)
    private static let epoch = 5
    private static let text = Document(Body(text: "Satu."))

    private static func point(_ version: Int, epoch: Int = epoch) -> SharedText.Point {
        SharedText.Point(epoch: epoch, version: version)
    }

    private static func batch(_ version: Int, steps: String = "[]") -> Batch {
        Batch(
            point: point(version),
            client: WritingDesk.tabs[0],
            sequence: version,
            writer: Writer(number: MemberNumber(rawValue: 1), name: "Citra"),
            at: Timestamp(milliseconds: 0),
            steps: steps
        )
    }

    private static func cache(_ versions: Int..., steps: String = "[]") -> DocumentCache {
        let cache = DocumentCache()
        for version in versions {
            cache.keep(Self.text, of: Self.story, at: point(version), madeBy: batch(version, steps: steps))
        }
        return cache
    }

    private func kept(_ cache: DocumentCache, after point: SharedText.Point, upTo head: Int) -> [Int]? {
        cache.batches(of: Self.story, after: point, upTo: Self.point(head))?.map(\.point.version)
    }

    @Test func `batches are told from memory where all of them are there`() {
        let cache = Self.cache(3, 4, 5)
        #expect(kept(cache, after: Self.point(2), upTo: 5) == [3, 4, 5])
        #expect(kept(cache, after: Self.point(4), upTo: 5) == [5])
        #expect(kept(cache, after: Self.point(1), upTo: 5) == nil, "the second is not kept")
        #expect(kept(cache, after: Self.point(4), upTo: 6) == nil, "another node has kept the sixth")
        #expect(kept(cache, after: Self.point(5), upTo: 5) == nil)
        #expect(kept(cache, after: Self.point(999), upTo: 5) == nil)
        #expect(kept(cache, after: Self.point(4, epoch: 4), upTo: 5) == nil)
        #expect(cache.batches(of: Self.story, after: Self.point(4, epoch: 6), upTo: Self.point(5, epoch: 6)) == nil)
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
        cache.keep(Self.text, of: Self.story, at: Self.point(4))
        #expect(kept(cache, after: Self.point(2), upTo: 4) == [3, 4])
        cache.keep(Self.text, of: Self.story, at: Self.point(6))
        #expect(kept(cache, after: Self.point(2), upTo: 4) == nil)
    }

    @Test func `memory has a bound in batches and in bytes`() {
        let many = DocumentCache()
        for version in 1...100 {
            many.keep(Self.text, of: Self.story, at: Self.point(version), madeBy: Self.batch(version))
        }
        #expect(
            kept(many, after: Self.point(100 - DocumentCache.mostBatches), upTo: 100)?.count
                == DocumentCache.mostBatches
        )
        #expect(kept(many, after: Self.point(99 - DocumentCache.mostBatches), upTo: 100) == nil)

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
        let head = try await desk.head()
        let beginning = Self.point(0, epoch: head.epoch)
        let other = WritingDesk.desk(desk.home.store, desk.clock)
        #expect(try await versions(other, desk.story, beginning, head) == [1, 2], "read")
        #expect(try await other.missed(of: desk.story, after: head, upTo: beginning) == .nothing)
        let foreign = SharedText.Point(epoch: head.epoch + 1, version: 7)
        #expect(try await other.missed(of: desk.story, after: foreign, upTo: head) == .another(head))
        #expect(
            try await other.missed(of: desk.story, after: Self.point(9, epoch: head.epoch), upTo: head)
                == .another(head)
        )

        desk.home.store.close()
        #expect(try await versions(desk.desk, desk.story, beginning, head) == [1, 2], "from memory")
        await #expect(throws: (any Error).self) { try await versions(other, desk.story, beginning, head) }
    }

    private func versions(
        _ desk: Desk,
        _ story: StoryNumber,
        _ point: SharedText.Point,
        _ head: SharedText.Point
    ) async throws -> [Int] {
        guard case .batches(let batches) = try await desk.missed(of: story, after: point, upTo: head) else { return [] }
        return batches.map(\.point.version)
    }
}
