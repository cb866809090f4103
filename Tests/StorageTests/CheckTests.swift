import News
import TestSupport
import Testing

@testable import Storage

@Suite struct CheckTests {
    let home: TestStore

    init() async throws {
        home = try TestStore()
        try await home.store.write { transaction in
            for (index, state) in [PublicState.never, .live, .withdrawn].enumerated() {
                let story = try transaction.insert(.sample(Int64(index) + 1, state: state), now: .sampleNow)
                try transaction.append(
                    JournalEntry(at: .sampleNow, act: .filed, story: story.number, actor: "wire", topics: story.topics)
                )
            }
        }
    }

    @Test func `a sound store has no problems`() async throws {
        #expect(try await home.store.problems { $0 == Picture.sample.digest } == [])
        #expect(try await home.store.read { try $0.problems { _ in true } } == [])
    }

    @Test(arguments: [
        ("PRAGMA foreign_keys = OFF; DELETE FROM picture", "that does not exist"),
        ("DROP INDEX story_due", "lacks story_due"),
        ("DROP TRIGGER journal_is_not_deleted", "lacks journal_is_not_deleted"),
        ("UPDATE schema_version SET version = 0", "The schema is version 0"),
        (
            "DROP TRIGGER journal_is_not_deleted; DELETE FROM journal WHERE sequence = 2; "
                + "CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal BEGIN SELECT 1; END",
            "The journal lacks lines between 1 and 3"
        ),
        (
            "INSERT INTO journal (at, act, story, actor, reason, topics) VALUES (0, 'held', 1, 'x', '', 'moon:1')",
            "a topic"
        ),
        ("INSERT INTO journal (at, act, story, actor, reason, topics) VALUES (0, 'held', 1, 'x', '', '')", "an actor"),
        (
            "DROP TRIGGER revision_is_not_deleted; PRAGMA foreign_keys = OFF; DELETE FROM revision WHERE story = 2; "
                + "CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON revision BEGIN SELECT 1; END",
            "Story 2: its revisions are not the versions 1 to 1"
        ),
        ("UPDATE story SET version = 2 WHERE number = 2", "Story 2: its revisions are not the versions 1 to 2"),
        (
            "INSERT INTO revision (story, version, saved_at, actor, reason) VALUES (2, 2, 0, 'clock', ''); "
                + "UPDATE story SET version = 2 WHERE number = 2",
            "is not kept whole"
        ),
        (
            "INSERT INTO revision (story, version, saved_at, actor, reason) VALUES (2, 2, 0, 'clock', ''); "
                + "INSERT INTO revision_text (story, version, text) VALUES (2, 1, '{}'); "
                + "UPDATE story SET version = 2 WHERE number = 2",
            "its version 1 cannot be read"
        ),
        (
            "DROP TRIGGER revision_is_not_changed; UPDATE revision SET actor = 'x' WHERE story = 2; "
                + "CREATE TRIGGER revision_is_not_changed BEFORE UPDATE ON revision BEGIN SELECT 1; END",
            "its version 1 names an actor that cannot be read"
        ),
        ("DELETE FROM working_copy", "Story 1: it has no text"),
        ("UPDATE working_copy SET text = '{}'", "Story 1: its working copy cannot be read"),
        ("UPDATE working_copy SET writer = 'x'", "Story 1: its working copy's stage or writer"),
        ("UPDATE story_body SET html = '<p>a<script>alert(1)</script></p>' WHERE story = 2", "Story 2: its body"),
        ("UPDATE story_body SET html = '<p>tidak tertutup' WHERE story = 2", "Story 2: its body"),
        (
            "PRAGMA ignore_check_constraints = ON; UPDATE story SET public_state = 'never' WHERE number = 2",
            "still stands"
        ),
        ("UPDATE story SET embargoed_until = first_published + 60000 WHERE number = 2", "before its time"),
        ("UPDATE story SET position = position + 1 WHERE number = 2", "the search index lacks it"),
        ("UPDATE story_tag SET position = position + 1 WHERE story = 2", "in a tag's list"),
        ("UPDATE story_byline SET position = 5 WHERE story = 3", "in an author's list"),
        ("UPDATE story SET zone = 'Mars/Olympus' WHERE number = 3", "Story 3: its zone cannot be read"),
        ("UPDATE tag SET slug = 'Not A Slug' WHERE id = 1", "cannot stand in an address"),
        ("INSERT INTO story_search (rowid, headline, text) VALUES (77, 'a', 'b')", "The search index holds 2 stories"),
        ("DELETE FROM story_search_data WHERE id > 10", "search index"),
    ])
    func `each kind of damage is found and said`(sql: String, sentence: String) async throws {
        try await home.store.unguarded(sql)
        let problems = try await home.store.problems { _ in true }
        #expect(problems.contains { $0.contains(sentence) }, "\(problems)")
    }

    @Test func `a picture without its files is found, with its story`() async throws {
        let problems = try await home.store.problems { _ in false }
        #expect(problems.count == 3)
        #expect(problems.allSatisfy { $0.contains(Picture.sample.digest) && $0.hasPrefix("Story ") })
    }
}
