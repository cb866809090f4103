internal import News

/// What a database does inside one transaction; the rest of `Storage` uses nothing else of it.
protocol SQLConnection {
    /// Runs one statement, which the database prepares once and keeps.
    ///
    /// The same statement must not be run from within `row`. After a fault the transaction can only be rolled back.
    /// - Parameter row: Is called with each row of the result, and returns whether it wants another.
    /// - Returns: How many rows the statement changed; 0 if `row` wanted no other.
    /// - Throws: `SQLFault.constraint` if the schema forbids the change; what `row` throws.
    @discardableResult
    func run(_ sql: String, _ values: [SQLValue], _ row: (SQLRow) throws -> Bool) throws -> Int

    /// Adds a row to a table.
    ///
    /// A database to which each statement is a way may gather rows and send them together, before it is asked anything that
    /// they may matter to and before the transaction ends. So what is wrong with a row may be thrown by a later call.
    /// - Parameter row: A value for each of the table's columns.
    /// - Throws: `SQLFault.constraint` if the schema forbids this row, or one before it.
    func add(_ row: [SQLValue], to table: RowTable) throws

    /// Lets the transaction be committed before it has reached the disk.
    ///
    /// Another transaction follows that waits for the disk, and before that nobody is told that this one is kept.
    func commitEarly() throws

    /// Has the commit wait until this transaction and all that were committed early before it are on the disk, also where
    /// this one changes nothing.
    func commitAll() throws

    /// The full-text index of a newspaper's stories.
    func searchIndex(of site: SiteNumber) -> any SearchIndex

    /// The newsroom's own index of what readers do not see.
    func deskIndex(of site: SiteNumber) -> any DeskIndex

    /// The tables that hold what the house has, from the database's own catalogue.
    func storedTables() throws -> [StoredTable]

    /// Whether there is a table of this name.
    func hasTable(_ name: String) throws -> Bool

    /// Has the database refuse changes of these tables, from whichever program they come (`CopyMark.refusal`).
    func closeForWriting(_ tables: [StoredTable]) throws

    /// Has it take them again.
    func openForWriting(_ tables: [StoredTable]) throws

    /// Sets what rows that were copied do not bring with them.
    func finishCopy() throws

    /// How far the log of the database's server has come, which is at or behind all that the transaction sees; 0 where there
    /// is none.
    func position() throws -> Int64

    /// The database's program and its version, as `SQLite 3.40.1`.
    func server() throws -> String

    /// What is wrong with the database as such, in sentences: its pages, its references, its schema.
    func problems() throws -> [String]
}

extension SQLConnection {
    /// Runs a statement that returns no rows.
    /// - Returns: How many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue] = []) throws -> Int {
        try run(sql, values) { _ in true }
    }

    /// The whole result, in memory: every query of ours is bounded.
    func rows(_ sql: String, _ values: [SQLValue] = []) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try forEachRow(sql, values) { rows.append($0) }
        return rows
    }

    /// The first row, if there is one.
    func row(_ sql: String, _ values: [SQLValue] = []) throws -> SQLRow? {
        var first: SQLRow?
        try run(sql, values) { row in
            first = row
            return false
        }
        return first
    }

    /// Calls the closure with each row; the same statement must not be run inside it.
    func forEachRow(_ sql: String, _ values: [SQLValue] = [], _ body: (SQLRow) throws -> Void) throws {
        try run(sql, values) { row in
            try body(row)
            return true
        }
    }
}
