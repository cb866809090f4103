internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// The narrow waist: all that the rest of `Storage` asks of a database inside one transaction.
///
/// Statements are prepared once for each connection and kept by GRDB; they are bound, stepped and read here, by
/// SQLite's own functions, since an import runs ten of them for each story. SQL is written in the dialect that SQLite
/// and PostgreSQL share: `$1…$n`, first mentioned in order.
struct SQLConnection {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// Runs a statement that gives no rows.
    /// - Returns: How many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue] = []) throws -> Int {
        let statement = try prepared(sql, values)
        defer { sqlite3_reset(statement.sqliteStatement) }
        while try step(statement) {}
        return database.changesCount
    }

    /// The whole result, in memory: every query of ours is bounded.
    func rows(_ sql: String, _ values: [SQLValue] = []) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try forEachRow(sql, values) { rows.append($0) }
        return rows
    }

    /// The rows that are found before an allowance is spent, and whether they are all.
    func rows(
        _ sql: String,
        _ values: [SQLValue],
        within allowance: WorkAllowance
    ) throws -> (rows: [SQLRow], areAll: Bool) {
        let statement = try prepared(sql, values)
        let handle = sqlite3_db_handle(statement.sqliteStatement)
        // SQLite counts on from where the statement's last run ended.
        sqlite3_stmt_status(statement.sqliteStatement, SQLITE_STMTSTATUS_VM_STEP, 1)
        sqlite3_progress_handler(
            handle,
            CInt(WorkAllowance.stride),
            { context in
                guard let context else { return 0 }
                return Unmanaged<WorkAllowance>.fromOpaque(context).takeUnretainedValue().takeStride() ? 0 : 1
            },
            Unmanaged.passUnretained(allowance).toOpaque()
        )
        defer {
            sqlite3_reset(statement.sqliteStatement)
            sqlite3_progress_handler(handle, 0, nil, nil)
        }
        var rows: [SQLRow] = []
        while true {
            switch sqlite3_step(statement.sqliteStatement) {
            case SQLITE_ROW:
                rows.append(SQLRow(statement.sqliteStatement))
                allowance.addRow()
            case SQLITE_DONE: return (rows, true)
            case SQLITE_INTERRUPT: return (rows, false)
            case let code: throw failure(code, statement.sql)
            }
        }
    }

    /// The first row, if there is one.
    func row(_ sql: String, _ values: [SQLValue] = []) throws -> SQLRow? {
        let statement = try prepared(sql, values)
        defer { sqlite3_reset(statement.sqliteStatement) }
        return try step(statement) ? SQLRow(statement.sqliteStatement) : nil
    }

    /// Hands over row by row; the same statement must not be run inside.
    func forEachRow(_ sql: String, _ values: [SQLValue] = [], _ body: (SQLRow) throws -> Void) throws {
        let statement = try prepared(sql, values)
        defer { sqlite3_reset(statement.sqliteStatement) }
        while try step(statement) { try body(SQLRow(statement.sqliteStatement)) }
    }

    /// Several statements parted by semicolons, as in a migration.
    func script(_ sql: String) throws {
        try database.execute(sql: sql)
    }

    private func prepared(_ sql: String, _ values: [SQLValue]) throws -> Statement {
        let statement = try database.cachedStatement(sql: sql)
        for (index, value) in values.enumerated() {
            let code = value.bind(to: statement.sqliteStatement, at: CInt(index + 1))
            guard code == SQLITE_OK else { throw failure(code, sql) }
        }
        return statement
    }

    /// Whether there is one more row.
    private func step(_ statement: Statement) throws -> Bool {
        switch sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw failure(code, statement.sql)
        }
    }

    private func failure(_ code: CInt, _ sql: String) -> any Error {
        let code = ResultCode(rawValue: code)
        if code.primaryResultCode == .SQLITE_CONSTRAINT { return SQLFault.constraint(database.lastErrorMessage ?? "") }
        return DatabaseError(resultCode: code, message: database.lastErrorMessage, sql: sql)
    }
}

extension SQLValue {
    /// Tells SQLite to make a copy of what is bound.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    fileprivate func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let value): return sqlite3_bind_int64(statement, index, value)
        case .real(let value): return sqlite3_bind_double(statement, index, value)
        case .text(let value):
            // Neither database keeps a zero byte in text; SQLite would cut the text there.
            var value = value.withoutZeroBytes
            return value.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text(statement, index, characters.baseAddress, CInt(characters.count), Self.copied)
                }
            }
        }
    }

    fileprivate init(_ statement: OpaquePointer, column: CInt) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_NULL: self = .null
        // No column of ours is a blob; a damaged file's is read as the text that it is not.
        default:
            let start = sqlite3_column_text(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            self = .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        }
    }
}

extension String {
    fileprivate var withoutZeroBytes: String {
        let found = utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.flatMap { memchr($0, 0, bytes.count) } != nil
        }
        return found == false ? self : replacing("\0", with: "")
    }
}

extension SQLRow {
    /// The row on which a statement stands.
    fileprivate init(_ statement: OpaquePointer) {
        values = (0..<sqlite3_column_count(statement)).map { SQLValue(statement, column: $0) }
    }
}
