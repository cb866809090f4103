import Editorial
import News
import Storage
import TestSupport
import Testing

/// Corrections on their way through the desk and the store.
@Suite struct CorrectStoryTests {
    private static func draft(
        _ words: String,
        _ kind: Correction.Kind = .correction,
        hidesFormer: Bool = false
    ) -> Correction.Draft {
        Correction.Draft(kind: kind, place: .above, words: words, paragraph: 0, hidesFormer: hidesFormer)
    }

    @Test func `a correction is kept with its story, in the journal and in the list`() async throws {
        let newsroom = try await NewsDesk()
        _ = try await newsroom.take([.sample(1), .sample(2)])
        newsroom.clock.advance(seconds: 60)
        let told = try await newsroom.desk.correctStory(1, Self.draft("Bukan Kim."), actor: "citra")
        newsroom.clock.advance(seconds: 60)
        _ = try await newsroom.desk.correctStory(1, Self.draft("Maksudnya lain.", .clarification), actor: "bagus")
        let story = try await #require(newsroom.story(1))
        #expect(story.corrections.map(\.words) == ["Bukan Kim.", "Maksudnya lain."])
        #expect(story.corrections.first == told.corrections.first && story.corrections.first?.paragraph != nil)
        #expect(story.corrections.map(\.actor) == ["citra", "bagus"])
        #expect(try await newsroom.acts().suffix(2) == [.corrected, .corrected])
        let entry = try await #require(newsroom.journal().last)
        #expect(entry.reason == "Maksudnya lain." && entry.topics.contains(.site))
        let store = newsroom.home.store
        let rows = try await store.read { try $0.rows(.site, before: nil, limit: 9) }
        #expect(rows.map(\.corrected) == [nil, .correction])
        // What a wire sends later takes none of it away.
        var item = WireItem.sample(1, version: 9)
        item.copy.headline = "Judul lain"
        _ = try await newsroom.take([item])
        #expect(try await newsroom.story(1)?.corrections == story.corrections)
        #expect(try await store.problems { _ in true }.isEmpty)
    }

    @Test func `corrections of one instant have an order, and a page of them has no hole`() async throws {
        let newsroom = try await NewsDesk()
        _ = try await newsroom.take((1...3).map { .sample($0) })
        for number in [1, 2, 3, 1, 2] as [StoryNumber] {
            _ = try await newsroom.desk.correctStory(number, Self.draft("Ralat \(number)."), actor: "citra")
        }
        let store = newsroom.home.store
        let all = try await store.read { try $0.corrections(before: nil, limit: 9) }
        #expect(all.map(\.story) == [2, 1, 3, 2, 1] as [StoryNumber])
        #expect(Set(all.map(\.position)).count == 5)
        let middle = all[2].position
        let (older, newer) = try await store.read {
            (try $0.corrections(before: middle, limit: 9), try $0.corrections(after: middle, limit: 9))
        }
        #expect(newer + [all[2]] + older == all)
    }

    @Test func `the list is of a section and a day, tells of a withdrawn story and of no hidden one`() async throws {
        let newsroom = try await NewsDesk()
        var politics = WireItem.sample(2)
        politics.copy.section = .politik
        _ = try await newsroom.take([.sample(1), politics, .sample(3)])
        for number in [1, 2, 3] as [StoryNumber] {
            _ = try await newsroom.desk.correctStory(number, Self.draft("Ralat \(number)."), actor: "citra")
        }
        _ = try await newsroom.desk.withdrawStory(1, on: .mistake, reason: "Keliru", actor: "citra")
        var held = WireItem.sample(3, version: 5)
        held.status = .withheld
        _ = try await newsroom.take([held])
        let store = newsroom.home.store
        let (all, politik, sections) = try await store.read { transaction in
            (
                try transaction.corrections(before: nil, limit: 9),
                try transaction.corrections(in: Section.politik.slug, before: nil, limit: 9),
                try transaction.sectionsWithCorrections(limit: 9).map(\.slug)
            )
        }
        #expect(all.map(\.story) == [2, 1] as [StoryNumber] && all.map(\.isWithdrawn) == [false, true])
        #expect(politik.map(\.story) == [2] && sections == [Section.dunia.slug, Section.politik.slug])
        let yesterday = ListPosition(Timestamp.sampleNow.adding(seconds: -90_000))..<ListPosition(.sampleNow)
        #expect(try await store.read { try $0.corrections(before: nil, within: yesterday, limit: 9) }.isEmpty)
    }

    @Test func `what readers saw is kept at each time, also where a wire wrote beside the desk`() async throws {
        let newsroom = try await NewsDesk()
        _ = try await newsroom.take([.sample(1)])
        let first = newsroom.clock.now
        let store = newsroom.home.store
        let original = try await #require(newsroom.story(1)?.published)
        newsroom.clock.advance(seconds: 60)
        // The desk writes, and meanwhile the wire gives readers another text.
        let working = try await newsroom.desk.openWorkingCopy(of: 1, actor: "citra")
        var own = working.copy
        own.headline = "Kata meja"
        _ = try await newsroom.desk.saveWorkingCopy(
            of: 1,
            own,
            madeFrom: working.base,
            as: .version(reason: ""),
            actor: "citra"
        )
        newsroom.clock.advance(seconds: 60)
        var item = WireItem.sample(1, version: 1)
        item.copy.headline = "Kata kantor berita"
        _ = try await newsroom.take([item])
        let second = newsroom.clock.now
        newsroom.clock.advance(seconds: 60)
        item.version = item.version.adding(seconds: 60)
        item.copy.headline = "Kata kantor berita lagi"
        _ = try await newsroom.take([item])
        newsroom.clock.advance(seconds: 60)
        _ = try await newsroom.desk.withdrawStory(1, on: .mistake, reason: "Keliru", actor: "citra")
        let end = newsroom.clock.now
        let seen = try await store.read { transaction in
            try [first, second.adding(milliseconds: -1), second, end.adding(milliseconds: -1), end]
                .map { try transaction.publishedText(of: 1, at: $0)?.headline }
        }
        #expect(seen == [original.headline, original.headline, "Kata kantor berita", "Kata kantor berita lagi", nil])
    }

    @Test func `a restored story has its corrections`() async throws {
        let newsroom = try await NewsDesk()
        _ = try await newsroom.take([.sample(1)])
        _ = try await newsroom.desk.correctStory(1, Self.draft("Bukan Kim.", hidesFormer: true), actor: "citra")
        let story = try await #require(newsroom.story(1))
        let other = try await NewsDesk()
        _ = try await other.desk.restoreStories(try await newsroom.export())
        let restored = try await #require(other.story(1))
        #expect(restored.corrections.map(\.words) == ["Bukan Kim."])
        #expect(restored.corrections.map(\.at) == story.corrections.map(\.at))
        #expect(restored.corrections.first?.hidesFormer == true && restored.corrections.first?.actor == .restoration)
        #expect(restored.corrections.first?.paragraph == story.corrections.first?.paragraph)
    }
}
