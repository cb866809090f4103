import Dispatch
import Foundation
import News
import TestSupport
import Testing

@testable import Storage

@Suite struct CheckTests {
    let home: TestStore

    init() async throws {
        home = try await TestStore()
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

    /// What somebody may do to a store, and what is said of it then.
    private static let damages: [(sql: String, sentence: String)] = [
        ("DROP INDEX story_due", "lacks story_due"),
        ("UPDATE schema_version SET version = 0", "The schema is version 0"),
        (
            """
            INSERT INTO journal (sequence, site, at, act, story, actor, reason, topics)
            VALUES (9, 1, 0, 'held', 1, 'x', '', '')
            """,
            "The journal lacks lines between 3 and 9"
        ),
        (
            """
            INSERT INTO journal (sequence, site, at, act, story, actor, reason, topics)
            VALUES (4, 1, 0, 'held', 1, 'x', '', 'moon:1')
            """,
            "a topic"
        ),
        (
            """
            INSERT INTO journal (sequence, site, at, act, story, actor, reason, topics)
            VALUES (4, 1, 0, 'held', 1, 'x', '', '')
            """,
            "an actor"
        ),
        ("UPDATE story SET version = 2 WHERE number = 2", "Story 2: its revisions are not the versions 1 to 2"),
        (
            """
            INSERT INTO revision (story, version, saved_at, actor, reason)
            VALUES (2, 2, 0, 'clock', '');
            UPDATE story SET version = 2 WHERE number = 2
            """,
            "is not kept whole"
        ),
        (
            """
            INSERT INTO revision (story, version, saved_at, actor, reason)
            VALUES (2, 2, 0, 'clock', '');
            INSERT INTO revision_text (story, version, text) VALUES (2, 1, '{}');
            UPDATE story SET version = 2 WHERE number = 2
            """,
            "its version 1 cannot be read"
        ),
        ("DELETE FROM working_copy", "Story 1: it has no text"),
        ("UPDATE working_copy SET text = '{}'", "Story 1: its working copy cannot be read"),
        ("UPDATE working_copy SET writer = 'x'", "Story 1: its working copy's stage or writer"),
        ("UPDATE story_body SET html = '<p>a<script>alert(1)</script></p>' WHERE story = 2", "Story 2: its body"),
        ("UPDATE story_body SET html = '<p>tidak tertutup' WHERE story = 2", "Story 2: its body"),
        ("UPDATE story SET embargoed_until = first_published + 60000 WHERE number = 2", "before its time"),
        ("UPDATE story SET position = position + 1 WHERE number = 2", "the search index lacks it"),
        ("UPDATE story_tag SET position = position + 1 WHERE story = 2", "in a tag's list"),
        ("UPDATE story_byline SET position = 5 WHERE story = 3", "in an author's list"),
        ("UPDATE story SET zone = 'Mars/Olympus' WHERE number = 3", "Story 3: its zone cannot be read"),
        (
            "UPDATE story SET decided_by = 'wire' WHERE number = 2; INSERT INTO wire_stop "
                + "SELECT site, uri, 1, 'canceled', updated, '', updated, '' FROM story WHERE number = 2",
            "Story 2: a kill or a hold covers the version"
        ),
        ("DELETE FROM desk_story WHERE story = 2", "Story 2: the newsroom's list does not show it as it is"),
        ("UPDATE desk_story SET section = 'lain' WHERE story = 1", "Story 1: the newsroom's list"),
        ("UPDATE tag SET slug = 'Not A Slug' WHERE id = 1", "cannot stand in an address"),
        ("UPDATE section SET name = 'Lain' WHERE id = 1", "a key that is not its name's"),
    ]

    @Test(arguments: damages)
    func `each kind of damage is found and said`(sql: String, sentence: String) async throws {
        try await expect(sentence, after: sql)
    }

    private static let damagesOfSQLite: [(sql: String, sentence: String)] = [
        ("PRAGMA foreign_keys = OFF; DELETE FROM picture", "that does not exist"),
        (
            """
            DROP TRIGGER journal_is_not_deleted;
            CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal BEGIN SELECT 1;
            END
            """,
            "The schema's journal_is_not_deleted is not what"
        ),
        ("DROP TRIGGER journal_is_not_deleted", "lacks journal_is_not_deleted"),
        (
            despite("revision_is_not_deleted", "PRAGMA foreign_keys = OFF; DELETE FROM revision WHERE story = 2"),
            "Story 2: its revisions are not the versions 1 to 1"
        ),
        (
            despite("revision_is_not_changed", "UPDATE revision SET actor = 'x' WHERE story = 2"),
            "its version 1 names an actor that cannot be read"
        ),
        (
            "PRAGMA ignore_check_constraints = ON; UPDATE story SET public_state = 'never' WHERE number = 2",
            "still stands"
        ),
        ("INSERT INTO story_search (rowid, headline, text) VALUES (77, 'a', 'b')", "The search index holds 2 stories"),
        ("DELETE FROM story_search_data WHERE id > 10", "search index"),
        ("UPDATE story_search_data SET block = x'00' WHERE id > 10", "search index"),
    ]

    @Test(.onSQLite, arguments: damagesOfSQLite)
    func `so is what can only happen to a SQLite file`(sql: String, sentence: String) async throws {
        try await expect(sentence, after: sql)
    }

    private static let damagesOfPostgreSQL: [(sql: String, sentence: String)] = [
        ("SET session_replication_role = replica; DELETE FROM picture", "that does not exist"),
        ("DROP TRIGGER journal_is_not_deleted ON journal", "lacks journal_is_not_deleted"),
        ("ALTER TABLE journal DISABLE TRIGGER journal_is_not_deleted", "journal_is_not_deleted is switched off"),
        (
            """
            CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RETURN NEW; END $$
            """,
            "The schema's refuse_change is not what"
        ),
        (
            "SET session_replication_role = replica; DELETE FROM revision WHERE story = 2",
            "Story 2: its revisions are not the versions 1 to 1"
        ),
        (
            "SET session_replication_role = replica; UPDATE revision SET actor = 'x' WHERE story = 2",
            "its version 1 names an actor that cannot be read"
        ),
        (
            "INSERT INTO story_search (position, headline, text, words) VALUES (77, ' a ', ' b ', '{a,b}')",
            "The search index holds 2 stories"
        ),
    ]

    @Test(.onPostgreSQL, arguments: damagesOfPostgreSQL)
    func `so is what can only happen to a PostgreSQL database`(sql: String, sentence: String) async throws {
        try await expect(sentence, after: sql)
    }

    private func expect(_ sentence: String, after damage: String) async throws {
        try await home.store.unguarded(damage)
        let problems = try await home.store.problems { _ in true }
        #expect(problems.contains { $0.contains(sentence) }, "\(problems)")
    }

    @Test func `a store is checked while somebody writes, and nothing is left of it`() async throws {
        let other = try await home.another()
        let (hasBegun, isChecked) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let written: Void = home.store.write { _ in
            hasBegun.signal()
            isChecked.wait()
        }
        await wait(for: hasBegun)
        let problems = try? await other.problems { _ in true }
        isChecked.signal()
        try await written
        #expect(problems == [])
        other.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: home.folder)
        #expect(files.filter { $0.hasPrefix("check-") }.isEmpty)
    }

    private func wait(for semaphore: DispatchSemaphore) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                semaphore.wait()
                continuation.resume()
            }
        }
    }

    /// Damage that a trigger would refuse, with the trigger put back as it was.
    private static func despite(_ trigger: String, _ sql: String) -> String {
        let schema = Migrations.shipped.all.joined()
        let start = schema.range(of: "CREATE TRIGGER \(trigger) ")?.lowerBound ?? schema.endIndex
        let end = schema.range(of: "END;", range: start..<schema.endIndex)?.upperBound ?? schema.endIndex
        return "DROP TRIGGER \(trigger); \(sql); \(schema[start..<end])"
    }

    @Test func `a picture without its files is found, with its story`() async throws {
        let problems = try await home.store.problems { _ in false }
        #expect(problems.count == 3)
        #expect(problems.allSatisfy { $0.contains(Picture.sample.digest) && $0.hasPrefix("Story ") })
    }
}
