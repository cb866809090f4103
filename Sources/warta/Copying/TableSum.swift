import Storage

/// What a table holds, in three numbers: the same for the same rows, whichever database or file has them.
struct TableSum: Hashable, Codable {
    let name: String
    let columns: [String]
    let rows: Int
    let bytes: Int
    /// SHA-256 of its lines.
    let sha256: String
}

/// Adds up a table's rows as they go by.
struct TableSumming {
    private let table: StoredTable
    private var rows = 0
    private var checksum = Checksum()

    init(_ table: StoredTable) {
        self.table = table
    }

    mutating func add(_ part: TableRows, _ lines: [UInt8]) {
        rows += part.count
        checksum.add(lines)
    }

    var sum: TableSum {
        TableSum(
            name: table.name,
            columns: table.columnNames,
            rows: rows,
            bytes: checksum.bytes,
            sha256: checksum.text
        )
    }
}

extension ReadTransaction {
    /// Adds up a table.
    func sum(of table: StoredTable) throws -> TableSum {
        var summing = TableSumming(table)
        try forEachRows(of: table) { summing.add($0, $0.lines) }
        return summing.sum
    }
}
