import News
import TestSupport
import Testing

@testable import Storage

@Suite struct PreparedTextTests {
    let home: TestStore
    let now = Timestamp.sampleNow

    init() async throws { home = try await TestStore() }

    private func story(_ index: Int64, _ headline: String, _ text: String, language: String = "id") -> Story {
        var story = Story.sample(index)
        story.words.headline = headline
        story.words.lead = ""
        story.words.body = Body(text: text)
        story.words.language = language
        return story
    }

    private func insert(_ story: Story, _ prepared: PreparedText?) async throws -> Story {
        try await home.store.write { [now] in try $0.insert(story, prepared: prepared, actor: .clock, now: now) }
    }

    private func find(_ text: String) async throws -> [Int64] {
        try await home.store.read { try $0.search(text, language: "id", limit: 20).rows.map(\.row.number.rawValue) }
    }

    @Test func `a story whose text was prepared beforehand is kept as any other`() async throws {
        let story = story(1, "Presiden membacakan surat", "Kapal & <perahu> berlayar.")
        let prepared = try #require(await TextPreparer().prepare([story.copy]).first)
        let saved = try await insert(story, prepared)
        #expect(try await home.store.read { try $0.story(saved.number) } == saved)
        #expect(saved.copy == story.copy)
        let html = try await home.store.value("SELECT html FROM story_body")
        #expect(html == .text("<p>Kapal &amp; &lt;perahu&gt; berlayar.</p>"))
        #expect(try await find("bacakan kapal") == [1])
    }

    @Test func `another copy's prepared text is not used`() async throws {
        let prepared = await TextPreparer().prepare([
            story(1, "Judul lain", "Kapal berlayar.").copy, story(1, "Surat", "Kereta tiba.").copy,
            story(1, "Surat", "Kapal berlayar.", language: "en").copy,
        ])
        for (index, prepared) in prepared.enumerated() {
            let number = Int64(index + 1)
            let saved = try await insert(story(number, "Surat", "Kapal berlayar."), prepared)
            let html = try await home.store.value("SELECT html FROM story_body WHERE story = \(saved.number)")
            #expect(html == .text("<p>Kapal berlayar.</p>"))
            #expect(try await find("surat layar").first == number)
        }
        #expect(try await find("kereta").isEmpty)
        #expect(try await find("lain").isEmpty)
    }

    @Test func `an update with a prepared text takes the old words out of the index`() async throws {
        var saved = try await insert(story(1, "Surat", "Kapal berlayar."), nil)
        saved.words.body = Body(text: "Kereta tiba.")
        let prepared = try #require(await TextPreparer().prepare([saved.copy]).first)
        try await home.store.write { [now, saved] in
            _ = try $0.update(saved, prepared: prepared, actor: .clock, now: now)
        }
        #expect(try await find("kereta") == [1])
        #expect(try await find("kapal").isEmpty)
        #expect(try await home.store.value("SELECT html FROM story_body") == .text("<p>Kereta tiba.</p>"))
        #expect(try await home.store.problems { _ in true } == [])
    }

    @Test func `each copy is set in its own language, however many there are`() async throws {
        let textPreparer = TextPreparer()
        let languages = (0..<40).map { ["id", "en", "xx-\($0)"][$0 % 3] }
        let copies = languages.map { story(1, "running membaca", "x", language: $0).copy }
        let prepared = await textPreparer.prepare(copies)
        for (language, prepared) in zip(languages, prepared) {
            let stems = Stemmer(language: language).stems(of: "running membaca")
            #expect(prepared.words.headline == stems, "\(language)")
        }
    }
}
