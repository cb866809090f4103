extension ReadTransaction {
    /// All tables that hold what the house has, each after those that its rows name.
    ///
    /// Not among them are the search indexes, which are made of the stories, and what only one database has.
    public func storedTables() throws -> [StoredTable] { try sql.storedTables() }

    /// How many rows a table has.
    public func count(of table: StoredTable) throws -> Int {
        Int(try sql.row("SELECT count(*) FROM \(table.name)")?.required(0) ?? 0)
    }

    /// Gives a table's rows in the order of its key, some at a time, so that memory is bounded.
    /// - Parameter key: Where to begin: after the row with this key.
    func forEachRows(of table: StoredTable, after key: [SQLValue]? = nil, _ body: (TableRows) throws -> Void) throws {
        var (key, portion) = (key, CopyPortion())
        while true {
            let rows = try rows(of: table, after: key, &portion)
            guard let last = rows.lastKey else { return }
            key = last
            try body(rows)
        }
    }

    /// The same for whoever reads a whole table.
    public func forEachRows(of table: StoredTable, _ body: (TableRows) throws -> Void) throws {
        try forEachRows(of: table, after: nil, body)
    }

    /// The next rows after a key; none at the end.
    func rows(of table: StoredTable, after key: [SQLValue]?, _ portion: inout CopyPortion) throws -> TableRows {
        let query = table.query(afterKey: key != nil)
        let values = (key ?? []) + [.integer(Int64(portion.rows))]
        var (rows, bytes) = ([[SQLValue]](), 0)
        try sql.forEachRow(query, values) { row in
            rows.append(row.values)
            bytes += row.values.reduce(0) { $0 + $1.length }
        }
        portion.adapt(bytes: bytes, count: rows.count)
        return TableRows(table, rows)
    }

    /// The key of a table's last row; nil if it is empty.
    func lastKey(of table: StoredTable) throws -> [SQLValue]? { try sql.row(table.lastKeyQuery)?.values }
}

/// How many rows are read at once: many small ones, few long ones.
struct CopyPortion {
    private(set) var rows = most / 8
    private static let most = 2_000
    /// Bytes that one portion should have at most.
    private static let bytes = 4 << 20

    mutating func adapt(bytes: Int, count: Int) {
        guard count > 0 else { return }
        rows = min(Self.most, rows * 2, max(1, Self.bytes / max(1, bytes / count)))
    }
}

extension SQLValue {
    /// Bytes that it takes, roughly.
    fileprivate var length: Int { if case .text(let text) = self { text.utf8.count } else { 8 } }
}
