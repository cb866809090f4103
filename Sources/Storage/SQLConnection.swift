internal import Foundation
internal import GRDB

/// The narrow waist: all that the rest of `Storage` asks of a database inside one transaction.
///
/// Statements are prepared once for each connection and kept. SQL is written in the dialect that SQLite and PostgreSQL
/// share: `$1…$n`, first mentioned in order.
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
        do {
            try statement.execute()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw SQLFault.constraint(error.message ?? "")
        }
        return database.changesCount
    }

    /// The whole result, in memory: every query of ours is bounded.
    func rows(_ sql: String, _ values: [SQLValue] = []) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try forEachRow(sql, values) { rows.append($0) }
        return rows
    }

    /// The first row, if there is one.
    func row(_ sql: String, _ values: [SQLValue] = []) throws -> SQLRow? {
        let statement = try prepared(sql, values)
        return try Row.fetchOne(statement).map(SQLRow.init)
    }

    /// Hands over row by row; the same statement must not be run inside.
    func forEachRow(_ sql: String, _ values: [SQLValue] = [], _ body: (SQLRow) throws -> Void) throws {
        let cursor = try Row.fetchCursor(prepared(sql, values))
        while let row = try cursor.next() { try body(SQLRow(row)) }
    }

    /// Several statements parted by semicolons, as in a migration.
    func script(_ sql: String) throws {
        try database.execute(sql: sql)
    }

    private func prepared(_ sql: String, _ values: [SQLValue]) throws -> Statement {
        let statement = try database.cachedStatement(sql: sql)
        guard !values.isEmpty else { return statement }
        statement.setUncheckedArguments(StatementArguments(values.map(\.databaseValue)))
        return statement
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .real(let value): value.databaseValue
        // Neither database keeps a zero byte in text; SQLite would cut the text there.
        case .text(let value): value.withoutZeroBytes.databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let value): self = .integer(value)
        case .double(let value): self = .real(value)
        case .string(let value): self = .text(value)
        // No column of ours is a blob; a damaged file's is read as the text that it is not.
        case .blob(let data): self = .text(String(decoding: data, as: UTF8.self))
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
    fileprivate init(_ row: Row) {
        values = row.databaseValues.map(SQLValue.init)
    }
}
