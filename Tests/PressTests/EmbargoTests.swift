import Editorial
import News
import TestSupport
import Testing

@testable import Press

@Suite struct EmbargoTests {
    private static let secret = Tag(name: "Rahasia Besar")
    private static let author = Person(name: "Dewi Anggraini")
    private static let section = Section(name: "Sains")

    /// The one story of a section, a tag and an author, to be public in ten minutes.
    private static func embargoed(_ clock: TestClock) -> WireItem {
        var item = WireItem.sample(9) { copy in
            copy.section = section
            copy.tags = [secret, .rusia]
            copy.bylines = [Byline(author)]
        }
        item.embargoedUntil = clock.now.adding(seconds: 600)
        return item
    }

    private static let places = Place.all(section: section, tag: secret, author: author)
    /// Which of them have a page before the embargo ends.
    private static let open: [Address] = [
        .front, .index(), .index(day: CivilDay("2026-01-01")), .search("kawat"), .search("kawat", .best), .feed(.rss),
        .feed(.atom), .feed(.json), .sitemap(0), .newsSitemap, .rails, .tag(Tag.rusia.slug),
        .section(Section.dunia.slug), .sitemapIndex, .popular(.day),
    ]

    @Test func `an embargoed story appears nowhere, and neither do its names`() async throws {
        let room = try await Newsroom([.sample(1)])
        try await room.take(Self.embargoed(room.clock))
        #expect(try await room.status(room.story(2).address) == 404)
        for address in Self.open {
            let text = try await room.text(address)
            for trace in ["Kawat nomor 9", "kawat-nomor-9", "Sains", "/sains", "Rahasia", "Dewi", "/2/"] {
                #expect(!text.contains(trace), "\(trace) at \(address.path)")
            }
        }
        for address in Self.places where !Self.open.contains(address) {
            #expect(try await room.status(address) == 404, "\(address.path)")
            #expect(try await !room.text(address).contains("Rahasia Besar"), "\(address.path)")
        }
        #expect(try await !room.text(of: 1).contains("Kawat nomor 9"))
    }

    @Test func `when its time has come it appears everywhere`() async throws {
        let room = try await Newsroom([.sample(1)])
        try await room.take(Self.embargoed(room.clock))
        for address in Self.open { _ = try await room.page(address) }
        room.clock.advance(seconds: 599)
        try await room.desk.releaseDueStories()
        try await room.press.follower.catchUp()
        #expect(try await room.status(room.story(2).address) == 404)
        room.clock.advance(seconds: 1)
        try await room.desk.releaseDueStories()
        try await room.press.follower.catchUp()
        #expect(try await room.page(of: 2).status == .ok)
        // It is dated when it could first be seen.
        let day = Address.index(day: CivilDay("2026-01-02"))
        for address in Self.places + [day] where address != .index(day: CivilDay("2026-01-01")) {
            #expect(Place.tells(try await room.text(address), of: 9), "\(address.path)")
        }
        #expect(try await room.text(of: 1).contains("Kawat nomor 9"))
        #expect(try await room.text(of: 1).contains("href=\"/sains\""))
    }

    @Test func `a public story that is put under embargo is held back again`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        let address = try await room.story(2).address
        #expect(try await room.status(address) == 200)
        var item = WireItem.sample(2, version: 9)
        item.embargoedUntil = room.clock.now.adding(seconds: 600)
        try await room.take(item)
        #expect(try await room.status(address) == 404)
        for place in Place.all(section: .dunia, tag: .rusia, author: .alifia) {
            #expect(try await !Place.tells(room.text(place), of: 2), "\(place.path)")
        }
    }

    @Test func `a former path does not tell of a story before its time`() async throws {
        let room = try await Newsroom([.sample(1)])
        var item = Self.embargoed(room.clock)
        item.formerPaths = ["/lama/rahasia.html"]
        try await room.take(item)
        guard case .page(let page) = try await room.press.answer(nil, path: "/lama/rahasia.html") else {
            Issue.record("the former path leads to the story")
            return
        }
        #expect(page.status == .notFound)
    }

    @Test(arguments: [WireItem.Status.canceled, .withheld], [false, true])
    func `a story that is stopped before its time is as if it had never come`(
        status: WireItem.Status,
        isLate: Bool
    ) async throws {
        let room = try await Newsroom([.sample(1)])
        var item = Self.embargoed(room.clock)
        item.formerPaths = ["/lama/rahasia.html"]
        try await room.take(item)
        let address = try await room.story(2).address
        // The embargo may be over when the kill comes, as long as no reader has seen the story.
        if isLate { room.clock.advance(seconds: 900) }
        var stop = WireItem.sample(9, status: status)
        stop.isStub = true
        try await room.take(stop)
        room.clock.advance(seconds: 900)
        try await room.desk.releaseDueStories()
        try await room.press.follower.catchUp()
        for path in ["/lama/rahasia.html", "/x/2", "/x/2/x", address.path] {
            guard case .page(let page) = try await room.press.answer(Address(path: path), path: path) else {
                Issue.record("\(path) leads elsewhere")
                continue
            }
            #expect(page.status == .notFound, "\(path)")
            #expect(!page.text.contains("Kawat nomor 9"))
        }
        for place in Self.places {
            let text = try await room.text(place)
            #expect(!Place.tells(text, of: 9) && !text.contains("Sains"), "\(place.path)")
        }
    }
}
