import Editorial
import Foundation
import News
import Storage
import TestSupport
import Testing

/// That a restored store decides as the one that was lost.
///
/// The way through ninjs is `RestoreTests` of `WireTests` and the browser suite's; here items carry their records.
@Suite struct RestoreTests {
    /// A newspaper in which everything has happened to some story.
    private func eventful() async throws -> NewsDesk {
        let newsroom = try await NewsDesk()
        var items = [WireItem].newspaper(12)
        items[10].embargoedUntil = newsroom.clock.now.adding(seconds: 3_600)
        items[11].embargoedUntil = newsroom.clock.now.adding(seconds: 3_600)
        items[3].copy.bylines = [Byline(Person(name: "Иван Петров (AFP)"))]
        items[5].copy.chosenSlug = Slug(rawValue: "pilihan-meja")
        items[5].copy.related = [1, 3].map(StoryNumber.init(rawValue:))
        items[4].copy.bylines = [Byline(Person(name: "王小明 (AFP)"))]
        _ = try await newsroom.take(items)
        var stub = WireItem.sample(99, status: .canceled)
        stub.isStub = true
        _ = try await newsroom.desk.withdrawStory(1, on: .mistake, reason: "Keliru.", actor: "citra")
        _ = try await newsroom.take([
            .sample(2, status: .canceled, version: 60), .sample(3, status: .withheld, version: 60), stub,
            .sample(12, status: .canceled), .sample(13, status: .withheld), .sample(14, status: .canceled),
            .sample(6, status: .canceled, version: 60),
        ])
        _ = try await newsroom.desk.bringBackStory(6, reason: "Benar.", actor: "citra")
        _ = try await newsroom.desk.publishStory(13, actor: "citra")
        return newsroom
    }

    private func restored(_ newsroom: NewsDesk) async throws -> NewsDesk {
        let other = try await NewsDesk()
        let items = try await newsroom.export()
        // Persons were met in another order, so that addresses hang on the record alone.
        let sections = items.filter { $0.sectionRecord != nil }
        let outcomes = try await other.desk.restoreStories(sections + items.dropFirst(sections.count).reversed())
        #expect(outcomes.allSatisfy { if case .refused = $0 { false } else { true } })
        return other
    }

    @Test func `an export that is restored and exported again is the same`() async throws {
        let newsroom = try await eventful()
        let other = try await restored(newsroom)
        #expect(try await other.export() == newsroom.export())
        #expect(try await other.front() == newsroom.front())
        #expect(try await other.home.store.problems { _ in true } == [])
        // Once more changes nothing.
        let before = try await other.journal().count
        _ = try await other.desk.restoreStories(newsroom.export())
        #expect(try await other.export() == newsroom.export())
        #expect(try await other.journal().count == before)
    }

    @Test(arguments: [WireItem.Status.usable, .withheld, .canceled], [-30, 0, 30, 90, 1_000_000] as [Int64])
    func `every copy that comes afterwards has the same effect`(status: WireItem.Status, seconds: Int64) async throws {
        let newsroom = try await eventful()
        let other = try await restored(newsroom)
        let copies = ([1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 99] as [Int64]).map { index in
            var item = WireItem.sample(index, status: status, version: seconds)
            item.copy.lead = "Baru."
            return item
        }
        #expect(try await other.take(copies).map(\.kind) == newsroom.take(copies).map(\.kind))
        for index in copies.map(\.uri) {
            let story = try await newsroom.home.store.read { try $0.story(uri: index) }
            let twin = try await other.home.store.read { try $0.story(uri: index) }
            #expect(twin?.state == story?.state && twin?.decidedBy == story?.decidedBy, "\(index)")
            #expect(twin?.copy == story?.copy && twin?.leavesNotice == story?.leavesNotice, "\(index)")
        }
        #expect(try await other.front() == newsroom.front())
    }

    @Test func `a plain import believes no record, and a restoration takes nothing without one`() async throws {
        let newsroom = try await eventful()
        let other = try await NewsDesk()
        let items = try await newsroom.export()
        _ = try await other.take(items)
        #expect(try await other.archive().allSatisfy { $0.decidedBy == .wire })
        #expect(try await other.archive().allSatisfy { !$0.leavesNotice })
        let outcomes = try await other.desk.restoreStories([.sample(50)])
        #expect(outcomes.map(\.kind) == ["refused"])
    }
}

extension WireOutcome {
    fileprivate var kind: String {
        switch self {
        case .imported: "imported"
        case .updated: "updated"
        case .unchanged: "unchanged"
        case .skipped: "skipped"
        case .remembered: "remembered"
        case .refused: "refused"
        }
    }
}
