import News
import TestSupport
import Testing

@testable import Press

@Suite struct LoopPageCacheTests {
    private let room: Newsroom
    private let cache: LoopPageCache

    init() async throws {
        room = try await Newsroom(.newspaper(12))
        cache = LoopPageCache(room.press)
    }

    /// What is kept under these bytes.
    private func page(_ target: String) -> PressedPage? {
        cache.page(target)
    }

    @Test func `a page is there once it is pressed, whole and under its own target`() async throws {
        let address = try await room.story(3).address
        #expect(page(address.path) == nil)
        let pressed = try await room.page(address)
        let kept = try #require(page(address.path))
        #expect(kept.text == pressed.text)
        #expect(kept.entityTag(gzip: true) == pressed.entityTag(gzip: true))
        for other in [address.path + "/", address.path.uppercased(), String(address.path.dropLast()), "", "/", "*"] {
            #expect(page(other) == nil, "\(other)")
        }
    }

    @Test func `a query behind a story changes nothing, behind a list it may`() async throws {
        let story = try await room.story(3).address
        for address in [story, .front, .index(), .feed(.rss)] { _ = try await room.page(address) }
        #expect(page(story.path + "?utm_source=surat&x=%20?") != nil)
        #expect(page("/?p=3") == nil)
        #expect(page("/indeks?rubrik=dunia") == nil)
        #expect(page("/feed.xml?x") == nil)
        let second = Address.index(.before(ListPosition(.sampleNow)))
        _ = try await room.page(second)
        #expect(page(second.path) != nil)
    }

    @Test func `a page that has changed is not there until it is pressed again`() async throws {
        let address = try await room.story(3).address
        let before = try await room.page(address)
        try await room.take(.sample(3, version: 60) { $0.lead = "Teras yang baru." })
        #expect(page(address.path) == nil)
        _ = try await room.page(address)
        let after = try #require(page(address.path))
        #expect(after.part.fragment !== before.part.fragment)
        #expect(after.text.contains("Teras yang baru."))
    }

    @Test func `a publication is on every kept page, whose own parts stay`() async throws {
        let address = try await room.story(1).address
        let before = try await room.page(address)
        #expect(page(address.path) != nil)
        let news = WireItem.sample(90) { copy in
            copy.headline = "Gempa Guncang Cianjur"
            copy.section = .dunia
            copy.tags = [.pemilu]
            copy.bylines = []
        }
        try await room.take(news)
        let after = try #require(page(address.path))
        #expect(after.text.contains("Gempa Guncang Cianjur"))
        #expect(after.part.fragment === before.part.fragment)
    }

    @Test func `what is not for everybody to keep is never there`() async throws {
        let withdrawn = try await room.story(2).address
        _ = try await room.page(withdrawn)
        try await room.withdraw(2)
        #expect(page(withdrawn.path) == nil)
        #expect(try await room.page(withdrawn).status == .gone)
        #expect(page(withdrawn.path) == nil)
        for address in [Address.search("kawat"), .search(""), .rails, .tag(Tag.pemilu.slug)] {
            _ = try? await room.page(address)
            #expect(page(address.path) == nil, "\(address.path)")
        }
    }

    @Test func `what it answers counts as a hit, and stays when others must go`() async throws {
        let address = try await room.story(3).address
        _ = try await room.page(address)
        let hits = try await room.count(.hit) {
            for _ in 0..<5 { #expect(page(address.path) != nil) }
            #expect(page("/tidak/ada") == nil)
        }
        #expect(hits == 5)
    }
}
