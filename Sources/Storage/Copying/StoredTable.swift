internal import News

/// A table as the database's own catalogue describes it: what is copied row by row from one store to another.
///
/// A table that a later migration makes is copied without a change here.
public struct StoredTable: Hashable, Sendable {
    /// Its name, which may stand in SQL as it is.
    public let name: String
    /// Its columns by name, so that both databases have them in one order, whichever order they were added in.
    let columns: [Column]
    /// The places in `columns` of what its primary key consists of, in the key's order.
    let key: [Int]
    /// The other tables that its rows name.
    let parents: Set<String>

    struct Column: Hashable, Sendable {
        let name: String
        let kind: Kind
    }

    /// What a column holds, beside null: both databases have these two and no others.
    enum Kind: Hashable, Sendable {
        case integer, text
    }

    /// The names of its columns, in the order in which rows are written.
    public var columnNames: [String] { columns.map(\.name) }

    /// Whether the schema itself fills it: the values that are allowed in another table's column.
    ///
    /// Such a table has names alone, or names with the numbers that stand for them.
    public var isFilledBySchema: Bool { [["name"], ["name", "number"]].contains(columnNames) }

    /// Whether it counts reads: rows that servers go on adding while the newsroom is closed.
    public var countsReads: Bool { name.hasPrefix("read_") }
}

extension StoredTable {
    /// What a catalogue says of one column.
    struct CatalogueRow {
        let table: String
        let column: String
        let kind: Kind
        /// Its place in the primary key; 0 if it is not part of it.
        let keyPlace: Int64
    }

    /// Puts together what a catalogue says, each table after those that its rows name.
    /// - Parameter references: Pairs of a table and one that its rows name.
    static func tables(_ rows: [CatalogueRow], references: [(table: String, parent: String)]) -> [StoredTable] {
        let made = Dictionary(grouping: rows, by: \.table).map { name, rows in
            let rows = rows.sorted { $0.column < $1.column }
            let key = rows.indices.filter { rows[$0].keyPlace > 0 }.sorted { rows[$0].keyPlace < rows[$1].keyPlace }
            let parents = references.filter { $0.table == name && $0.parent != name }.map(\.parent)
            return StoredTable(
                name: name,
                columns: rows.map { Column(name: $0.column, kind: $0.kind) },
                key: key,
                parents: Set(parents)
            )
        }
        return inOrder(made.sorted { $0.name < $1.name })
    }

    private static func inOrder(_ tables: [StoredTable]) -> [StoredTable] {
        var (ordered, rest, placed) = ([StoredTable](), tables, Set<String>())
        while let next = rest.firstIndex(where: { $0.parents.isSubset(of: placed) }) {
            let table = rest.remove(at: next)
            placed.insert(table.name)
            ordered.append(table)
        }
        // Tables that name one another in a circle, of which there are none, would come last.
        return ordered + rest
    }
}

extension StoredTable {
    private var list: String { columns.map(\.name).joined(separator: ", ") }
    private var keyList: String { key.map { columns[$0].name }.joined(separator: ", ") }

    /// Asks for rows in the order of the key, after a key or from the beginning.
    func query(afterKey: Bool) -> String {
        let values = key.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let condition = afterKey ? " WHERE (\(keyList)) > (\(values))" : ""
        let limit = afterKey ? key.count + 1 : 1
        return "SELECT \(list) FROM \(name)\(condition) ORDER BY \(keyList) LIMIT $\(limit)"
    }

    /// Asks for the last key.
    var lastKeyQuery: String {
        let order = key.map { columns[$0].name + " DESC" }.joined(separator: ", ")
        return "SELECT \(keyList) FROM \(name) ORDER BY \(order) LIMIT 1"
    }

    /// Adds so many rows.
    func insertion(of rows: Int) -> String {
        let width = columns.count
        let values = (0..<rows).map { row in
            "(" + (1...width).map { "$\(row * width + $0)" }.joined(separator: ", ") + ")"
        }
        return "INSERT INTO \(name) (\(list)) VALUES " + values.joined(separator: ", ")
    }
}

extension StoredTable {
    /// - Throws: `invalid` where two stores do not have the same tables.
    static func expectSame(_ tables: [StoredTable], _ others: [StoredTable]) throws {
        let differing = Set(tables).symmetricDifference(others).map(\.name).min()
        guard let differing else { return }
        throw NewsError(
            .invalid,
            "The two stores differ in the table \(differing); bring both up to date with the same warta."
        )
    }
}
