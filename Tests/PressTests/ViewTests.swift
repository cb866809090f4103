import News
import Storage
import TestSupport
import Testing

@testable import Press

/// What templates see of models that are written down: no store, no threads, no clock.
///
/// So what is rare or long-winded to bring about in a store, as an empty newspaper, a search that was cut short or a
/// second page, is a literal here, and what fails names the view and not one of all the things before it.
@Suite struct ViewTests {
    private let newspaper: Newspaper

    init() throws {
        newspaper = Newspaper(
            site: .sample,
            url: "https://warta.example",
            theme: try Newsroom.theme.get(),
            masthead: Masthead(sections: [.dunia, .politik])
        )
    }

    private func headlines(_ view: View, _ key: String = "rows") -> [String] {
        (view[key] as? [View])?.compactMap { $0["headline"] as? String } ?? []
    }

    @Test func `a front without a story leads with none, and one without pictures with what it is given`() {
        let empty = FrontPage(top: FrontTop(lead: nil, rows: []), blocks: []).view(newspaper)
        #expect(empty["lead_story"] == nil && empty["top"] == nil && empty["blocks"] == nil)
        #expect(empty["heading"] as? String == "Warta" && empty["title"] as? String == "Warta")
        let block = FrontPage.Block(section: .politik, rows: [.sample(3)])
        let full = FrontPage(top: FrontTop(lead: .sample(1), rows: [.sample(2)]), blocks: [block]).view(newspaper)
        #expect((full["lead_story"] as? View)?["headline"] as? String == "Baris nomor 1")
        #expect(headlines(full, "top") == ["Baris nomor 2"])
        #expect((full["blocks"] as? [View])?.map { headlines($0) } == [["Baris nomor 3"]])
    }

    @Test func `only the first page of a section has a lead, the newest with a picture`() {
        let rows = PagedRows<StoryRow>(rows: [.sample(1), .sample(2, picture: .sample)], newer: nil, older: nil)
        let first = SectionPage(section: .dunia, page: .first, list: rows).view(newspaper)
        #expect((first["lead_story"] as? View)?["headline"] as? String == "Baris nomor 2")
        #expect(headlines(first) == ["Baris nomor 1"])
        let page = Address.Page.before(StoryRow.sample(0).position)
        let second = SectionPage(section: .dunia, page: page, list: rows).view(newspaper)
        #expect(second["lead_story"] == nil && headlines(second).count == 2)
    }

    @Test func `a page in the middle leads to both sides, one at an end to one`() {
        let page = Address.Page.before(StoryRow.sample(1).position)
        let middle = PagedRows<StoryRow>(rows: [], newer: .first, older: page).view { .section(Section.dunia.slug, $0) }
        #expect(middle["newer"] as? String == "/dunia")
        #expect((middle["older"] as? String)?.hasPrefix("/dunia?") == true)
        #expect(PagedRows<StoryRow>(rows: [], newer: nil, older: nil).view { .index($0) }.isEmpty)
    }

    @Test func `a list stands under the days of the newspaper's zone`() {
        // 23.30 and 00.30 in Jakarta, both on the first of January in UTC.
        let rows = [30, -30].map { StoryRow.sample(1, at: Timestamp(seconds: 1_767_286_800 + 60 * $0)) }
        let list = PagedRows(rows: rows, newer: nil, older: nil)
        let view = ListPage(subject: .tag(.rusia), page: .first, list: list).view(newspaper)
        #expect((view["days"] as? [View])?.compactMap { $0["datetime"] as? String } == ["2026-01-02", "2026-01-01"])
        #expect(view["filters"] == nil)
        let index = ListPage(subject: .index(section: .dunia, day: nil), page: .first, list: list, sections: [.dunia])
        let filters = index.view(newspaper)["filters"] as? View
        #expect((filters?["sections"] as? [View])?.first?["current"] as? Bool == true)
        #expect(filters?["all_selected"] == nil)
    }

    @Test func `the most read are numbered, and say where one is`() {
        let view = PopularPage(window: .day, section: .politik, rows: [.sample(4), .sample(2)]).view(newspaper)
        #expect((view["rows"] as? [View])?.compactMap { $0["rank"] as? Int } == [1, 2])
        let current = ["windows", "sections"].map { key in
            (view[key] as? [View])?.filter { $0["current"] != nil }.compactMap { $0["href"] as? String }
        }
        let own = Address.popular(.day, section: Section.politik.slug).path
        #expect(current == [[own], [own]])
        #expect(PopularPage(window: .day, section: nil, rows: []).view(newspaper)["empty"] as? Bool == true)
    }

    @Test func `a search that was cut short does not say that there is nothing`() {
        let found = SearchPage(rows: [], hasPrevious: false, hasNext: false, isWhole: false)
        let view = ResultsPage(text: "di", order: .newest, page: .first, found: found).view(newspaper)
        #expect(view["partial"] as? Bool == true && view["empty"] == nil)
        #expect(view["robots"] as? String == "noindex" && view["canonical"] == nil)
        let nothing = ResultsPage(text: "", order: .newest, page: .first, found: nil).view(newspaper)
        #expect(nothing["asked"] == nil)
    }

    @Test func `a withdrawal of before there were grounds says no more than it knows, and takes the story's place`() {
        var story = Story.sample(1, state: .withdrawn)
        story.withdrawal = Story.Withdrawal(at: .sampleNow, reason: "")
        let content = StoryPage(story: PublishedStory(story), related: .none, mentioned: []).content(
            newspaper,
            now: .sampleNow
        )
        #expect(content.status == .gone && content.caching == .notice && content.hasSharedRails)
        let text = String(decoding: content.bytes, as: UTF8.self)
        #expect(text.contains("Dibatalkan oleh pengirim.") && text.contains("Berita nomor 1"))
        #expect(!text.contains("Presiden membacakan surat."))
    }

    @Test func `an old story may be kept for longer than one that has just changed`() {
        let page = StoryPage(
            story: .sample(1),
            related: RelatedStories(rows: [.sample(2)], followsSection: false),
            mentioned: []
        )
        let ages = [0, 2, 40].map { days in
            page.content(newspaper, now: .sampleNow.adding(seconds: Int64(days) * 86_400)).caching
        }
        #expect(ages.map(\.header) == ["public, max-age=5", "public, max-age=10", "public, max-age=30"])
    }

    @Test func `the id of UPDATE is that of its rows, whatever the rest of the rails shows`() {
        let page = RailsPage(popular: [], latest: [.sample(1)])
        let popular = RailsPage(popular: [.sample(2)], latest: [.sample(1)])
        #expect(page.updates(newspaper, now: .sampleNow) == popular.updates(newspaper, now: .sampleNow))
        let others = RailsPage(popular: [], latest: [.sample(3)])
        #expect(page.updates(newspaper, now: .sampleNow) != others.updates(newspaper, now: .sampleNow))
        let view = popular.view(newspaper, updates: "7", now: .sampleNow)
        #expect((view["updates"] as? View)?["id"] as? String == "7" && view["year"] as? String == "2026")
    }

    @Test(arguments: Address.FeedFormat.allCases)
    func `a feed of nothing is a feed, and its bytes stand still`(format: Address.FeedFormat) {
        let feed = FeedPage(format: format, scope: .site, name: nil, entries: [])
        let contents = [0, 9_000].map { feed.content(newspaper, now: .sampleNow.adding(seconds: $0)) }
        #expect(contents[0].bytes == contents[1].bytes)
        let text = String(decoding: contents[0].bytes, as: UTF8.self)
        #expect(text.contains("https://warta.example/\(format.rawValue)") && !text.contains("lastBuildDate"))
    }

    @Test func `a sitemap names addresses whole, and depends on no more than it tells`() {
        let shard = SitemapPage.index([SitemapShard(shard: 7, modified: .sampleNow)])
        let text = String(decoding: shard.content(newspaper, now: .sampleNow).bytes, as: UTF8.self)
        #expect(text.contains("<loc>https://warta.example/sitemap-7.xml</loc>"))
        #expect(SitemapPage.shard(7, []).depends == [.shard(7)])
        #expect(SitemapPage.news([]).depends == [.topic(.site), .hour])
    }
}

extension StoryRow {
    /// A row of the newspaper that tests are about, a minute older for each number.
    static func sample(_ number: Int64, at time: Timestamp? = nil, picture: Picture? = nil) -> StoryRow {
        StoryRow(
            number: StoryNumber(rawValue: number),
            position: ListPosition(time ?? .sampleNow.adding(seconds: -60 * number)),
            headline: "Baris nomor \(number)",
            lead: "",
            genre: "Berita",
            section: .dunia,
            language: "id",
            zone: .wib,
            picture: picture
        )
    }
}
