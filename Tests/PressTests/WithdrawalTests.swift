import Editorial
import News
import TestSupport
import Testing

@testable import Press

@Suite struct WithdrawalTests {
    @Test func `the page of a withdrawn story stays and says when and why`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        #expect(try await room.page(of: 1).status == .ok)
        try await room.withdraw(1, because: "Kutipan <keliru> & dicabut.")
        let page = try await room.page(of: 1)
        #expect(page.status == .gone)
        #expect(page.caching == .notice)
        let own = String(decoding: page.fragments[0].inflated(), as: UTF8.self)
        #expect(own.contains("Kawat nomor 1"))
        #expect(own.contains("Jumat, 02 Januari 2026 | 12:00 WIB"))
        #expect(own.contains("Alasan: Terbit karena kekeliruan redaksi. Kutipan &lt;keliru&gt; &amp; dicabut."))
        #expect(own.contains("noindex"))
        // Nothing of the text, nor of what describes it to machines.
        for trace in ["Presiden membacakan", "Surat pada hari", "ld+json", "article:published_time"] {
            #expect(!own.contains(trace), "\(trace)")
        }
    }

    @Test(arguments: [("id", "Alasan: Dicabut oleh sumbernya."), ("en", "Reason: Its source withdrew it.")])
    func `where a sender took it back, the page says so in the language of the paper`(
        language: String,
        words: String
    ) async throws {
        let room = try await Newsroom([.sample(1)], theme: Theme(language: language))
        try await room.take(.sample(1, status: .canceled, version: 60))
        #expect(try await room.text(of: 1).contains(words))
    }

    @Test func `a withdrawn story is gone from every list, feed and sitemap`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        let places = Place.all(section: .dunia, tag: .rusia, author: .alifia)
        for address in places {
            #expect(Place.tells(try await room.text(address), of: 1), "\(address.path)")
        }
        try await room.withdraw(1)
        for address in places {
            let text = try await room.text(address)
            #expect(!Place.tells(text, of: 1) && Place.tells(text, of: 2), "\(address.path)")
        }
        #expect(try await !Place.tells(room.text(of: 2), of: 1))
    }

    @Test func `a story that comes back stands where it stood`() async throws {
        let room = try await Newsroom([.sample(1), .sample(2)])
        try await room.withdraw(1)
        _ = try await room.page(.front)
        try await room.desk.bringBackStory(StoryNumber(rawValue: 1), reason: "Benar.", actor: "alifia")
        try await room.press.follower.catchUp()
        #expect(try await room.page(of: 1).status == .ok)
        #expect(try await room.text(.front).contains("Kawat nomor 1"))
    }

    @Test func `a section, tag or author of which nothing is public any more has no page`() async throws {
        let room = try await Newsroom([.sample(1), .plain(2, in: .politik)])
        let places: [Address] = [
            .section(Section.dunia.slug), .tag(Tag.rusia.slug), .author(Person.alifia.slug),
            .feed(.rss, .section(Section.dunia.slug)), .feed(.atom, .tag(Tag.rusia.slug)),
            .index(section: Section.dunia.slug), .popular(.week, section: Section.dunia.slug),
        ]
        for address in places { #expect(try await room.status(address) == 200, "\(address.path)") }
        try await room.withdraw(1)
        for address in places { #expect(try await room.status(address) == 404, "\(address.path)") }
    }
}

/// Where a story of that section, tag and author is told of.
enum Place {
    static func all(section: Section, tag: Tag, author: Person) -> [Address] {
        [
            .front, .section(section.slug), .tag(tag.slug), .author(author.slug), .index(),
            .index(section: section.slug), .index(day: CivilDay("2026-01-01")), .search("kawat"),
            .search("kawat", .best), .feed(.rss), .feed(.atom), .feed(.json), .feed(.rss, .section(section.slug)),
            .feed(.atom, .tag(tag.slug)), .sitemap(0), .newsSitemap, .rails,
        ]
    }

    /// A sitemap tells of a story by its address alone.
    static func tells(_ text: String, of index: Int) -> Bool {
        text.contains("Kawat nomor \(index)") || text.contains("kawat-nomor-\(index)")
    }
}
