@testable import Storage

extension Store {
    /// Runs SQL as somebody would who opens the file with another program: how tests make damage.
    func raw(_ sql: String) async throws {
        try await write { try $0.sql.script(sql) }
    }

    /// One value.
    func value(_ sql: String) async throws -> SQLValue? {
        try await read { try $0.sql.row(sql)?[0] }
    }
}
