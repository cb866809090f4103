internal import News

/// Rows of a table, in the order of its key.
public struct TableRows: Sendable {
    /// The table that they are of.
    public let table: StoredTable
    let rows: [[SQLValue]]

    init(_ table: StoredTable, _ rows: [[SQLValue]]) {
        self.table = table
        self.rows = rows
    }

    /// How many they are.
    public var count: Int { rows.count }

    /// All but the first so many.
    public func dropFirst(_ count: Int) -> TableRows { TableRows(table, Array(rows.dropFirst(count))) }

    /// The key of the last one; nil if there is none.
    var lastKey: [SQLValue]? { rows.last.map { row in table.key.map { row[$0] } } }
}

extension TableRows {
    /// One line for each row, the same for the same row on both databases: fields with tabs between them, as PostgreSQL's
    /// `COPY` writes them.
    ///
    /// A null is `\N`; in a text a backslash, a tab, a line feed and a carriage return are `\\`, `\t`, `\n` and `\r`.
    public var lines: [UInt8] {
        var lines: [UInt8] = []
        for row in rows {
            for (index, value) in row.enumerated() {
                if index > 0 { lines.append(Self.tab) }
                value.write(to: &lines)
            }
            lines.append(Self.lineFeed)
        }
        return lines
    }

    fileprivate static let (tab, lineFeed) = (UInt8(ascii: "\t"), UInt8(ascii: "\n"))
    fileprivate static let (backslash, carriageReturn) = (UInt8(ascii: "\\"), UInt8(ascii: "\r"))

    /// Reads whole lines.
    /// - Throws: `invalid` where they are none of this table's.
    public init(_ table: StoredTable, lines: ArraySlice<UInt8>) throws {
        self.table = table
        rows = try lines.split(separator: Self.lineFeed, omittingEmptySubsequences: false).dropLast().map { line in
            let fields = line.split(separator: Self.tab, omittingEmptySubsequences: false)
            guard fields.count == table.columns.count else { throw Self.fault(table) }
            return try zip(fields, table.columns).map { field, column in
                guard let value = SQLValue(field, column.kind) else { throw Self.fault(table) }
                return value
            }
        }
    }

    private static func fault(_ table: StoredTable) -> NewsError {
        NewsError(.invalid, "A line of the table \(table.name) cannot be read; the file is not what was written.")
    }
}

extension SQLValue {
    fileprivate func write(to lines: inout [UInt8]) {
        switch self {
        case .null: lines += [TableRows.backslash, UInt8(ascii: "N")]
        case .integer(let number): lines += String(number).utf8
        case .real(let number): lines += String(number).utf8
        case .text(let text):
            for byte in text.utf8 {
                switch byte {
                case TableRows.backslash: lines += [TableRows.backslash, TableRows.backslash]
                case TableRows.tab: lines += [TableRows.backslash, UInt8(ascii: "t")]
                case TableRows.lineFeed: lines += [TableRows.backslash, UInt8(ascii: "n")]
                case TableRows.carriageReturn: lines += [TableRows.backslash, UInt8(ascii: "r")]
                default: lines.append(byte)
                }
            }
        }
    }

    /// Nil if the bytes are no value of this kind.
    fileprivate init?(_ field: ArraySlice<UInt8>, _ kind: StoredTable.Kind) {
        if field.elementsEqual([TableRows.backslash, UInt8(ascii: "N")]) {
            self = .null
            return
        }
        switch kind {
        case .integer:
            guard let number = Int64(String(decoding: field, as: UTF8.self)) else { return nil }
            self = .integer(number)
        case .text:
            guard let text = Self.text(field) else { return nil }
            self = .text(text)
        }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String? {
        guard field.contains(TableRows.backslash) else { return String(validating: field, as: UTF8.self) }
        var (bytes, isEscaped) = ([UInt8](), false)
        bytes.reserveCapacity(field.count)
        for byte in field {
            if isEscaped {
                switch byte {
                case TableRows.backslash: bytes.append(byte)
                case UInt8(ascii: "t"): bytes.append(TableRows.tab)
                case UInt8(ascii: "n"): bytes.append(TableRows.lineFeed)
                case UInt8(ascii: "r"): bytes.append(TableRows.carriageReturn)
                default: return nil
                }
                isEscaped = false
            } else if byte == TableRows.backslash {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        return isEscaped ? nil : String(validating: bytes, as: UTF8.self)
    }
}
