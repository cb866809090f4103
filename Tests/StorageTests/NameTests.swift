import News
import TestSupport
import Testing

@testable import Storage

/// That two names are never one for the likeness of their slugs, and that what is hidden lends nothing to pages.
@Suite struct NameTests {
    let home: TestStore
    let now = Timestamp.sampleNow

    init() async throws { home = try await TestStore() }

    private func insert(_ index: Int64, _ name: String, state: PublicState = .live) async throws -> Story {
        try await home.store.write { [now] transaction in
            var story = Story.sample(index, state: state)
            story.words.section = Section(name: name)
            story.words.tags = [Tag(name: name)]
            story.words.bylines = [Byline(Person(name: name)), Byline(Person(name: name), as: .editor)]
            let saved = try transaction.insert(story, now: now)
            #expect(try transaction.story(saved.number) == saved)
            return saved
        }
    }

    private func names(_ story: Story) -> Set<String> {
        Set([story.copy.section.name] + story.copy.tags.map(\.name) + story.copy.bylines.map(\.person.name))
    }

    private func slugs(_ story: Story) -> [Slug] {
        [story.copy.section.slug] + story.copy.tags.map(\.slug) + story.copy.bylines.map(\.person.slug)
    }

    @Test(arguments: [
        ["Иван Петров (AFP)", "王小明 (AFP)", "AFP"], ["Pelé", "Pele"], ["C++", "C#", "C"],
        ["Partai A/B", "Partai A B"],
    ])
    func `names that share a slug are told apart, in both orders`(names: [String]) async throws {
        for (index, name) in names.enumerated() {
            let story = try await insert(Int64(index), name)
            #expect(self.names(story) == [name])
            #expect(slugs(story).allSatisfy { $0.rawValue.utf8.count <= Slug.longest })
        }
        let stories = try await home.store.read { try $0.stories(after: StoryNumber(rawValue: 0), limit: 9) }
        #expect(stories.map { self.names($0) } == names.map { [$0] })
        #expect(Set(stories.flatMap { slugs($0) }).count == names.count)
        for story in stories {
            let rows = try await home.store.read { transaction in
                try [Listing.section(story.copy.section.slug), .tag(story.copy.tags[0].slug)]
                    .map { try transaction.rows($0, before: nil, limit: 9).map(\.number) }
            }
            #expect(rows == [[story.number], [story.number]])
        }
        #expect(try await home.store.problems { _ in true } == [])
    }

    @Test(arguments: [
        ["Jokowi", "JOKOWI", "jokowi"], ["Việt Nam", "Vi\u{1EC7}t Nam", "Vie\u{323}\u{302}t Nam", "VIỆT  NAM"],
        ["Sari Dewi", "Sari\u{200B} Dewi", "Sari\u{A0}Dewi"],
    ])
    func `case, composition, white space and what cannot be seen make no other name`(spellings: [String]) async throws {
        var slugs: Set<Slug> = []
        for (index, name) in spellings.enumerated() {
            let story = try await insert(Int64(index), name)
            #expect(names(story) == [spellings[0]])
            slugs.formUnion(self.slugs(story))
        }
        #expect(slugs.count == 1)
    }

    @Test func `a slug stays when a name before it is gone from every page`() async throws {
        let first = try await insert(1, "AFP")
        let second = try await insert(2, "AFP!")
        try await home.store.write { [now] transaction in
            var hidden = first
            _ = try hidden.withdraw(on: .mistake, because: "Keliru.", by: "citra", at: now)
            try transaction.update(hidden, now: now)
        }
        #expect(slugs(try await insert(3, "AFP!")) == slugs(second))
        #expect(slugs(second)[0].rawValue.hasPrefix("afp-"))
    }

    @Test func `a hidden story lends its spelling to no page, and keeps it for itself`() async throws {
        let draft = try await insert(1, "RAHASIA Besar", state: .never)
        var waiting = Story.sample(2, state: .scheduled)
        waiting.embargoedUntil = now.adding(seconds: 60)
        waiting.words.section = Section(name: "Rahasia BESAR")
        waiting.words.tags = [Tag(name: "Rahasia BESAR")]
        let embargoed = try await home.store.write { [now, waiting] in try $0.insert(waiting, now: now) }
        #expect(try await home.store.read { try $0.sections(limit: 9) }.isEmpty)
        let released = try await home.store.write { [now] transaction in
            var story = embargoed
            _ = story.release(at: now.adding(seconds: 60))
            return try transaction.release(story, now: now.adding(seconds: 60))
        }
        #expect(released.copy.section.name == "Rahasia BESAR")
        #expect(try await home.store.read { try $0.sections(limit: 9) }.map(\.name) == ["Rahasia BESAR"])
        #expect(try await home.store.read { try $0.tag(Tag(name: "rahasia besar").slug) }?.name == "Rahasia BESAR")
        #expect(names(try await insert(3, "Rahasia besar")).contains("Rahasia BESAR"))
        #expect(try await home.store.read { try $0.story(draft.number) } == draft)
        #expect(names(draft) == ["RAHASIA Besar"])
    }
}
