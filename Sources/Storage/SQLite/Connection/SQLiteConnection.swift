internal import GRDB
internal import GRDBSQLite
internal import News

/// One transaction of SQLite.
///
/// Statements are prepared once for each connection and kept by GRDB. They are bound, stepped and read here with
/// SQLite's own C functions, since an import runs ten of them for each story.
struct SQLiteConnection: SQLConnection {
    private let database: Database
    private let listener: StatementListener?

    init(_ database: Database, listener: StatementListener? = nil) {
        self.database = database
        self.listener = listener
    }

    func run(_ sql: String, _ values: [SQLValue], _ row: (SQLRow) throws -> Bool) throws -> Int {
        let statement = try prepared(sql, values)
        defer { sqlite3_reset(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: if try !row(SQLRow(statement)) { return 0 }
            case SQLITE_DONE: return database.changesCount
            case let code: throw failure(code, sql)
            }
        }
    }

    func add(_ row: [SQLValue], to table: RowTable) throws { try execute(table.insert, row) }

    /// A file has one kind of commit, whose wait for the disk is a setting of the connection.
    func commitEarly() {}
    func commitAll() {}

    func position() throws -> Int64 { 0 }

    func searchIndex(of site: SiteNumber) -> any SearchIndex { SQLiteSearchIndex(sql: self, site: site) }

    func deskIndex(of site: SiteNumber) -> any DeskIndex { SQLiteDeskIndex(sql: self, site: site) }

    func server() throws -> String { "SQLite " + String(cString: sqlite3_libversion()) }

    /// Several statements, separated by semicolons, as in a migration.
    func script(_ sql: String) throws {
        try database.execute(sql: sql)
    }

    /// A statement with its values, ready to be stepped; the caller resets it.
    func prepared(_ sql: String, _ values: [SQLValue]) throws -> OpaquePointer {
        listener?.heard(sql, values.count)
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        for (index, value) in values.enumerated() {
            let code = value.bind(to: statement, at: CInt(index + 1))
            guard code == SQLITE_OK else { throw failure(code, sql) }
        }
        return statement
    }

    /// The error that the last call's result code means.
    func failure(_ code: CInt, _ sql: String) -> any Error {
        let code = ResultCode(rawValue: code)
        let message = database.lastErrorMessage ?? ""
        if let rule = SQLFault.Rule(code) { return SQLFault.refused(rule, message) }
        return DatabaseError(resultCode: code, message: message, sql: sql)
    }
}

extension SQLFault.Rule {
    /// Nil if the code is not about a constraint of the schema.
    fileprivate init?(_ code: ResultCode) {
        guard code.primaryResultCode == .SQLITE_CONSTRAINT else { return nil }
        switch code {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: self = .unique
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .reference
        case .SQLITE_CONSTRAINT_NOTNULL: self = .notNull
        case .SQLITE_CONSTRAINT_CHECK: self = .check
        // Triggers, and types of strict tables.
        default: self = .other
        }
    }
}

/// Is told of each statement as it runs, with the number of its values.
///
/// With it, tests ask for the query plans of exactly the SQL that is shipped.
struct StatementListener: Sendable {
    let heard: @Sendable (_ sql: String, _ values: Int) -> Void
}
