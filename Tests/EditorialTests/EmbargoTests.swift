import Editorial
import Logging
import News
import Storage
import TestSupport
import Testing

@Suite struct EmbargoTests {
    let newsroom: NewsDesk

    init() async throws { newsroom = try await NewsDesk() }

    private func embargoed(_ index: Int64, seconds: Int64) -> WireItem {
        var item = WireItem.sample(index)
        item.embargoedUntil = newsroom.clock.now.adding(seconds: seconds)
        item.copy.headline = "Rahasia \(index)"
        return item
    }

    @Test func `embargoed copy is nowhere until its time, then everywhere`() async throws {
        _ = try await newsroom.take([embargoed(1, seconds: 60)])
        #expect(try await newsroom.acts() == [.filed])
        #expect(try await newsroom.desk.releaseDueStories() == newsroom.clock.now.adding(seconds: 60))
        #expect(try await traces() == [0, 0, 0, 0, 0, 0])
        newsroom.clock.advance(seconds: 60)
        #expect(try await newsroom.desk.releaseDueStories() == nil)
        #expect(try await traces() == [1, 1, 1, 1, 1, 1])
        #expect(try await newsroom.acts() == [.filed, .published])
        let entry = try #require(try await newsroom.journal().last)
        #expect(entry.actor == "clock")
        #expect(entry.topics == (try await newsroom.story(1))?.topics)
        #expect(try await newsroom.home.store.problems { _ in true } == [])
    }

    /// How often the copy shows in lists, search and sitemap.
    private func traces() async throws -> [Int] {
        try await newsroom.home.store.read { transaction in
            try [Listing.site, .section(Section.dunia.slug), .tag(Tag.rusia.slug), .author(Person.alifia.slug)]
                .map { try transaction.rows($0, before: nil, limit: 9).count } + [
                    try transaction.search("rahasia", language: "id", limit: 9).rows.count,
                    try transaction.sitemapRows(shard: 0).count,
                ]
        }
    }

    @Test func `an embargo that ended before the copy came does not hold it`() async throws {
        _ = try await newsroom.take([embargoed(1, seconds: -60)])
        #expect(try await newsroom.acts() == [.published])
    }

    @Test func `copy under embargo cannot be published by hand`() async throws {
        _ = try await newsroom.take([embargoed(1, seconds: 60)])
        let error = await #expect(throws: NewsError.self) { try await newsroom.desk.publishStory(1, actor: "citra") }
        #expect(error?.code == .refused)
    }

    @Test(.timeLimit(.minutes(10))) func `several nodes release each story once`() async throws {
        _ = try await newsroom.take((1...60).map { embargoed($0, seconds: 60) })
        newsroom.clock.advance(seconds: 60)
        var stores: [Store] = []
        for _ in 0..<3 { stores.append(try await newsroom.home.another()) }
        defer { for store in stores { store.close() } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for store in stores {
                group.addTask {
                    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                    let desk = Desk(store: store, logger: logger) { [clock = newsroom.clock] in clock.now }
                    try await desk.releaseDueStories()
                }
            }
            try await group.waitForAll()
        }
        let released = try await newsroom.journal().filter { $0.act == .published }.map(\.story.rawValue)
        #expect(released.sorted() == (1...60).map { $0 })
    }

    @Test func `many due at once are all released, once, and the next is told`() async throws {
        let items = (1...450).map { embargoed($0, seconds: $0 <= 449 ? 60 : 500) }
        _ = try await newsroom.take(items)
        newsroom.clock.advance(seconds: 100)
        #expect(try await newsroom.desk.releaseDueStories() == newsroom.clock.now.adding(seconds: 400))
        #expect(try await newsroom.desk.releaseDueStories() == newsroom.clock.now.adding(seconds: 400))
        #expect(try await newsroom.front().count == 449)
        #expect(try await newsroom.acts().filter { $0 == .published }.count == 449)
    }

    @Test func `a release leaves an editor's save possible`() async throws {
        _ = try await newsroom.take([embargoed(1, seconds: 60)])
        let read = try #require(try await newsroom.story(1))
        newsroom.clock.advance(seconds: 60)
        _ = try await newsroom.desk.releaseDueStories()
        #expect(try await newsroom.story(1)?.version == read.version)
    }

    @Test func `an embargo that a newer version lays on hides the story again`() async throws {
        _ = try await newsroom.take([.sample(1)])
        var newer = embargoed(1, seconds: 60)
        newer.version = newer.version.adding(seconds: 60)
        _ = try await newsroom.take([newer])
        #expect(try await newsroom.acts().last == .held)
        #expect(try await traces() == [0, 0, 0, 0, 0, 0])
    }
}
