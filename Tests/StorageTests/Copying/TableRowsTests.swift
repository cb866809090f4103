import News
import TestSupport
import Testing

@testable import Storage

/// Rows as lines of a file.
@Suite struct TableRowsTests {
    private let table = StoredTable(
        name: "sample",
        columns: [.init(name: "a", kind: .text), .init(name: "b", kind: .integer), .init(name: "c", kind: .text)],
        key: [1],
        parents: []
    )

    @Test func `what is written is read as it was, whatever the texts hold`() throws {
        let texts = ["", "\\N", "\\", "a\tb", "a\nb", "a\r\nb", "\\t", "\\\\n", "Çağ 🦀 \u{2028}", "\u{1}", "N"]
        let rows = texts.enumerated().map { [SQLValue.text($1), .integer(Int64($0)), .null] }
        let written = TableRows(table, rows).lines
        #expect(written.count { $0 == UInt8(ascii: "\n") } == texts.count)
        #expect(try TableRows(table, lines: written[...]).rows == rows)
    }

    @Test func `numbers are whole to the last digit`() throws {
        let rows = [Int64.min, -1, 0, .max].map { [SQLValue.null, .integer($0), .null] }
        #expect(try TableRows(table, lines: TableRows(table, rows).lines[...]).rows == rows)
    }

    @Test(arguments: ["a\t1\n", "a\t1\tb\tc\n", "a\tone\tb\n", "a\\x\t1\tb\n", "a\\\t1\tb\n", "a\t\tb\n", "\n"])
    func `a line that is none of the table's is refused`(line: String) {
        #expect(throws: NewsError.self) { try TableRows(table, lines: Array(line.utf8)[...]) }
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: NewsError.self) {
            try TableRows(table, lines: ([0xFF, 0xFE] + Array("\t1\tb\n".utf8))[...])
        }
    }
}
