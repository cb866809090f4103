import News
import TestSupport
import Testing

@testable import Storage

/// What shows a little of a story reads a little of it.
@Suite struct OpeningTests {
    private let home: TestStore

    init() async throws { home = try await TestStore() }

    private func save(_ index: Int64, state: PublicState = .live, text: String) async throws -> Story {
        try await home.store.write { transaction in
            var story = Story.sample(index, state: state)
            story.words.body = Body(text: text)
            return try transaction.insert(story, now: .sampleNow)
        }
    }

    @Test func `of a long text the beginning stands in plain words before it, of a short one nothing`() async throws {
        let long = try await save(1, text: String(repeating: "kata yang <tebal> & ", count: 20_000))
        let short = try await save(2, text: "Pendek <saja>.")
        let openings = try await home.store.read { transaction in
            try [long, short].map { try transaction.opening(of: $0.number) }
        }
        #expect(
            openings[0].utf8.count == PreparedText.openingLength && openings[0].hasPrefix("kata yang <tebal> & kata")
        )
        #expect(openings[1] == "Pendek <saja>.")
        #expect(try await home.store.value("SELECT count(*) FROM story_body WHERE opening IS NULL") == .integer(1))
        try await home.store.write { transaction in
            var changed = long
            changed.words.body = Body(text: "Kini pendek.")
            try transaction.update(changed, now: .sampleNow)
        }
        #expect(try await home.store.read { try $0.opening(of: long.number) } == "Kini pendek.")
    }

    @Test func `a search shows an excerpt of a long story without reading it`() async throws {
        let much = String(repeating: "isi ", count: 90_000)
        let text = "Awal. " + much.prefix(800) + "gempa " + much
        let story = try await save(1, text: text)
        try await home.store.unguarded("UPDATE story_body SET html = '<broken' WHERE story = \(story.number)")
        let found = try await home.store.read { try $0.search("gempa", language: "id", limit: 5) }
        #expect(found.rows.first?.excerpt.contains(TextRun("gempa", marked: true)) == true)
    }

    @Test func `where readers find a story is told by one small row`() async throws {
        let text = String(repeating: "isi ", count: 90_000)
        let stories = [
            try await save(1, text: text), try await save(2, state: .never, text: text), try await save(3, text: text),
        ]
        try await home.store.write { transaction in
            var withdrawn = stories[2]
            withdrawn.state = .withdrawn
            withdrawn.withdrawal = Story.Withdrawal(at: .sampleNow, reason: "")
            try transaction.update(withdrawn, now: .sampleNow)
        }
        // Were a text read, it would be found to be damaged.
        try await home.store.unguarded("UPDATE story_body SET opening = NULL, html = '<broken'")
        let addresses = try await home.store.read { transaction in
            try (1...4).map { try transaction.readersAddress(of: StoryNumber(rawValue: $0)) }
        }
        #expect(addresses == [stories[0].address, nil, stories[2].address, nil])
        let bare = try await home.store.read { try $0.publishedStory(StoryNumber(rawValue: 1), withBody: false) }
        var expected = stories[0].copy
        expected.body = Body(blocks: [])
        #expect(bare?.copy == expected && bare?.life == stories[0].life)
    }
}
