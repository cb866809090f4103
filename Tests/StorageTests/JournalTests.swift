import News
import TestSupport
import Testing

@testable import Storage

@Suite struct JournalTests {
    let home: TestStore
    let now = Timestamp.sampleNow

    init() async throws { home = try await TestStore() }

    private func entry(_ act: JournalEntry.Act, _ topics: Set<Topic>) -> JournalEntry {
        JournalEntry(
            at: now,
            act: act,
            story: StoryNumber(rawValue: 1),
            actor: "citra",
            reason: "Sebab \"ini\"",
            topics: topics
        )
    }

    @Test func `lines come back in order, with every field`() async throws {
        let topics: Set<Topic> = [
            .site, .section(Section.dunia.slug), .tag(Tag.koreaUtara.slug), .author(Person.alifia.slug),
            .story(StoryNumber(rawValue: 1)),
        ]
        let entries = JournalEntry.Act.allCases.map { entry($0, topics) }
        let sequences = try await home.store.write { [now] transaction in
            _ = try transaction.insert(.sample(1), now: now)
            return try entries.map { try transaction.append($0) }
        }
        #expect(sequences == (1...Int64(entries.count)).map(\.self))
        let read = try await home.store.read { try $0.journal(after: 1, limit: 3) }
        #expect(read.map(\.sequence) == [2, 3, 4])
        #expect(read.map(\.act) == [.published, .updated, .corrected])
        let all = try await home.store.read { try $0.journal(after: 0, limit: 99) }
        #expect(all.map(\.act) == JournalEntry.Act.allCases)
        // A program of the version before knows each act by the name in this column.
        let former = try await home.store.value("SELECT count(*) FROM journal WHERE act = 'corrected'")
        #expect(former == 0)
        #expect(read.first?.topics == topics)
        #expect(read.first?.reason == "Sebab \"ini\"")
        #expect(read.first?.at == now)
        #expect(try await home.store.read { try $0.journalEnd().sequence } == Int64(entries.count))
    }

    @Test func `an empty journal ends at 0`() async throws {
        #expect(try await home.store.read { try $0.journalEnd().sequence } == 0)
        #expect(try await home.store.read { try $0.journal(after: 0, limit: 9) }.isEmpty)
    }

    @Test(arguments: [
        "UPDATE journal SET actor = 'nobody'", "DELETE FROM journal", "DELETE FROM journal WHERE sequence = 1",
        "REPLACE INTO journal (sequence, at, act, story, actor, reason, topics) VALUES (1, 0, 'held', 1, 'x', '', '')",
        "INSERT INTO journal (site, at, act, story, actor, reason, topics) VALUES (1, 0, 'burnt', 1, 'x', '', '')",
        "INSERT INTO journal (site, at, act, story, actor, reason, topics) VALUES (1, 0, 'held', 99, 'x', '', '')",
        "INSERT INTO journal (site, at, act, story, actor, reason, topics) VALUES (1, 0, 'held', 1, '', '', '')",
    ])
    func `nobody can change what the journal says`(sql: String) async throws {
        try await home.store.write { [now, entry = entry(.published, [.site])] transaction in
            _ = try transaction.insert(.sample(1), now: now)
            try transaction.append(entry)
        }
        await #expect(throws: (any Error).self) { try await home.store.raw(sql) }
        #expect(try await home.store.read { try $0.journal(after: 0, limit: 9) }.map(\.actor) == ["citra"])
    }
}
