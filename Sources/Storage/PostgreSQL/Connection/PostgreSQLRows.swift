internal import CPostgreSQL

/// Rows that wait to be sent to one table, column by column: each column is one array, and all rows are one statement.
struct PostgreSQLRows {
    let table: RowTable
    /// How many rows they are.
    private(set) var count = 0
    private var columns: [Column]

    fileprivate struct Column {
        /// The type of the table's column.
        let type: Oid
        /// What PostgreSQL's binary form of an array says of its elements.
        var elements: [UInt8] = []
        var hasNull = false
    }

    /// - Parameter types: Those of the table's columns.
    init(_ table: RowTable, types: [Oid]) {
        self.table = table
        columns = types.map { Column(type: $0) }
    }

    /// Bytes of all values.
    var bytes: Int { columns.reduce(0) { $0 + $1.elements.count } }

    /// Adds a row.
    /// - Returns: The bytes of its values.
    /// - Throws: `SQLFault.constraint` if a value is of another type than its column.
    mutating func append(_ row: [SQLValue]) throws -> Int {
        guard row.count == columns.count else {
            throw SQLFault.constraint(.other, "a row of \(table.name) has \(row.count) values")
        }
        count += 1
        var added = 0
        for (index, value) in row.enumerated() {
            let before = columns[index].elements.count
            try columns[index].append(value, of: table)
            added += columns[index].elements.count - before
        }
        return added
    }
}

extension PostgreSQLRows {
    /// Adds all rows; words come as one text, as they do in every other statement.
    static func statement(_ table: RowTable, types: [Oid]) -> String {
        let names = table.columns.joined(separator: ", ")
        let values = zip(table.columns, types).map { $1 == PostgreSQLType.texts ? "string_to_array(\($0), ' ')" : $0 }
        let arrays = types.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return """
            INSERT INTO \(table.name) (\(names)) SELECT \(values.joined(separator: ", ")) \
            FROM unnest(\(arrays)) AS added (\(names))
            """
    }

    /// The types of the statement's values.
    static func arrayTypes(_ types: [Oid]) -> [Oid] {
        types.map { $0 == PostgreSQLType.integer ? PostgreSQLType.integers : PostgreSQLType.texts }
    }

    /// Calls the closure with what libpq takes: pointers to the arrays, their lengths and their formats.
    func withPointers<T>(_ body: ([UnsafePointer<CChar>?], [CInt], [CInt]) throws -> T) rethrows -> T {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(self.bytes + columns.count * Column.headLength)
        var starts: [Int] = []
        for column in columns {
            starts.append(bytes.count)
            column.write(count, to: &bytes)
        }
        let ends = Array(starts.dropFirst()) + [bytes.count]
        let lengths = zip(starts, ends).map { CInt($1 - $0) }
        return try bytes.withUnsafeBytes { buffer in
            let characters = buffer.bindMemory(to: CChar.self)
            return try body(starts.map { characters.baseAddress?.advanced(by: $0) }, lengths, starts.map { _ in 1 })
        }
    }
}

extension PostgreSQLRows.Column {
    /// Bytes before an array's elements.
    static let headLength = 20

    mutating func append(_ value: SQLValue, of table: RowTable) throws {
        switch value {
        case .null:
            hasNull = true
            elements.append(bigEndian: UInt32.max)
        case .integer(let integer) where type == PostgreSQLType.integer:
            elements.append(bigEndian: UInt32(8))
            elements.append(bigEndian: UInt64(bitPattern: integer))
        case .text(let text) where type == PostgreSQLType.text || type == PostgreSQLType.texts:
            let text = text.withoutZeroBytes
            elements.append(bigEndian: UInt32(text.utf8.count))
            elements += text.utf8
        default: throw SQLFault.constraint(.other, "a value of \(table.name) is of another type than its column")
        }
    }

    /// Writes the array: one dimension, whether it has nulls, what it holds, how many, and that it begins at 1.
    func write(_ count: Int, to bytes: inout [UInt8]) {
        let element = type == PostgreSQLType.integer ? PostgreSQLType.integer : PostgreSQLType.text
        for word: UInt32 in [1, hasNull ? 1 : 0, element, UInt32(count), 1] { bytes.append(bigEndian: word) }
        bytes += elements
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { self += $0 }
    }
}
