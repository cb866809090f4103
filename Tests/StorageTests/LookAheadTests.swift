import News
import TestSupport
import Testing

@testable import Storage

/// What is looked up for many stories at once: it saves questions, and changes nothing.
@Suite struct LookAheadTests {
    let home: TestStore
    let now = Timestamp.sampleNow

    init() async throws { home = try await TestStore() }

    private func add(_ stories: [Story], lookingAhead: Bool) async throws -> [Story] {
        try await home.store.write { [now] transaction in
            if lookingAhead { try transaction.lookAhead(to: stories) }
            return try stories.map { try transaction.add($0, actor: "citra", now: now) }
        }
    }

    @Test func `stories of one instant have positions one after another, also after those that are stored`()
        async throws
    {
        let time = now.adding(seconds: -60)
        let stored = try await add([.sample(1, at: time), .sample(2, at: time)], lookingAhead: false)
        let more = try await add((3...140).map { .sample($0, at: time) }, lookingAhead: true)
        let first = try #require(stored.first?.position).rawValue
        let positions = (stored + more).compactMap(\.position?.rawValue)
        #expect(positions == Array(first..<first + 140))
    }

    @Test func `a uri that was taken meanwhile in the same transaction is not free`() async throws {
        let error = await #expect(throws: NewsError.self) {
            _ = try await add([.sample(1), .sample(1)], lookingAhead: true)
        }
        #expect(error?.code == .conflict)
    }

    @Test func `what is known under a uri is as if it were asked for`() async throws {
        let stored = try await add([.sample(1), .sample(2)], lookingAhead: false)
        let stop = WireStop(
            status: .canceled,
            fingerprint: 1,
            until: now,
            edition: "",
            made: now,
            reason: "ditarik"
        )
        try await home.store.write { [now] transaction in
            let stories = stored + [.sample(3), .sample(4)]
            try transaction.lookAhead(to: stories)
            // A kill of a story that has not come, and one of another that is looked ahead to.
            for uri in ["tag:baru", Story.sample(4).uri] { try transaction.remember(stop, uri: uri) }
            for uri in stories.map(\.uri) + ["tag:baru"] {
                let (known, stored) = try (transaction.knownFacts(uri: uri), transaction.wireFacts(uri: uri))
                #expect(known == stored)
            }
            let added = try transaction.add(.sample(3), actor: "citra", now: now)
            let known = try transaction.knownFacts(uri: added.uri).known
            #expect(known?.number == added.number)
        }
    }

    @Test func `names that were looked up are the stored ones, and missing ones are made once`() async throws {
        var shouted = Story.sample(2)
        shouted.words.tags = shouted.words.tags.map { Tag(slug: $0.slug, name: $0.name.uppercased()) }
        let first = try await add([.sample(1)], lookingAhead: true)[0]
        let second = try await add([shouted], lookingAhead: true)[0]
        #expect(second.copy.tags == first.copy.tags)
        #expect(try await home.store.value("SELECT count(*) FROM tag") == .integer(Int64(first.copy.tags.count)))
    }

    @Test func `what was looked ahead to is not asked for again, story by story`() async throws {
        let listening = try await ListeningStore()
        let stories = (1...100 as ClosedRange<Int64>).map { Story.sample($0) }
        let saved = try await listening.store.write { [now] transaction in
            try transaction.lookAhead(to: stories)
            return try stories.map { try transaction.add($0, actor: "citra", now: now).number }
        }
        #expect(saved.count == 100)
        let questions: Set = [
            NameTable.section.knownQuery, NameTable.tag.knownQuery, NameTable.person.knownQuery,
            WriteTransaction.lastQuery, WriteTransaction.takenQuery,
            "SELECT number FROM story WHERE site = $1 AND uri = $2",
        ]
        let asked = listening.asked.filter(questions.contains)
        #expect(asked == [])
    }

    @Test func `whatever is looked up is found by an index, however large the archive`() async throws {
        let listening = try await ListeningStore()
        let plans = try await listening.plansOfWriting { try $0.lookAhead(to: [.sample(1), .sample(2)]) }
        #expect(plans.count >= 5)
        for step in plans.flatMap(\.steps) {
            let isWhole = ["story", "story_tag", "story_byline", "tag", "person", "wire_stop"].contains {
                step == "SCAN \($0)" || step.hasPrefix("SCAN \($0) ")
            }
            #expect(!isWhole, "\(step)")
        }
    }
}
