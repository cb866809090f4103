internal import GRDBSQLite

extension SQLiteConnection {
    /// The rows that are found before an allowance is spent, and whether they are all.
    func rows(
        _ sql: String,
        _ values: [SQLValue],
        within allowance: WorkAllowance
    ) throws -> (rows: [SQLRow], areAll: Bool) {
        let statement = try prepared(sql, values)
        let handle = sqlite3_db_handle(statement)
        // SQLite continues counting from the statement's last run, unless the count is set to zero.
        sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1)
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
            sqlite3_reset(statement)
            sqlite3_progress_handler(handle, 0, nil, nil)
        }
        var rows: [SQLRow] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                rows.append(SQLRow(statement))
                allowance.addRow()
            case SQLITE_DONE: return (rows, true)
            case SQLITE_INTERRUPT: return (rows, false)
            case let code: throw failure(code, sql)
            }
        }
    }
}
