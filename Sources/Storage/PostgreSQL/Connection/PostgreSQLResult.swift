internal import CPostgreSQL

/// The whole result of a statement, which is freed with it.
struct PostgreSQLResult: ~Copyable {
    private let handle: OpaquePointer

    /// Takes a result over from libpq.
    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit { PQclear(handle) }

    /// What was done, as `UPDATE 3`.
    var tag: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

    /// Rows that the statement changed.
    var changes: Int {
        let isChange = ["INSERT", "UPDATE", "DELETE"].contains { tag.hasPrefix($0) }
        return isChange ? PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0 : 0
    }

    var count: Int { Int(PQntuples(handle)) }

    /// The types of a prepared statement's values, if this is its description.
    var types: [Oid] {
        let handle = handle
        return (0..<PQnparams(handle)).map { PQparamtype(handle, $0) }
    }

    func row(_ index: Int) throws -> SQLRow {
        let (handle, row) = (handle, CInt(index))
        return SQLRow(
            values: try (0..<PQnfields(handle)).map { column in
                if PQgetisnull(handle, row, column) == 1 { return .null }
                let bytes = UnsafeRawBufferPointer(
                    start: PQgetvalue(handle, row, column),
                    count: Int(PQgetlength(handle, row, column))
                )
                guard let value = SQLValue(bytes, type: PQftype(handle, column)) else {
                    throw SQLFault.column(Int(column), "of a type that both databases have")
                }
                return value
            }
        )
    }
}

extension PostgreSQLResult {
    /// The error that the server answered with; nil if it did what was asked.
    static func error(of handle: OpaquePointer) -> PostgreSQLError? {
        switch PQresultStatus(handle) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return nil
        default: break
        }
        func field(_ code: some BinaryInteger) -> String? {
            PQresultErrorField(handle, CInt(code)).map { String(cString: $0) }
        }
        let text = field(POSTGRESQL_PRIMARY_MESSAGE) ?? String(cString: PQresultErrorMessage(handle))
        // Which of a table's rules it is; the server's detail would repeat values.
        let rule = field(POSTGRESQL_CONSTRAINT).map { " (\($0))" } ?? ""
        return PostgreSQLError(state: field(POSTGRESQL_SQLSTATE) ?? PostgreSQLError.lost, message: text + rule)
    }
}
