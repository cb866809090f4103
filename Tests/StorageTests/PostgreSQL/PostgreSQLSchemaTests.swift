import Crypto
import News
import TestSupport
import Testing

@testable import Storage

@Suite struct PostgreSQLSchemaTests {
    /// SHA-256 of each step's text; see `MigrationTests`, whose rule is this one's too.
    static let digests: [Int64: String] = [
        10: "1bb548f7b23aaf8380f636536be8a4b308ade2b75d3c22b2ae576ef368aeb780",
        11: "30b31c0910bc19f7f5a29c7ff4166122041f5fad059b21fe4b6bc3c1a742e2fa",
        12: "0e3fbd514fccb5bd92a9ec9f5cd84b683b8945daf8e66ccd8bf3c59ad2d7d5a4",
        13: "4d524587806358f87fc8c004e3c3fa9c591ae69ba62297e4c66dc83b772c04ef",
        14: "730690ec572156f65498e1be7c7e2b1c6ebe42c2a3c24f351e18395b99dbd8d0",
        15: "6536aac4d40154134497655e193fa2cfd2172e337b15d900be69dac49652f53d",
        16: "3c31698bd98216956e9d63c1c54c5b02dcb2f09668d78fe96d6f37d0c7472f93",
        17: "898ae664812675efb037b2ccb16689de5e62ded8463805a2efe879eb61e7e98b",
        18: "53997b57914c2d25632e3fd365de28df7cc8410822b43f2b42aa40e7316dafea",
        19: "ecd3f693b2fb9789037403c8765930412e3ca634e82a9542bde859dff9948daa",
        20: "79a0d6225485b2f36d9f0de562e17524ca5cfe472844f346b337742e61bb4d63",
        21: "4de8adef8e6607aa3660390f30c3391b2c319d79f4f2f82c567e307b69afa2ea",
        22: "7c51833b0d540da0ca0644890f93e655df8768eb95f05885264c911cac322a50",
    ]

    @Test func `a step's text does not change`() {
        let digests = PostgreSQLSchema.shipped.steps.map { step in
            let bytes = SHA256.hash(data: [UInt8](step.text.utf8)).map { String(Int($0) + 0x100, radix: 16).suffix(2) }
            return (step.number, bytes.joined())
        }
        #expect(
            Dictionary(uniqueKeysWithValues: digests) == Self.digests,
            "Write another step. If no release has this one, its digest is the new one."
        )
    }

    @Test func `both databases are at the same number`() {
        #expect(PostgreSQLSchema.shipped.number == Int64(Store.schema))
    }

    /// A column of a table, and whether it may be null.
    private struct Column: Hashable, CustomStringConvertible {
        let table: String
        let name: String
        let type: String
        let isRequired: Bool

        init(_ row: SQLRow) throws {
            table = try row.string(0)
            name = try row.string(1)
            type = ["INTEGER": "bigint", "TEXT": "text"][try row.string(2)] ?? row.text(2) ?? ""
            isRequired = try row.required(3) == 1
        }

        var description: String { "\(table).\(name) \(type)\(isRequired ? " not null" : "")" }
    }

    @Test(.onPostgreSQL) func `both databases have the same tables and columns`() async throws {
        let home = try await TestStore()
        let file = try Store(folder: home.folder)
        defer { file.close() }
        let ours = try await home.store.read { transaction in
            try Set(
                transaction.sql.rows(
                    """
                    SELECT table_name, column_name, data_type, CASE WHEN is_nullable = 'NO' THEN 1 ELSE 0 END
                    FROM information_schema.columns WHERE table_schema = current_schema()
                    AND table_name NOT IN ('story_search', 'desk_search')
                    """
                ).map(Column.init)
            )
        }
        let others = try await file.read { transaction in
            try Set(
                transaction.sql.rows(
                    """
                    SELECT tables.name, columns.name, columns.type, columns."notnull" OR columns.pk > 0
                    FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
                    WHERE tables.type = 'table' AND tables.schema = 'main' AND tables.name NOT LIKE 'sqlite_%'
                    """
                ).map(Column.init)
            )
        }
        #expect(ours.symmetricDifference(others).map(\.description).sorted() == [])
        #expect(ours.count > 300)
    }

    @Test(.onPostgreSQL) func `text compares by its bytes, whatever the database's locale is`() async throws {
        let home = try await TestStore()
        let others = try await home.store.value(
            """
            SELECT count(*) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            JOIN pg_collation ON pg_collation.oid = attcollation
            WHERE relnamespace = current_schema()::regnamespace AND attnum > 0 AND collname <> 'C'
            """
        )
        #expect(others == 0)
    }

    @Test(.onPostgreSQL)
    func `nodes that open an empty database at once make the schema one after another`() async throws {
        let address = try await TestDatabase.make(isEmpty: true)
        defer { TestDatabase.drop(address) }
        let versions = try await withThrowingTaskGroup(of: SQLValue?.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let store = try await Store(database: address)
                    defer { store.close() }
                    return try await store.value("SELECT version FROM schema_version")
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(versions == Array(repeating: .integer(Int64(Store.schema)), count: 6))
    }

    @Test(.onPostgreSQL) func `what a store lacks is applied to it once, and what it holds stays`() async throws {
        let home = try await TestStore()
        let story = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        let later = PostgreSQLSchema(
            steps: PostgreSQLSchema.shipped.steps + [
                .init(
                    number: PostgreSQLSchema.shipped.number + 1,
                    text: "CREATE TABLE later (id bigint); INSERT INTO later VALUES (1);"
                )
            ]
        )
        for _ in 0..<2 {
            try await home.store.write { transaction in
                let connection = try #require(transaction.sql as? PostgreSQLConnection)
                if try later.isBehind(connection) { try later.run(connection) }
            }
        }
        #expect(try await home.store.value("SELECT count(*) FROM later") == 1)
        #expect(try await home.store.read { try $0.story(story.number) } == story)
        let error = await #expect(throws: NewsError.self) { try await home.another() }
        #expect(error?.code == .invalid && error?.message.contains("newer warta") == true)
    }

    @Test(.onPostgreSQL) func `a step that fails leaves the store as it was`() async throws {
        let home = try await TestStore()
        let broken = PostgreSQLSchema(
            steps: PostgreSQLSchema.shipped.steps + [
                .init(
                    number: PostgreSQLSchema.shipped.number + 1,
                    text: "CREATE TABLE later (id bigint); CREATE TABLE story (id bigint);"
                )
            ]
        )
        await #expect(throws: (any Error).self) {
            try await home.store.write { try broken.run(#require($0.sql as? PostgreSQLConnection)) }
        }
        #expect(try await home.store.value("SELECT count(*) FROM pg_class WHERE relname = 'later'") == 0)
        #expect(try await home.store.value("SELECT version FROM schema_version") == .integer(Int64(Store.schema)))
    }
}
