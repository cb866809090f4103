import Editorial
import News
import Storage
import TestSupport
import Testing

@Suite struct PublicationTests {
    let newsroom: NewsDesk

    init() async throws { newsroom = try await NewsDesk() }

    @Test func `a published draft is on the front at once, dated now`() async throws {
        _ = try await newsroom.take([.sample(1, status: .withheld)])
        newsroom.clock.advance(seconds: 90)
        let story = try await newsroom.desk.publishStory(1, actor: "citra")
        #expect(story.firstPublished == newsroom.clock.now)
        #expect(try await newsroom.front() == [1])
        #expect(try await newsroom.story(1) == story)
        let entry = try #require(try await newsroom.journal().last)
        #expect(entry.act == .published && entry.actor == "citra" && entry.topics == story.topics)
    }

    @Test func `a withdrawn story leaves every list, and may come back under its first date`() async throws {
        _ = try await newsroom.take([.sample(1)])
        let first = try #require(try await newsroom.story(1))
        newsroom.clock.advance(seconds: 60)
        let withdrawn = try await newsroom.desk.withdrawStory(
            1,
            on: .trauma,
            reason: " Nama korban. ",
            actor: "bagus"
        )
        let withdrawal = Story.Withdrawal(at: newsroom.clock.now, ground: .trauma, reason: "Nama korban.")
        #expect(withdrawn.withdrawal == withdrawal)
        #expect(try await newsroom.story(1)?.withdrawal == withdrawal)
        #expect(try await newsroom.journal().last?.ground == .trauma)
        #expect(try await newsroom.front().isEmpty)
        for listing in [Listing.section(Section.dunia.slug), .tag(Tag.rusia.slug), .author(Person.alifia.slug)] {
            #expect(try await newsroom.home.store.read { try $0.rows(listing, before: nil, limit: 9) }.isEmpty)
        }
        #expect(
            try await newsroom.desk.bringBackStory(1, reason: "Benar.", actor: "bagus").firstPublished
                == first.firstPublished
        )
        #expect(try await newsroom.acts() == [.published, .withdrawn, .broughtBack])
        #expect(try await newsroom.journal()[1].reason == "Nama korban.")
        let revisions = try await newsroom.home.store.read { try $0.revisions(of: 1) }
        #expect(revisions.map(\.actor) == ["wire", "bagus", "bagus"])
        #expect(revisions.map(\.reason) == ["", "Nama korban.", "Benar."])
        #expect(revisions.map(\.life.state) == [.live, .withdrawn, .live])
    }

    @Test func `a story that was held comes back under its first date`() async throws {
        _ = try await newsroom.take([.sample(1)])
        let first = try #require(try await newsroom.story(1)).firstPublished
        _ = try await newsroom.take([.sample(1, status: .withheld, version: 60)])
        newsroom.clock.advance(seconds: 86_400)
        #expect(try await newsroom.desk.bringBackStory(1, reason: "Boleh.", actor: "citra").firstPublished == first)
    }

    @Test func `a number that no story has is told of`() async throws {
        let missing = NewsError(.notFound, "There is no story 7.")
        await #expect(throws: missing) { try await newsroom.desk.publishStory(7, actor: "citra") }
        await #expect(throws: missing) { try await newsroom.desk.withdrawStory(7, on: .mistake, actor: "citra") }
    }

    @Test func `a step that is not allowed changes nothing and leaves no line in the journal`() async throws {
        _ = try await newsroom.take([.sample(1), .sample(2, status: .withheld)])
        let before = try await newsroom.archive()
        for step in [
            { try await newsroom.desk.publishStory(1, actor: "citra") },
            { try await newsroom.desk.withdrawStory(2, on: .mistake, actor: "citra") },
        ] {
            await #expect(throws: NewsError.self) { try await step() }
        }
        #expect(try await newsroom.archive() == before)
        #expect(try await newsroom.journal().count == 2)
    }

    @Test func `a newspaper needs a name`() async throws {
        await #expect(throws: NewsError.self) {
            try await newsroom.desk.changeSite(Site(name: " ", language: "id", zone: .wib))
        }
        try await newsroom.desk.changeSite(.sample)
        #expect(try await newsroom.home.store.read { try $0.site() } == .sample)
    }
}
