internal import News

/// The schema's history: numbered, forward only, each applied once when a store is opened.
enum Migrations {
    /// In order; the first is number 1.
    static let all: [String] = [migration0001]

    /// - Throws: `NewsError.invalid` where the file belongs to another program or a newer one of ours.
    static func areMissing(_ sql: SQLConnection) throws -> Bool {
        let version = try version(sql)
        guard version <= all.count else {
            throw NewsError(
                .invalid,
                "The store was made by a newer warta (schema \(version), this one knows \(all.count)); update it."
            )
        }
        return version < all.count
    }

    /// Applies what is missing, in the transaction of the caller.
    static func run(_ sql: SQLConnection) throws {
        let version = try version(sql)
        if version == 0 { try sql.script("CREATE TABLE schema_version (version INTEGER NOT NULL)") }
        for number in all.indices where number >= version {
            try sql.script(all[number])
            try sql.execute("DELETE FROM schema_version")
            try sql.execute("INSERT INTO schema_version (version) VALUES ($1)", [.integer(Int64(number + 1))])
        }
    }

    /// 0 for an empty file.
    static func version(_ sql: SQLConnection) throws -> Int {
        let tables = try sql.rows("SELECT name FROM sqlite_master WHERE type = 'table'").compactMap { $0.text(0) }
        if tables.isEmpty { return 0 }
        guard tables.contains("schema_version") else {
            throw NewsError(.invalid, "The file \(Store.fileName) belongs to another program; name another folder.")
        }
        return Int(try sql.row("SELECT version FROM schema_version")?.required(0) ?? 0)
    }
}
