import News
import TestSupport
import Testing

@testable import Storage

/// Two newspapers over one store: whatever is asked as one of them, nothing of the other answers, not even by its number.
@Suite struct SitesTests {
    private let home: TestStore
    private let warta: Store
    private let kabar: Store
    /// Of the first newspaper, story 1 is public, 2 is withdrawn and 3 is scheduled; of the second, 4 to 6 are alike.
    private let now = Timestamp.sampleNow

    static let second = Site(
        number: SiteNumber(rawValue: 2),
        name: "Kabar Timur",
        language: "en",
        zone: .wit,
        hosts: ["kabar.example", "www.kabar.example"],
        themeFolder: "/srv/kabar"
    )

    init() async throws {
        home = try await TestStore(founding: [.sample, Self.second])
        warta = home.store
        kabar = home.store.newspaper(Self.second.number)
        let stop = WireStop(status: .canceled, fingerprint: 1, until: now, edition: "1", made: now, reason: "")
        for (store, word) in [(warta, "warta"), (kabar, "kabar")] {
            try await store.write { [now] transaction in
                try transaction.remember(stop, uri: "tag:stop:\(word)")
                for (index, state) in [PublicState.live, .withdrawn, .scheduled].enumerated() {
                    // The same uris, sections, tags and people in both.
                    var story = Story.sample(Int64(index) + 1, state: state)
                    story.words.headline = "Kapal \(word) nomor \(index)"
                    story.formerPaths = ["/lama/\(index)"]
                    let saved = try transaction.insert(story, now: now)
                    let entry = JournalEntry(
                        at: now,
                        act: .filed,
                        story: saved.number,
                        actor: "wire",
                        topics: saved.topics
                    )
                    try transaction.append(entry)
                }
            }
        }
    }

    private func numbers(_ store: Store) -> [StoryNumber] {
        (store.siteNumber == .first ? [1, 2, 3] : [4, 5, 6]).map { StoryNumber(rawValue: $0) }
    }

    private func others(_ store: Store) -> [StoryNumber] { numbers(store.siteNumber == .first ? kabar : warta) }

    @Test func `each knows what it is, and both know the house`() async throws {
        #expect(try await warta.read { try $0.site() } == .sample)
        #expect(try await kabar.read { try $0.site() } == Self.second)
        for store in [warta, kabar] { #expect(try await store.read { try $0.sites() } == [.sample, Self.second]) }
        #expect(try await home.store.newspaper(SiteNumber(rawValue: 3)).read { try $0.site() } == nil)
    }

    @Test func `a host leads to one newspaper`() async throws {
        let taken = Site(name: "Lain", language: "id", zone: .wib, hosts: ["www.kabar.example"])
        await #expect(throws: NewsError.self) { try await warta.write { try $0.save(taken) } }
        await #expect(throws: NewsError.self) { try await warta.write { _ = try $0.addSite(taken) } }
        #expect(try await warta.read { try $0.sites() } == [.sample, Self.second])
        // Its own it may keep, in another order.
        var turned = Self.second
        turned.hosts.reverse()
        try await kabar.write { [turned] in try $0.save(turned) }
        #expect(try await kabar.read { try $0.site() } == turned)
    }

    @Test func `every list is a newspaper's own`() async throws {
        for store in [warta, kabar] {
            let own = [numbers(store)[0]]
            for list in PlanTests.lists {
                #expect(try await store.read { try $0.rows(list, before: nil, limit: 9).map(\.number) } == own)
                let after = ListPosition(rawValue: 0)
                #expect(try await store.read { try $0.rows(list, after: after, limit: 9).map(\.number) } == own)
            }
            let all = numbers(store) + others(store)
            #expect(try await store.read { try $0.rows(all).map(\.number) } == own)
            let story = try await #require(store.read { try $0.publishedStory(own[0]) })
            #expect(try await store.read { try $0.related(to: story, limit: 9).rows }.isEmpty)
            #expect(try await store.read { try $0.sitemapRows(shard: 0).map(\.number) } == own)
            #expect(try await store.read { try $0.sitemapShards().count } == 1)
            #expect(try await store.read { try $0.masthead().sections.map(\.name) } == ["Dunia"])
            #expect(try await store.read { try $0.allSections().count } == 1)
            #expect(try await store.read { try $0.sectionRecords().count } == 1)
            #expect(try await store.read { try $0.sectionCount() } == 1)
        }
    }

    @Test func `a search finds a newspaper's own, in either order and on either side`() async throws {
        for store in [warta, kabar] {
            let own = [numbers(store)[0]]
            for order in [Address.SearchOrder.newest, .best] {
                let found = try await store.read {
                    try $0.search("kapal nomor", language: "id", order: order, limit: 9)
                }
                #expect(found.rows.map(\.row.number) == own && found.isWhole)
            }
            let behind = try await store.read {
                try $0.search("kapal", language: "id", page: .after(ListPosition(rawValue: 0)), limit: 9)
            }
            #expect(behind.rows.map(\.row.number) == own)
        }
        for text in ["kabar", "\u{E000}1", "\u{E000}2", "1", "\"\u{E000}1 surat\""] {
            #expect(try await warta.read { try $0.search(text, language: "id", limit: 9).rows }.isEmpty, "\(text)")
        }
    }

    @Test func `another newspaper's story does not exist, whatever it is asked by`() async throws {
        for store in [warta, kabar] {
            let (own, others) = (numbers(store), others(store))
            for (number, other) in zip(own, others) {
                #expect(try await store.read { try $0.story(number) } != nil)
                #expect(try await store.read { try $0.story(other) } == nil)
                #expect(try await store.read { try $0.publishedStory(other) } == nil)
                #expect(try await store.read { try $0.readersAddress(of: other) } == nil)
                #expect(try await store.read { try $0.revisions(of: other) }.isEmpty)
                #expect(try await store.read { try $0.revisions(of: number) }.count == 1)
            }
            #expect(try await store.read { try $0.number(uri: "tag:sample,2026:story/1") } == own[0])
            #expect(
                try await store.read { try $0.stories(after: StoryNumber(rawValue: 0), limit: 9).map(\.number) } == own
            )
            #expect(try await store.read { try $0.sections(of: own + others).keys.sorted() } == [own[0]])
            let path = try #require(FormerPath("/lama/1"))
            #expect(try await store.read { try $0.story(formerlyAt: path) } == own[1])
            let digest = Picture.sample.digest
            #expect(try await store.read { try $0.publicStory(showing: digest) } == own[0])
        }
        // A picture of one newspaper alone.
        try await warta.write { [now, first = numbers(warta)[0]] transaction in
            var story = try #require(try transaction.story(first))
            story.words.pictures = []
            _ = try transaction.update(story, actor: "wire", now: now)
        }
        #expect(try await warta.read { try $0.publicStory(showing: Picture.sample.digest) } == nil)
        #expect(try await kabar.read { try $0.publicStory(showing: Picture.sample.digest) } == numbers(kabar)[0])
    }

    @Test func `what comes due, what a wire said and what happened is a newspaper's own`() async throws {
        for store in [warta, kabar] {
            let own = numbers(store)
            let later = now.adding(seconds: 1_000_000_000)
            #expect(try await store.read { try $0.due(at: later, limit: 9) } == [own[2]])
            #expect(try await store.read { try $0.nextDue() } != nil)
            #expect(try await store.read { try $0.journal(after: 0, limit: 9).map(\.story) } == own)
            #expect(try await store.read { try $0.journalEnd().sequence } == 6)
            #expect(try await store.read { try $0.lastStoryNumber() } == StoryNumber(rawValue: 6))
            let stops = try await store.read { transaction in
                try ["tag:stop:warta", "tag:stop:kabar"].map { try transaction.wireStops(uri: $0).count }
            }
            #expect(stops == (store.siteNumber == .first ? [1, 0] : [0, 1]))
            #expect(try await store.read { try $0.urisOfStopsAlone(after: "", limit: 9).count } == 1)
        }
    }

    @Test func `reads are counted for the newspaper that the story stands in`() async throws {
        let sums = (numbers(warta) + numbers(kabar)).map { ReadSum(story: $0, reads: 7, weight: 7) }
        let minute = now.seconds / 60
        for store in [warta, kabar] {
            let own = [ReadSum(story: numbers(store)[0], reads: 7, weight: 7)]
            #expect(try await store.addReads(sums, at: now) == own)
            #expect(try await store.read { try $0.reads(minutes: minute..<minute + 1) } == own)
            #expect(try await store.read { try $0.reads(hours: minute / 60..<minute / 60 + 1) } == own)
        }
        // One newspaper's forgetting leaves the other's reads.
        while try await warta.forgetReads(before: now.adding(seconds: 40 * 86_400)) {}
        #expect(try await warta.read { try $0.reads(minutes: minute..<minute + 1) }.isEmpty)
        #expect(try await kabar.read { try $0.reads(minutes: minute..<minute + 1) }.count == 1)
    }

    @Test func `a name is spelled by its newspaper's stories, and a section is named and placed by its desk`()
        async throws
    {
        try await kabar.write { transaction in
            try transaction.nameSection(Section.dunia.slug, "World")
            try transaction.placeSections([Section.dunia.slug])
        }
        #expect(try await kabar.read { try $0.section(Section.dunia.slug)?.name } == "World")
        #expect(try await warta.read { try $0.section(Section.dunia.slug)?.name } == "Dunia")
        #expect(try await warta.read { try $0.allSections().map(\.place) } == [nil])
        #expect(try await kabar.read { try $0.masthead().edition } == 2)
        #expect(try await warta.read { try $0.masthead().edition } == 0)
        // The first newspaper may place it too, and call another section World.
        try await warta.write { try $0.placeSections([Section.dunia.slug]) }
        #expect(try await warta.read { try $0.hasSection(key: "World".nameKey) } == false)
        // A tag that only a hidden story of one spells in its own way.
        try await warta.write { [now] transaction in
            var story = Story.sample(9)
            story.words.tags = [Tag(slug: Tag.pemilu.slug, name: "PEMILU")]
            _ = try transaction.insert(story, now: now)
        }
        #expect(try await warta.read { try $0.tag(Tag.pemilu.slug)?.name } == "PEMILU")
        #expect(try await kabar.read { try $0.tag(Tag.pemilu.slug) } == nil)
    }

    @Test func `the whole house is checked, and a story of one newspaper in another's section is refused`() async throws
    {
        #expect(try await home.store.problems { _ in true } == [])
        await #expect(throws: (any Error).self) {
            try await home.store.raw("UPDATE story SET site = 2, uri = 'other' WHERE number = 1")
        }
    }
}
