import News
import Storage
import TestSupport
import Testing

@testable import Press

@Suite struct WarmAnswerTests {
    private static let addresses: [Address] = [
        .front, .section(Section.dunia.slug), .index(), .tag(Tag.rusia.slug), .author(Person.alifia.slug),
        .popular(.day), .feed(.rss), .sitemapIndex, .sitemap(0), .newsSitemap, .robots,
    ]

    @Test func `a page that is kept is answered without a pressing or a compression`() async throws {
        let room = try await Newsroom(.newspaper(9))
        let addresses = try await Self.addresses + [room.story(5).address]
        for address in addresses { _ = try await room.page(address) }
        let pressed = room.press.house.tally[.pressing]
        let compressed = room.press.house.tally[.compression]
        let hits = try await room.count(.hit) {
            for address in addresses {
                _ = try await room.page(address)
                _ = try await room.press.answer(address, path: address.path, stitching: true)
            }
        }
        #expect(hits == addresses.count * 2)
        #expect(room.press.house.tally[.pressing] == pressed)
        #expect(room.press.house.tally[.compression] == compressed)
    }

    @Test func `a page that is kept is answered while the store is away, and no other`() async throws {
        let room = try await Newsroom(.newspaper(9))
        let story = try await room.story(5).address
        let page = try await room.page(story)
        room.home.store.close()
        #expect(try await room.page(story).bytes == page.bytes)
        await #expect(throws: NewsError.self) { try await room.page(.front) }
        await #expect(throws: NewsError.self) { try await room.press.answer(nil, path: "/tidak/ada") }
        #expect(room.press.notice(.unavailable).status == .unavailable)
        #expect(room.press.notice(.unavailable).text.contains("Sebentar"))
    }

    @Test func `a thousand readers of one missing page wait for one pressing`() async throws {
        let room = try await Newsroom(.newspaper(9))
        let address = try await room.story(5).address
        let pressings = try await room.count(.pressing) {
            let tags = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<1_000 {
                    group.addTask { try await room.page(address).entityTag(gzip: true) }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(tags.count == 1)
        }
        #expect(pressings == 1)
    }

    @Test func `after a publication an old page carries the news in UPDATE and was not compressed again`()
        async throws
    {
        let room = try await Newsroom(.newspaper(12))
        let old = try await room.page(of: 1)
        // Of another section and tag, so that the story's own part has no reason to change.
        let news = WireItem.sample(90) { copy in
            copy.headline = "Gempa Guncang Cianjur"
            copy.section = .dunia
            copy.tags = [.pemilu]
            copy.bylines = []
        }
        let compressions = try await room.count(.compression) { try await room.take(news) }
        #expect(compressions == 1)
        let again = try await room.count(.compression) {
            let page = try await room.page(of: 1)
            #expect(page.text.contains("Gempa Guncang Cianjur"))
            #expect(!old.text.contains("Gempa Guncang Cianjur"))
            #expect(page.fragments[0] === old.fragments[0])
            #expect(page.fragments[1] !== old.fragments[1])
        }
        #expect(again == 0)
    }

    @Test func `copy that waits on the desk presses nothing`() async throws {
        let room = try await Newsroom(.newspaper(3))
        _ = try await room.page(.front)
        var item = WireItem.sample(50)
        item.embargoedUntil = room.clock.now.adding(seconds: 600)
        let compressed = room.press.house.tally[.compression]
        let pressed = try await room.count(.pressing) {
            try await room.take(item)
            try await room.take(.sample(51, status: .withheld))
            _ = try await room.page(.front)
        }
        #expect(pressed == 0)
        #expect(room.press.house.tally[.compression] == compressed)
    }

    @Test func `a page that says there is none is compressed once for each masthead`() async throws {
        let room = try await Newsroom([.plain(1, in: .dunia)])
        let missing = Address.tag(Tag.pemilu.slug)
        let first = try await room.count(.compression) { _ = try await room.page(missing) }
        let others = try await room.count(.compression) {
            for number in Int64(50)..<60 { _ = try await room.page(.sitemap(number)) }
            _ = try await room.page(missing)
        }
        #expect((first, others) == (1, 0))
        try await room.take(.plain(2, in: .olahraga))
        #expect(try await room.text(missing).contains("href=\"/olahraga\""))
        #expect(try await room.text(missing).contains("Kawat nomor 2"))
    }

    @Test func `nothing can be answered before the press is open, and that is said`() async throws {
        let room = try await Newsroom(.newspaper(1))
        let closed = try Newsroom.room(over: room.home.store, room.clock)
        #expect(!closed.isOpen)
        await #expect(throws: NewsError.self) { try await closed.answer(.rails, path: "/-/rails") }
        try await closed.open()
        #expect(closed.isOpen)
    }
}
