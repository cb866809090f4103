import Testing

@testable import Storage

extension Store {
    /// Runs SQL as somebody would who opens the database with another program: how tests make damage.
    func raw(_ sql: String) async throws {
        try await write { try $0.script(sql) }
    }

    /// The same outside of any transaction, for damage that one would refuse.
    func unguarded(_ script: String) async throws {
        if let database = database as? PostgreSQLDatabase { return try await database.unguarded(script) }
        try await #require(database as? SQLiteDatabase).unguarded(script)
    }

    /// One value.
    func value(_ sql: String) async throws -> SQLValue? {
        try await read { try $0.sql.row(sql)?[0] }
    }
}

extension ReadTransaction {
    /// What stands behind the waist.
    var sqlite: SQLiteConnection {
        get throws { try #require(sql as? SQLiteConnection) }
    }

    /// Several statements, separated by semicolons.
    func script(_ text: String) throws {
        if let connection = sql as? PostgreSQLConnection { return try connection.script(text) }
        try sqlite.script(text)
    }
}
