import News
import TestSupport
import Testing

@testable import Storage

@Suite struct ConnectionTests {
    let home: TestStore

    init() async throws { home = try await TestStore() }

    private static let values: [SQLValue] = [
        .null, .integer(0), .integer(.min), .integer(.max), .real(-0.5), .text(""), .text("a"),
        .text("Ça va, 東京, 😀"), .text(String(repeating: "kata ", count: 10_000)),
    ]

    @Test(arguments: values)
    func `a value comes back as it was bound`(value: SQLValue) async throws {
        let row = try await home.store.read { try $0.sql.row("SELECT $1", [value]) }
        #expect(row?[0] == value)
    }

    @Test func `a zero byte does not cut a text`() async throws {
        let row = try await home.store.read { try $0.sql.row("SELECT $1", [.text("a\0b")]) }
        #expect(row?.text(0) == "ab")
    }

    @Test(.onSQLite) func `what is no text in a damaged file is read as text`() async throws {
        let row = try await home.store.read { try $0.sql.row("SELECT x'61FF'") }
        #expect(row?.text(0) == "a\u{FFFD}")
    }

    @Test func `a statement that was refused can be run again`() async throws {
        let insert = "INSERT INTO tag (site, slug, name, key) VALUES (1, $1, $2, $2)"
        func add(_ slug: SQLValue, _ name: SQLValue) async throws {
            _ = try await home.store.write { try $0.sql.execute(insert, [slug, name]) }
        }
        try await add("a", "A")
        await #expect {
            try await add("a", "B")
        } throws: { error in
            if case SQLFault.constraint(.unique, let rule) = error { rule.contains("tag") } else { false }
        }
        try await add("b", "C")
        let names = try await home.store.read { transaction in
            try transaction.sql.rows("SELECT name FROM tag ORDER BY id").map { $0.text(0) }
        }
        #expect(names == ["A", "C"])
    }

    @Test(arguments: [
        ("INSERT INTO tag (id, site, slug, name, key) VALUES (1, 1, 'b', 'B', 'b')", SQLFault.Rule.unique),
        ("INSERT INTO tag (site, slug, name, key) VALUES (1, 'a', 'B', 'b')", .unique),
        ("INSERT INTO tag (site, slug, name, key) VALUES (1, 'b', NULL, 'b')", .notNull),
        ("INSERT INTO tag (site, slug, name, key) VALUES (1, 'b', '', 'b')", .check),
        ("INSERT INTO story_tag (story, ordinal, tag) VALUES (1, 0, 77)", .reference),
        ("UPDATE journal SET reason = 'x'", .other),
        ("INSERT INTO read_minute (site, minute, story, reads, weight) VALUES (1, 'x', 1, 1, 1)", .other),
    ])
    func `a rule of the schema that is broken says its kind`(sql: String, rule: SQLFault.Rule) async throws {
        let story = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        try await home.store.write { transaction in
            let entry = JournalEntry(at: .sampleNow, act: .filed, story: story.number, actor: "wire", topics: [])
            try transaction.append(entry)
            try transaction.sql.execute("DELETE FROM story_tag")
            try transaction.sql.execute("INSERT INTO tag (site, slug, name, key) VALUES (1, 'a', 'A', 'a')")
        }
        await #expect {
            try await home.store.write { transaction in
                try transaction.sql.execute(sql)
            }
        } throws: { error in
            if case SQLFault.constraint(rule, _) = error { true } else { false }
        }
    }

    @Test func `the first of many rows is given again and again`() async throws {
        let rows = try await home.store.read { transaction in
            try (1...3).map { _ in try transaction.sql.row("SELECT 1 UNION ALL SELECT 2")?.integer(0) }
        }
        #expect(rows == [1, 1, 1])
        #expect(try await home.store.value("SELECT 1 WHERE 1 = 0") == nil)
    }

    @Test func `a reader that is asked to write says so in a sentence`() async throws {
        let error = await #expect(throws: NewsError.self) {
            _ = try await home.store.read { try $0.sql.execute("DELETE FROM site") }
        }
        #expect(error?.code == .unavailable)
    }
}
