import News
import TestSupport
import Testing

@testable import Storage

@Suite struct SaveTests {
    let home: TestStore
    let now = Timestamp.sampleNow

    init() async throws { home = try await TestStore() }

    private func insert(_ story: Story) async throws -> Story {
        try await home.store.write { [now] in try $0.insert(story, now: now) }
    }

    private func load(_ story: Story) async throws -> Story? {
        try await home.store.read { try $0.story(story.number) }
    }

    @Test(arguments: PublicState.allCases)
    func `every field of a story comes back as it was saved`(state: PublicState) async throws {
        var story = Story.sample(1, state: state)
        story.contentCreated = now.adding(seconds: -90_000)
        story.embargoedUntil = now.adding(seconds: -100)
        story.updated = now.adding(seconds: -50)
        story.formerPaths = ["/lama/1.html", "/?p=1"]
        let saved = try await insert(story)
        #expect(try await load(saved) == saved)
        #expect(saved.copy == story.copy)
        #expect(saved.formerPaths == story.formerPaths)
        #expect((saved.position != nil) == (state == .live))
        #expect(try await home.store.read { try $0.story(uri: saved.uri) } == saved)
    }

    @Test func `words that look like SQL or markup are only words`() async throws {
        var story = Story.sample(1)
        let hostile = "Robert'); DROP TABLE story;-- \"<b>\" \u{0} \u{202E} 😀 %_"
        story.words.headline = hostile
        story.words.lead = hostile
        story.words.tags = [Tag(slug: Slug("aman", fallback: ""), name: hostile)]
        story.formerPaths = ["/'; DELETE FROM journal; --"]
        let saved = try await insert(story)
        let loaded = try #require(try await load(saved))
        let kept = hostile.replacing("\u{0}", with: "")
        #expect([loaded.copy.headline, loaded.copy.lead, loaded.copy.tags[0].name] == [kept, kept, kept])
        #expect(
            try await home.store.read { try $0.story(formerlyAt: #require(FormerPath("/'; DELETE FROM journal; --"))) }
                == saved.number
        )
    }

    @Test func `numbers ascend, a free one that is asked for is given, a taken one is not`() async throws {
        let first = try await insert(.sample(1))
        let asked = try await insert(Story.sample(2).numbered(StoryNumber(rawValue: 543_934)))
        let taken = try await insert(Story.sample(3).numbered(StoryNumber(rawValue: 543_934)))
        #expect([first, asked, taken].map(\.number.rawValue) == [1, 543_934, 543_935])
    }

    @Test func `a second story with the same uri is refused`() async throws {
        _ = try await insert(.sample(1))
        let error = await #expect(throws: NewsError.self) { try await insert(.sample(1)) }
        #expect(error?.code == .conflict)
    }

    @Test func `stories of one millisecond stand in different places`() async throws {
        let time = now.adding(seconds: -60)
        let saved = try await home.store.write { [now] transaction in
            try (1...50).map { try transaction.insert(.sample($0, at: time), now: now).position }
        }
        #expect(Set(saved.compactMap(\.self)).count == 50)
        #expect(saved.compactMap { $0?.time } == Array(repeating: time, count: 50))
    }

    @Test func `when a millisecond is full the next one is used, and a gap first`() async throws {
        let time = now.adding(seconds: -60)
        let stories = try await home.store.write { [now] transaction in
            try (1...3).map { try transaction.insert(.sample($0, at: time), now: now) }
        }
        let last = ListPosition(time, slot: ListPosition.slots - 1).rawValue
        try await home.store.raw("UPDATE story SET position = \(last) WHERE number = \(stories[2].number)")
        let gap = try await insert(.sample(4, at: time))
        #expect(gap.position == ListPosition(Timestamp(milliseconds: time.milliseconds + 1)))
    }

    @Test func `a stale save is refused, and both texts are kept`() async throws {
        let read = try await insert(.sample(1))
        var mine = read
        mine.words.headline = "Naskah saya"
        var theirs = read
        theirs.words.headline = "Naskah mereka"
        try await home.store.write { [now, theirs] in _ = try $0.update(theirs, actor: "citra", now: now) }
        let refused = mine
        let error = await #expect(throws: NewsError.self) {
            try await home.store.write { [now] in _ = try $0.update(refused, actor: "bagus", now: now) }
        }
        #expect(error?.code == .conflict)
        #expect(try await load(read)?.copy.headline == "Naskah mereka")
        #expect(refused.copy.headline == "Naskah saya")
        #expect(try await home.store.read { try $0.revisions(of: read.number) }.first?.copy == read.copy)
        #expect(try await home.store.read { try $0.revisions(of: read.number) }.map(\.actor) == ["citra", "citra"])
    }

    @Test func `each version is kept with its own author, time and reason, the present one included`() async throws {
        var story = try await insert(.sample(1))
        var versions = [story]
        for (index, actor) in [Actor.member("bagus"), .wire("afp")].enumerated() {
            story.words.headline = "Versi \(index)"
            story.words.section = .politik
            story.words.tags = [.pemilu]
            story.wire = WireStamp(version: now, edition: "\(index)", fingerprint: .min + Int64(index))
            story = try await home.store.write { [now, story] in
                try $0.update(story, actor: actor, reason: "ejaan", now: now.adding(seconds: Int64(index) + 1))
            }
            versions.append(story)
        }
        let revisions = try await home.store.read { [story] in try $0.revisions(of: story.number) }
        #expect(revisions.map(\.copy) == versions.map(\.copy))
        #expect(revisions.map(\.life) == versions.map(\.life))
        #expect(revisions.map(\.version) == [1, 2, 3])
        #expect(revisions.map(\.actor) == ["citra", "bagus", "wire:afp"])
        #expect(revisions.map(\.reason) == ["", "ejaan", "ejaan"])
        #expect(revisions.map(\.savedAt) == (0...2).map { now.adding(seconds: $0) })
        #expect(try await home.store.value("SELECT count(*) FROM revision_text") == .integer(2))
        #expect(try await load(story) == story)
        #expect(story.version == 3)
    }

    @Test func `a story keeps its place while its date stays, and moves with it`() async throws {
        var story = try await insert(.sample(1))
        let place = story.position
        story.words.headline = "Judul baru"
        story = try await home.store.write { [now, story] in try $0.update(story, now: now) }
        #expect(story.position == place)
        story.firstPublished = story.firstPublished.adding(seconds: -3_600)
        story = try await home.store.write { [now, story] in try $0.update(story, now: now) }
        #expect(story.position?.time == story.firstPublished)
        (story.embargoedUntil, story.state) = (now.adding(seconds: 60), .scheduled)
        story = try await home.store.write { [now, story] in try $0.update(story, now: now) }
        #expect(story.position == nil)
    }

    @Test func `a name's first spelling stays, and nothing is named twice`() async throws {
        _ = try await insert(.sample(1))
        var story = Story.sample(2)
        story.words.section = Section(name: "DUNIA")
        story.words.tags = [Tag(name: "RUSIA"), .rusia, .pemilu]
        story.words.bylines = [
            Byline(Person(name: "ALIFIA DWI RAMANDHITA")), Byline(.alifia), Byline(.alifia, as: .editor),
        ]
        let saved = try await insert(story)
        #expect(saved.copy.section == .dunia)
        #expect(saved.copy.tags == [.rusia, .pemilu])
        #expect(saved.copy.bylines == [Byline(.alifia), Byline(.alifia, as: .editor)])
        #expect(try await load(saved) == saved)
        let listed = try await home.store.read { try $0.rows(.author(Person.alifia.slug), before: nil, limit: 9) }
        #expect(listed.map(\.number) == [saved.number, StoryNumber(rawValue: 1)])
    }

    @Test func `a former path belongs to the story that had it first`() async throws {
        var first = Story.sample(1)
        first.formerPaths = ["/lama"]
        let kept = try await insert(first)
        var second = Story.sample(2)
        second.formerPaths = ["/lama", "/baru", "https://elsewhere.example/x"]
        #expect(try await insert(second).formerPaths == ["/baru"])
        #expect(try await home.store.read { try $0.story(formerlyAt: #require(FormerPath("/lama"))) } == kept.number)
        #expect(try await home.store.read { try $0.story(formerlyAt: #require(FormerPath("/tidak-ada"))) } == nil)
    }

    @Test func `an unknown story cannot be saved over`() async throws {
        let error = await #expect(throws: NewsError.self) {
            try await home.store.write { [now] in _ = try $0.update(.sample(1), now: now) }
        }
        #expect(error?.code == .notFound)
    }

    @Test(arguments: [
        "INSERT INTO story_body (story, html) VALUES (99, '')",
        "UPDATE story SET public_state = 'burnt'",
        "UPDATE story SET public_state = 'never'",
        "UPDATE story SET decided_by = 'nobody'",
        "UPDATE story SET lead = NULL",
        "UPDATE story SET published_version = 0",
        "UPDATE story_byline SET role = 'poet'",
        "INSERT INTO working_copy (story, stage, save, made_from, writer, saved_at, text) VALUES (1, 'lost', 1, 1, 'x', 0, '')",
        "UPDATE story SET urgency = 10",
        "UPDATE story SET headline = ''",
        "UPDATE story SET section = 99",
        "UPDATE story SET withdrawn_at = 5",
        "UPDATE story SET public_state = 'withdrawn', position = NULL",
        "UPDATE story SET version = 'two'",
        "DELETE FROM story",
        "UPDATE revision SET actor = 'member:citra'",
        "DELETE FROM revision",
        "UPDATE revision_text SET text = ''",
        "DELETE FROM revision_text",
        "INSERT INTO revision_text (story, version, text) VALUES (1, 9, '')",
    ])
    func `the schema refuses what would break it`(sql: String) async throws {
        let story = try await insert(.sample(1))
        try await home.store.write { [now] in _ = try $0.update(story, now: now) }
        await #expect(throws: (any Error).self) { try await home.store.raw(sql) }
    }

    @Test func `an export meets every story once, by number`() async throws {
        for index in 1...7 {
            _ = try await insert(.sample(Int64(index), state: PublicState.allCases[index % PublicState.allCases.count]))
        }
        var met: [Story] = []
        while true {
            let batch = try await home.store.read { [met] in
                try $0.stories(after: met.last?.number ?? StoryNumber(rawValue: 0), limit: 3)
            }
            if batch.isEmpty { break }
            met += batch
        }
        #expect(met.map(\.number.rawValue) == [1, 2, 3, 4, 5, 6, 7])
        #expect(met.allSatisfy { $0.copy.tags.count == 2 && $0.copy.bylines.count == 2 && $0.copy.pictures.count == 1 })
    }
}
