/// Copies the rows of one store into another, table by table, going on where an earlier one was killed.
///
/// The source must not change meanwhile: a table's rows come in the order of its key, so what the target has of them is
/// their beginning.
public struct StoreCopier: Sendable {
    private let source: Store
    private let target: Store

    public init(from source: Store, to target: Store) {
        self.source = source
        self.target = target
    }

    /// The tables of both.
    /// - Throws: `invalid` where they do not have the same.
    public func tables() async throws -> [StoredTable] {
        let tables = try await source.read { try $0.storedTables() }
        let others = try await target.read { try $0.storedTables() }
        try StoredTable.expectSame(tables, others)
        return tables
    }

    /// Copies what the target lacks of a table.
    ///
    /// The next rows are read while those before them are stored.
    /// - Parameters:
    ///   - table: A table of both stores.
    ///   - told: Is told how many more rows are there.
    public func copy(_ table: StoredTable, _ told: (Int) -> Void) async throws {
        guard !table.isFilledBySchema else { return }
        let key = try await target.read { try $0.lastKey(of: table) }
        var next = try await read(table, after: key, CopyPortion())
        while let last = next.rows.lastKey {
            let (rows, portion) = next
            async let following = read(table, after: last, portion)
            try await target.put(rows)
            told(rows.count)
            next = try await following
        }
    }

    private func read(
        _ table: StoredTable,
        after key: [SQLValue]?,
        _ portion: CopyPortion
    ) async throws -> (rows: TableRows, portion: CopyPortion) {
        try await source.read { transaction in
            var portion = portion
            let rows = try transaction.rows(of: table, after: key, &portion)
            return (rows, portion)
        }
    }
}
