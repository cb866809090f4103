internal import News

/// The schema's history: numbered, forward only, each step applied once when a store is opened.
///
/// A step is fixed text that uses no constants of the program, so that what was applied to somebody's store can be read
/// here for ever. A test holds its digest, so a released step is not changed; a change is another step.
struct Migrations {
    /// In order; the first is number 1.
    let all: [String]
    /// Which older programs work on what they make.
    var neighbours = SchemaNeighbours.shipped

    /// The migrations of this program.
    static let shipped = Migrations(all: [
        migration0001, migration0002, migration0003, migration0004, migration0005, migration0006, migration0007,
        migration0008, migration0009, migration0010, migration0011, migration0012,
        migration0013, migration0014, migration0015, migration0016, migration0017, migration0018,
        migration0019, migration0020, migration0021, migration0022,
    ])

    /// Those up to a number; nil for all.
    func upTo(_ number: Int?) -> Migrations {
        Migrations(all: Array(all.prefix(number ?? all.count)))
    }

    /// - Throws: `NewsError.invalid` if the file belongs to another program or a newer one of ours.
    func areMissing(_ sql: SQLiteConnection, _ opening: StoreOpening = .usual) throws -> Bool {
        let version = try Self.version(sql)
        if opening.schema != nil, version > 0 { return false }
        guard version <= all.count else {
            let isAllowed = try SchemaNeighbours.allow(Int64(all.count), on: Int64(version), sql)
            guard isAllowed else {
                throw NewsError.madeByNewerProgram(schema: Int64(version), known: Int64(all.count))
            }
            return false
        }
        return version < all.count
    }

    /// Applies the missing steps in the transaction of the caller, who has locked the folder.
    func run(_ sql: SQLiteConnection) throws {
        let version = try Self.version(sql)
        if version == 0 { try sql.script("CREATE TABLE schema_version (version INTEGER NOT NULL)") }
        for number in all.indices where number >= version {
            try sql.script(all[number])
            try neighbours.keep(Int64(number + 1), sql)
        }
    }

    /// 0 for an empty file.
    static func version(_ sql: SQLiteConnection) throws -> Int {
        let tables = try sql.rows("SELECT name FROM sqlite_master WHERE type = 'table'").compactMap { $0.text(0) }
        if tables.isEmpty { return 0 }
        guard tables.contains("schema_version") else {
            throw NewsError(
                .invalid,
                "The file \(SQLiteDatabase.fileName) belongs to another program; name another folder."
            )
        }
        return Int(try sql.row("SELECT version FROM schema_version")?.required(0) ?? 0)
    }
}
