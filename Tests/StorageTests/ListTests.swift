import News
import Storage
import TestSupport
import Testing

@Suite struct ListTests {
    let home: TestStore
    let now = Timestamp.sampleNow

    init() async throws { home = try await TestStore() }

    /// Forty stories, four to a millisecond, every fifth not public.
    private func fill() async throws -> [Story] {
        try await home.store.write { [now] transaction in
            try (1...40).map { index in
                let time = now.adding(seconds: Int64(-3_600 - index / 4))
                return try transaction.insert(
                    .sample(Int64(index), state: index % 5 == 0 ? .never : .live, at: time),
                    now: now
                )
            }
        }
    }

    static let listings: [Listing] = [
        .site, .section(Section.dunia.slug), .tag(Tag.rusia.slug), .author(Person.alifia.slug),
    ]

    @Test(arguments: listings, [1, 3, 7])
    func `paging meets every public story exactly once, both ways`(listing: Listing, size: Int) async throws {
        let all = try await fill().compactMap(\.position).sorted(by: >)
        var older: [ListPosition] = []
        while true {
            let page = try await home.store.read { [older] in try $0.rows(listing, before: older.last, limit: size) }
            if page.isEmpty { break }
            older += page.map(\.position)
        }
        #expect(older == all)
        let oldest = try #require(all.last)
        var newer = [oldest]
        while let newest = newer.first {
            let page = try await home.store.read { try $0.rows(listing, after: newest, limit: size) }
            if page.isEmpty { break }
            newer = page.map(\.position) + newer
        }
        #expect(newer == all)
    }

    @Test(arguments: listings)
    func `a day's list holds that day`(listing: Listing) async throws {
        let all = try await fill().compactMap(\.position).sorted(by: >)
        let day = ListPosition(all[20].time)..<ListPosition(all[4].time)
        let expected = all.filter(day.contains)
        #expect(!expected.isEmpty)
        let rows = try await home.store.read { try $0.rows(listing, before: nil, within: day, limit: 99) }
        #expect(rows.map(\.position) == expected)
        let tail = try await home.store.read { try $0.rows(listing, after: expected[3], within: day, limit: 2) }
        #expect(tail.map(\.position) == Array(expected[1...2]))
    }

    @Test func `unknown lists and absurd bounds are empty, not errors`() async throws {
        _ = try await fill()
        let none = Slug("tidak-ada", fallback: "x")
        let counts = try await home.store.read { transaction in
            [
                try transaction.rows(.section(none), before: nil, limit: 9).count,
                try transaction.rows(.tag(none), before: nil, limit: 9).count,
                try transaction.rows(.author(none), before: nil, limit: 9).count,
                try transaction.rows(.site, before: ListPosition(rawValue: .min), limit: 9).count,
                try transaction.rows(.site, after: ListPosition(rawValue: .max), limit: 9).count,
                try transaction.rows(.site, before: nil, limit: -1).count,
            ]
        }
        #expect(counts == [0, 0, 0, 0, 0, 0])
    }

    @Test func `a row shows the hero, and a lead of at most 300 characters`() async throws {
        var story = Story.sample(1)
        story.words.lead = String(repeating: "kata ", count: 200)
        let saved = try await home.store.write { [now, story] in try $0.insert(story, now: now) }
        let row = try #require(try await home.store.read { try $0.rows([saved.number]) }.first)
        #expect(row.picture == .sample)
        #expect(row.lead.count <= 300)
        #expect(row.section == .dunia)
        #expect(row.address == saved.address)
        #expect(row.published == saved.publicSince)
    }

    @Test func `rows by number come in the order asked for, public ones only`() async throws {
        _ = try await fill()
        let numbers = [7, 5, 3, 999, 8].map { StoryNumber(rawValue: $0) }
        let rows = try await home.store.read { try $0.rows(numbers) }
        #expect(rows.map(\.number.rawValue) == [7, 3, 8])
        let sections = try await home.store.read { try $0.sections(of: numbers) }
        #expect(sections.keys.map(\.rawValue).sorted() == [3, 7, 8])
    }

    @Test func `related stories share the most tags, then the section, and never the story itself`() async throws {
        func story(_ index: Int64, _ tags: [News.Tag], _ section: Section) -> Story {
            var story = Story.sample(index)
            story.words.tags = tags
            story.words.section = section
            return story
        }
        let stories = [
            story(1, [.rusia, .koreaUtara], .dunia), story(2, [.rusia], .politik),
            story(3, [.koreaUtara, .rusia], .olahraga), story(4, [], .dunia), story(5, [.pemilu], .politik),
        ]
        let related = try await home.store.write { [now] transaction in
            let saved = try stories.map { try transaction.insert($0, now: now) }
            let first = try #require(try transaction.publishedStory(saved[0].number))
            return try transaction.related(to: first, limit: 4).rows.map(\.number.rawValue)
        }
        #expect(related == [3, 2, 4])
    }

    @Test func `stories that the desk chose are read next before all others, if they are public`() async throws {
        let (related, address, row) = try await home.store.write { [now] transaction in
            for index in 1...4 as ClosedRange<Int64> {
                _ = try transaction.insert(.sample(index, state: index == 3 ? .never : .live), now: now)
            }
            var chosen = Story.sample(5)
            chosen.words.related = [1, 5, 3, 99, 2].map(StoryNumber.init(rawValue:))
            chosen.words.chosenSlug = Slug(rawValue: "pilihan-meja")
            let saved = try transaction.insert(chosen, now: now)
            let read = try #require(try transaction.publishedStory(saved.number))
            #expect(read.copy.related == chosen.words.related && read.copy.chosenSlug == chosen.words.chosenSlug)
            let rows = try transaction.related(to: read, limit: 3).rows.map(\.number.rawValue)
            let address = try transaction.readersAddress(of: saved.number)
            #expect(address == read.address)
            let sitemap = try transaction.sitemapRows(shard: 0).first { $0.number == saved.number }
            return (rows, sitemap?.address, try transaction.rows([saved.number]).first)
        }
        #expect(related == [1, 2, 4])
        #expect(address?.path == "/dunia/5/pilihan-meja" && row?.address.path == "/dunia/5/pilihan-meja")
    }

    @Test func `sections come in the order of their first story, once something of them is public`() async throws {
        let sections = try await home.store.write { [now] transaction in
            for (index, section) in [Section.politik, .dunia, .olahraga].enumerated() {
                var story = Story.sample(Int64(index), state: section == .dunia ? .never : .live)
                story.words.section = section
                _ = try transaction.insert(story, now: now)
            }
            return try transaction.sections(limit: 9)
        }
        #expect(sections == [.politik, .olahraga])
        #expect(try await home.store.read { try $0.section(Section.dunia.slug) } == nil)
        #expect(try await home.store.read { try $0.tag(Tag.rusia.slug) } == .rusia)
        #expect(try await home.store.read { try $0.person(Person.alifia.slug) } == .alifia)
        #expect(try await home.store.read { try $0.tag(Person.alifia.slug) } == nil)
    }

    @Test func `a sitemap's shard lists its public stories, and is marked when one changes`() async throws {
        var far = Story.sample(60)
        far = far.numbered(StoryNumber(rawValue: 100_000))
        let saved = try await home.store.write { [now, far] transaction in
            _ = try transaction.insert(.sample(1, state: .never), now: now)
            _ = try transaction.insert(.sample(2), now: now)
            return try transaction.insert(far, now: now.adding(seconds: 5))
        }
        let shards = try await home.store.read { try $0.sitemapShards() }
        let later = SitemapShard(shard: 200, modified: now.adding(seconds: 5))
        #expect(shards == [SitemapShard(shard: 0, modified: now), later])
        #expect(try await home.store.read { try $0.sitemapRows(shard: 0) }.map(\.number.rawValue) == [2])
        #expect(try await home.store.read { try $0.sitemapRows(shard: 200) }.map(\.address) == [saved.address])
        #expect(try await home.store.read { try $0.sitemapRows(shard: .max) }.isEmpty)
        var withdrawn = saved
        _ = try withdrawn.withdraw(on: .mistake, because: "Keliru.", by: "citra", at: now.adding(seconds: 9))
        try await home.store.write { [now, withdrawn] in _ = try $0.update(withdrawn, now: now.adding(seconds: 9)) }
        #expect(try await home.store.read { try $0.sitemapRows(shard: 200) }.isEmpty)
        // A shard without a public story has no page, and so no place in the index.
        #expect(try await home.store.read { try $0.sitemapShards() } == [SitemapShard(shard: 0, modified: now)])
    }

    @Test func `a shard is in the index as long as one of its stories is public`() async throws {
        let shards = try await home.store.write { [now] transaction in
            let stories = try (1...2).map { try transaction.insert(.sample($0), now: now) }
            return try stories.map { story in
                var story = story
                _ = try story.withdraw(on: .mistake, because: "Keliru.", by: "citra", at: now)
                _ = try transaction.update(story, now: now)
                return try transaction.sitemapShards().count
            }
        }
        #expect(shards == [1, 0])
        try await home.store.write { [now] in _ = try $0.insert(.sample(3), now: now) }
        #expect(try await home.store.read { try $0.sitemapShards().map(\.shard) } == [0])
    }
}
