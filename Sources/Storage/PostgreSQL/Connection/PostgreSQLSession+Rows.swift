internal import CPostgreSQL

/// Rows go to the server in libpq's pipeline mode: they are sent, and what the server says to them is read later, so that it
/// stores these while the program makes the next.
///
/// Nothing else can be asked meanwhile: whoever wants to ask calls ``takeAnswers()`` first.
extension PostgreSQLSession {
    /// Sends rows, of each table in one statement, and reads the answers to those that were sent before.
    ///
    /// So the server is never behind by more than what is sent with one call.
    /// - Throws: What the server says to these rows or to those before; then all answers have been read.
    func send(_ rows: [PostgreSQLRows]) throws {
        // Statements are prepared while nothing is under way.
        let names = try rows.map { try name(of: $0.table) }
        guard !isLost, PQenterPipelineMode(handle) == 1 else { throw lost() }
        let before = unanswered
        for (rows, name) in zip(rows, names) {
            let isSent = rows.withPointers { pointers, lengths, formats in
                PQsendQueryPrepared(handle, name, CInt(pointers.count), pointers, lengths, formats, 1)
            }
            guard isSent == 1 else { throw lost() }
            unanswered += 1
        }
        guard PQsendFlushRequest(handle) == 1 else { throw lost() }
        let deadline = patience.map { ContinuousClock.now + $0 }
        try flush(until: deadline)
        if let failure = try answers(before, until: deadline) {
            _ = try? takeAnswers()
            throw failure
        }
    }

    /// Reads all answers that are still to come, after which anything can be asked.
    /// - Throws: The first thing that went wrong.
    func takeAnswers() throws {
        guard PQpipelineStatus(handle) != PQ_PIPELINE_OFF else { return }
        guard !isLost, PQpipelineSync(handle) == 1 else { throw lost() }
        let deadline = patience.map { ContinuousClock.now + $0 }
        try flush(until: deadline)
        let failure = try answers(unanswered, until: deadline)
        // The server's word that it has seen all of them comes as a result of its own.
        guard let end = try nextResult(until: deadline) else { throw lost() }
        PQclear(end)
        guard PQexitPipelineMode(handle) == 1 else { throw lost() }
        if let failure { throw failure }
    }

    /// The types of a table's columns, which the server is asked for once.
    func types(of table: RowTable) throws -> [Oid] {
        if let known = rowStatements[table.name] { return known.types }
        try takeAnswers()
        let found = try run(Self.typesQuery, [.text(table.name)])
        var types: [String: Oid] = [:]
        for index in 0..<found.count {
            let row = try found.row(index)
            types[try row.string(0)] = Oid(try row.required(1))
        }
        let own = try table.columns.map { column in
            guard let type = types[column] else { throw SQLFault.constraint(.other, "\(table.name) has no \(column)") }
            return type
        }
        let name = "rows_" + table.name
        let statement = PostgreSQLRows.statement(table, types: own)
        try prepare(name, statement, PostgreSQLRows.arrayTypes(own))
        rowStatements[table.name] = RowStatement(name: name, types: own)
        return own
    }

    private func name(of table: RowTable) throws -> String {
        _ = try types(of: table)
        return rowStatements[table.name]?.name ?? ""
    }

    /// Reads so many answers.
    /// - Returns: The first failure among them.
    private func answers(_ count: Int, until deadline: ContinuousClock.Instant?) throws -> PostgreSQLError? {
        var failure: PostgreSQLError?
        for _ in 0..<count {
            while let next = try nextResult(until: deadline) {
                if failure == nil { failure = PostgreSQLResult.error(of: next) }
                PQclear(next)
                if PQstatus(handle) == CONNECTION_BAD { throw lost() }
            }
            unanswered -= 1
        }
        return failure
    }

    private static let typesQuery = """
        SELECT attname, CAST(atttypid AS bigint) FROM pg_attribute
        WHERE attrelid = (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = $1)
        AND attnum > 0 AND NOT attisdropped
        """
}

/// How rows are added to a table.
struct RowStatement {
    let name: String
    /// Of the table's columns.
    let types: [Oid]
}
