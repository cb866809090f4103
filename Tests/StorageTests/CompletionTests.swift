import News
import TestSupport
import Testing

@testable import Storage

/// Names that are completed while somebody types.
@Suite struct CompletionTests {
    @Test func `names begin with what is typed, however it is spelled`() async throws {
        let home = try await TestStore()
        let found = try await home.store.write { transaction in
            var story = Story.sample(1)
            story.words.tags = ["Banjir", "bandara", "Bantuan Sosial", "Élysée", "Pemilu"].map { Tag(name: $0) }
            story.words.bylines = [Byline(Person(name: "Bagus Santoso")), Byline(Person(name: "Basuki"))]
            _ = try transaction.insert(story, now: .sampleNow)
            return [
                try transaction.tagNames(beginningWith: "BAN", limit: 9),
                try transaction.tagNames(beginningWith: "ban", limit: 2),
                try transaction.tagNames(beginningWith: "ély", limit: 9),
                try transaction.tagNames(beginningWith: "%", limit: 9),
                try transaction.tagNames(beginningWith: " ", limit: 9),
                try transaction.peopleNames(beginningWith: "ba", limit: 9),
            ]
        }
        #expect(found[0] == ["bandara", "Banjir", "Bantuan Sosial"])
        #expect(found[1] == ["bandara", "Banjir"])
        #expect(found[2] == ["Élysée"] && found[3] == [] && found[4] == [])
        #expect(found[5] == ["Bagus Santoso", "Basuki"])
    }
}
