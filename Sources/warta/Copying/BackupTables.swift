import Foundation
import News
import Storage

/// The files of a backup's tables.
struct BackupTables {
    private let folder: String
    private let sums: [String: TableSum]

    /// Bytes that are read at once.
    private static let portion = 1 << 20

    init(_ folder: String, _ manifest: BackupManifest) {
        self.folder = folder
        sums = Dictionary(manifest.tables.map { ($0.name, $0) }) { first, _ in first }
    }

    var rows: Int { sums.values.reduce(0) { $0 + $1.rows } }

    /// Reads each file once and compares it with what the manifest says.
    /// - Throws: `invalid` where one is missing or has changed.
    func prove() throws {
        for sum in sums.values.sorted(by: { $0.name < $1.name }) {
            var checksum = Checksum()
            try forEachPortion(of: sum.name) { checksum.add(Array($0)) }
            guard checksum.text == sum.sha256, checksum.bytes == sum.bytes else {
                throw NewsError(
                    .invalid,
                    "The backup is damaged: its table \(sum.name) is not what was written. Take another backup."
                )
            }
        }
    }

    /// Gives the rows of a table, but for those that a store has already.
    func forEachRows(of table: StoredTable, after count: Int, _ body: (TableRows) async throws -> Void) async throws {
        guard sums[table.name]?.columns == table.columnNames else {
            throw NewsError(
                .invalid,
                "The backup's table \(table.name) does not fit this store; it cannot be restored."
            )
        }
        let file = try handle(table.name)
        var (rest, known) = ([UInt8](), count)
        while let part = try Self.next(file) {
            rest += part
            guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            let rows = try TableRows(table, lines: rest[...end])
            rest.removeFirst(end + 1)
            let unknown = rows.dropFirst(known)
            known = max(0, known - rows.count)
            if unknown.count > 0 { try await body(unknown) }
        }
    }

    private func forEachPortion(of name: String, _ body: (Data) throws -> Void) throws {
        let file = try handle(name)
        while let part = try Self.next(file) { try body(part) }
    }

    private func handle(_ name: String) throws -> FileHandle {
        guard let file = FileHandle(forReadingAtPath: "\(folder)/tables/\(name).tsv") else {
            throw NewsError(.invalid, "The backup is damaged: its table \(name) is missing. Take another backup.")
        }
        return file
    }

    /// Nil at the end.
    private static func next(_ file: FileHandle) throws -> Data? {
        do {
            return try file.read(upToCount: portion).flatMap { $0.isEmpty ? nil : $0 }
        } catch {
            throw NewsError(.unavailable, "The backup cannot be read; check its disk.")
        }
    }
}
