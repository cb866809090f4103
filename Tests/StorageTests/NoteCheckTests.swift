import News
import TestSupport
import Testing

@testable import Storage

/// That `warta check` sees what is wrong with notes, that their questions are searches, and that no question of readers asks
/// for them.
@Suite struct NoteCheckTests {
    let home: ListeningStore

    /// Story 1 has a note on its first word, and an answer to it; story 2 has a note on the whole text.
    init() async throws {
        home = try await ListeningStore()
        try await home.store.write { transaction in
            for number in [1, 2] as [Int64] {
                _ = try transaction.insert(.sample(number, state: .never), now: .sampleNow)
            }
            let member = try transaction.addMember(NewMember(name: "Citra Lestari", email: .citra, role: .reporter))
            let head = try #require(try transaction.outline(of: Self.one)).text.head
            func add(_ story: StoryNumber, to parent: Int64? = nil, _ place: TextNote.Place? = nil) throws -> Int64 {
                try transaction.addNote(
                    "Cek.",
                    on: story,
                    answering: parent,
                    quote: place == nil ? nil : "A",
                    place: place,
                    by: member.number,
                    mentioning: [member.number],
                    from: nil,
                    at: .sampleNow
                )
            }
            let note = try add(Self.one, TextNote.Place(epoch: head.epoch, range: 1..<2))
            _ = try add(Self.one, to: note)
            _ = try add(StoryNumber(rawValue: 2))
        }
    }

    private static let one = StoryNumber(rawValue: 1)

    @Test func `what is whole has no problem`() async throws {
        #expect(try await home.store.problems { _ in true } == [])
        let notes = try await home.store.read { try $0.notes(on: Self.one) }
        #expect(notes.count == 1 && notes[0].replies.count == 1 && notes[0].opening.mentioned.count == 1)
    }

    @Test(arguments: [
        ("UPDATE note SET last = 9999999 WHERE number = 1", "the words of the note 1 lie outside its text"),
        ("UPDATE note SET epoch = 77 WHERE number = 1", "the words of the note 1 lie outside its text"),
        ("UPDATE note SET story = 2 WHERE number = 2", "the answer 2 is about a note that is none of it"),
    ])
    func `damage is told`(damage: String, sentence: String) async throws {
        try await home.store.raw(damage)
        let problems = try await home.store.problems { _ in true }
        #expect(problems.contains { $0.hasPrefix("Story ") && $0.contains(sentence) }, "\(problems)")
    }

    @Test(arguments: [
        "DELETE FROM note WHERE number = 3", "UPDATE note SET text = '' WHERE number = 1",
        "UPDATE note SET first = NULL WHERE number = 1", "UPDATE note SET last = first WHERE number = 1",
        "UPDATE note SET resolved_at = 7 WHERE number = 1", "UPDATE note SET quote = 'x' WHERE number = 2",
    ])
    func `the schema refuses what is no note`(statement: String) async throws {
        await #expect(throws: (any Error).self) { try await home.store.raw(statement) }
    }

    @Test func `each question about notes is a search`() async throws {
        let client = try #require(WritingClient("halaman00000000000"))
        let member = MemberNumber(rawValue: 1)
        let plans = try await home.plans { transaction in
            _ = try transaction.outline(of: Self.one)
            _ = try transaction.notes(on: Self.one)
            _ = try transaction.noteAnchors(of: Self.one)
            _ = try transaction.noteCounts(of: Self.one)
            _ = try transaction.sentNote(on: Self.one, by: member, client, 1)
        }
        #expect(plans.count >= 6)
        for step in plans.flatMap(\.steps) {
            #expect(!step.hasPrefix("SCAN") && !step.contains("TEMP B-TREE"), "\(step)")
        }
    }

    @Test func `a batch in a story without open notes asks for none and writes none`() async throws {
        let plans = try await home.plans { _ = try $0.outline(of: Self.one) }
        #expect(plans.count == 1)
        let outlines = try await home.store.read { transaction in
            try [1, 2].map { try #require(try transaction.outline(of: StoryNumber(rawValue: $0))) }
        }
        #expect(outlines.map(\.hasOpenNotes) == [true, true])
        #expect(outlines.map(\.newestNote) == [2, 1])
        try await home.store.raw("UPDATE note SET resolved_by = 1, resolved_at = 1 WHERE number = 1")
        #expect(try await home.store.read { try $0.outline(of: Self.one)?.hasOpenNotes } == false)
    }
}
