import News
import TestSupport
import Testing

@testable import Storage

/// That `warta check` sees what is wrong with a shared text, and that its questions are searches.
@Suite struct SharedTextCheckTests {
    let home: ListeningStore

    /// Story 1 has a batch that its working copy holds, and one that it does not.
    init() async throws {
        home = try await ListeningStore()
        let client = try #require(WritingClient("halaman00000000000"))
        try await home.store.write { transaction in
            _ = try transaction.insert(.sample(1, state: .never), now: .sampleNow)
            let member = try transaction.addMember(
                NewMember(name: "Citra Lestari", email: .citra, role: .reporter)
            )
            for version in 1...2 {
                let outline = try #require(try transaction.outline(of: Self.one))
                let batch = Batch(
                    point: outline.text.head.next,
                    client: client,
                    sequence: version,
                    writer: Writer(member),
                    at: .sampleNow,
                    steps: #"[{"stepType":"replace","from":1,"to":1,"slice":{"content":[{"type":"text","text":"x"}]}}]"#
                )
                try transaction.add(batch, to: outline)
                guard version == 1 else { continue }
                var story = try #require(try transaction.story(Self.one))
                let (text, document) = try transaction.sharedDocument(of: Self.one)
                story.catchUp(with: document.body, by: member.actor, at: .sampleNow)
                try transaction.saveWorkingCopy(of: story, actor: member.actor, now: .sampleNow)
                try transaction.keepStored(document, at: text, of: story)
            }
        }
    }

    private static let one = StoryNumber(rawValue: 1)

    @Test func `what is whole has no problem`() async throws {
        #expect(try await home.store.problems { _ in true } == [])
        let (text, document) = try await home.store.read { try $0.sharedDocument(of: Self.one) }
        #expect(text.head.version == 2 && text.stored == 1)
        #expect(document.body.text.hasPrefix("xx"))
    }

    @Test(arguments: [
        ("UPDATE shared_batch SET steps = '[7]' WHERE version = 2", "its batch 0.2 cannot be read"),
        (
            "UPDATE shared_batch SET steps = replace(steps, ':1', ':999999') WHERE version = 2",
            "what was written together"
        ),
        ("UPDATE shared_text SET document = '{}'", "its shared text cannot be read"),
        ("DELETE FROM shared_batch WHERE version = 2", "batches of its shared text are missing"),
        ("UPDATE story SET working_saves = 9 WHERE number = 1", "that its working copy never had"),
        (
            "DELETE FROM shared_batch WHERE version = 2; UPDATE shared_text SET version = 1, "
                + "document = replace(document, '\"x', '\"y')",
            "its working copy differs from its shared text"
        ),
    ])
    func `damage is told`(damage: String, sentence: String) async throws {
        try await home.store.raw(damage)
        let problems = try await home.store.problems { _ in true }
        #expect(problems.contains { $0.hasPrefix("Story 1: ") && $0.contains(sentence) }, "\(problems)")
    }

    @Test func `each question of a batch is a search`() async throws {
        let client = try #require(WritingClient("halaman00000000000"))
        let plans = try await home.plans { transaction in
            let outline = try #require(try transaction.outline(of: Self.one))
            let old = SharedText.Point(epoch: outline.text.head.epoch, version: 1)
            _ = try transaction.batches(of: Self.one, after: old, upTo: 9)
            _ = try transaction.batch(of: Self.one, epoch: old.epoch, client, 1)
            _ = try transaction.isAhead(Self.one)
            _ = try transaction.storiesAhead(quietSince: .sampleNow, now: .sampleNow, limit: 9)
            _ = try transaction.rescuedTexts(of: Self.one)
            _ = try transaction.openFields(of: Self.one)
            _ = try transaction.sharedDocument(of: Self.one)
        }
        #expect(plans.count >= 7)
        for step in plans.flatMap(\.steps) {
            #expect(!step.hasPrefix("SCAN") && !step.contains("TEMP B-TREE"), "\(step)")
        }
    }

    @Test func `the facts of an outline are those of the story`() async throws {
        for state in PublicState.allCases {
            let number = try await home.store.write { try $0.insert(.sample(9, state: state), now: .sampleNow).number }
            let (outline, story, beginner) = try await home.store.read { transaction in
                (
                    try #require(try transaction.outline(of: number)), try #require(try transaction.story(number)),
                    try transaction.beginner(of: number)
                )
            }
            let member = Member.sample(.editor)
            #expect(
                outline.facts(for: member, at: .sampleNow)
                    == StoryFacts(story, begunBy: beginner, StoryTask(), for: member, at: .sampleNow),
                "\(state)"
            )
            try await home.store.raw("UPDATE story SET uri = 'x' || number WHERE number = \(number)")
        }
    }
}
