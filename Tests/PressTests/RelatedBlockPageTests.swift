import Editorial
import News
import TestSupport
import Testing

@testable import Press

/// A related block on readers' pages: the other story as it is now, or nothing of it.
@Suite struct RelatedBlockPageTests {
    private static func naming(_ numbers: Int64...) -> WireItem {
        var item = WireItem.sample(1)
        let blocks = numbers.map { Block.related(StoryNumber(rawValue: $0)) }
        item.copy.body = Body(
            blocks: [.paragraph([.text("Awal.")])] + blocks + [.quote(blocks + [.paragraph([.text("Kutip.")])])]
        )
        item.copy.tags = []
        return item
    }

    /// Another story, in another section, so that nothing but the block leads to it.
    private static func other(_ headline: String = "Judul & lama", version: Int64 = 0) -> WireItem {
        var item = WireItem.sample(2, version: version)
        item.copy.headline = headline
        item.copy.section = .politik
        item.copy.tags = []
        return item
    }

    private func body(of room: Newsroom) async throws -> String {
        let own = String(decoding: try await room.page(of: 1).fragments[0].inflated(), as: UTF8.self)
        let start = try #require(own.firstRange(of: "Awal.")).lowerBound
        return String(own[start...].prefix(1_200))
    }

    @Test func `an archive page follows the other story: its headline, its address, its withdrawal and its return`()
        async throws
    {
        let room = try await Newsroom([Self.naming(2), Self.other()])
        let first = try await body(of: room)
        #expect(first.ranges(of: "<a href=\"/politik/2/judul-lama\">Judul &amp; lama</a>").count == 2)
        #expect(first.contains("Baca juga") && !first.contains("data-story"))
        try await room.take(Self.other("Judul baru", version: 60))
        #expect(try await body(of: room).contains("<a href=\"/politik/2/judul-baru\">Judul baru</a>"))
        try await room.withdraw(2)
        let gone = try await body(of: room)
        #expect(!gone.contains("Judul baru") && !gone.contains("/politik/2") && !gone.contains("embed also"))
        try await room.desk.bringBackStory(StoryNumber(rawValue: 2), reason: "Benar.", actor: "alifia")
        try await room.press.follower.catchUp()
        #expect(try await body(of: room).contains("Judul baru"))
    }

    @Test func `what readers cannot open is not named, and comes with its publication`() async throws {
        var hidden = Self.other("Rahasia zamrud")
        hidden.status = .withheld
        let room = try await Newsroom([Self.naming(2, 9, 1), hidden])
        let first = try await body(of: room)
        #expect(!first.contains("Rahasia") && !first.contains("embed also"))
        try await room.desk.publishStory(StoryNumber(rawValue: 2), actor: "alifia")
        try await room.press.follower.catchUp()
        #expect(try await body(of: room).contains("Rahasia zamrud"))
    }

    @Test func `a story that the desk chose to be read next comes with its publication`() async throws {
        var hidden = Self.other("Rahasia zamrud")
        hidden.status = .withheld
        // The other section is in the masthead already, so that nothing but the choice leads to the story.
        var known = WireItem.sample(3)
        known.copy.section = .politik
        let room = try await Newsroom([Self.naming(), hidden, known])
        let (one, two) = (StoryNumber(rawValue: 1), StoryNumber(rawValue: 2))
        let open = try await room.desk.openWorkingCopy(of: one, actor: "citra")
        var copy = open.copy
        copy.related = [two]
        _ = try await room.desk.saveWorkingCopy(of: one, copy, madeFrom: open.base, actor: "citra")
        try await room.desk.updateStory(one, actor: "citra")
        try await room.press.follower.catchUp()
        func page() async throws -> String {
            String(decoding: try await room.page(of: 1).fragments[0].inflated(), as: UTF8.self)
        }
        #expect(try await !page().contains("Rahasia"))
        try await room.desk.publishStory(two, actor: "alifia")
        try await room.press.follower.catchUp()
        #expect(try await page().contains("Rahasia zamrud"))
    }

    @Test func `pictures and related blocks stand where they are named, within quotes and lists too`() async throws {
        let html = """
            <p>Awal.</p><blockquote><figure data-picture="1"></figure><aside class="also" data-story="2"></aside></blockquote>
            <ul><li><p>Butir.</p><figure data-picture="1"></figure><figure data-picture="7"></figure></li></ul><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>
            """
        var item = Self.naming()
        item.copy.body = try Body(html: html)
        item.copy.pictures = ["Satu", "Dua"].map { PictureUse(caption: $0) }
        let room = try await Newsroom([item, Self.other()])
        let page = String(decoding: try await room.page(of: 1).fragments[0].inflated(), as: UTF8.self)
        let text = page[try #require(page.firstRange(of: "Awal.")).lowerBound...]
        #expect(text.ranges(of: "Dua</figcaption>").count == 2 && !text.contains("data-picture"))
        let quote = try #require(text.firstRange(of: "<blockquote><figure"))
        let link = try #require(text.firstRange(of: "/politik/2/judul-lama"))
        let list = try #require(text.firstRange(of: "<ul>"))
        #expect(quote.lowerBound < link.lowerBound && link.lowerBound < list.lowerBound)
        #expect(text.contains("<div class=\"table\" role=\"region\"") && text.contains("</table></div>"))
    }

    @Test(arguments: [Address.FeedFormat.rss, .atom, .json])
    func `a feed has the link, led out of it, and follows as the page does`(format: Address.FeedFormat) async throws {
        let room = try await Newsroom([Self.naming(2), Self.other()])
        let feed = Address.feed(format, .section(Section.dunia.slug))
        #expect(try await room.text(feed).contains("https://warta.example/politik/2/judul-lama"))
        try await room.take(Self.other("Judul baru", version: 60))
        #expect(try await room.text(feed).contains("https://warta.example/politik/2/judul-baru"))
        try await room.withdraw(2)
        let text = try await room.text(feed)
        #expect(!text.contains("/politik/2/") && !text.contains("data-story"))
    }
}
