internal import Foundation
internal import Storage

extension TestStore {
    /// All bytes of the store, as somebody has them who takes the disk.
    public func bytes() async throws -> StoredBytes {
        var all = Data()
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            if let data = FileManager.default.contents(atPath: folder + "/" + file) { all += data }
        }
        if let database {
            for rows in try await PostgreSQLServer.run(Self.everything, at: database) { all += Data(rows.utf8) }
        }
        return StoredBytes(all: all)
    }

    /// Every row of every table.
    private static let everything = """
        SELECT CAST(query_to_xml('SELECT * FROM ' || quote_ident(relname), true, false, '') AS text) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace)
        """
}

/// Bytes in which something is looked for.
public struct StoredBytes: Sendable {
    fileprivate let all: Data

    /// Whether these bytes stand in them.
    public func contains(_ bytes: [UInt8]) -> Bool { all.range(of: Data(bytes)) != nil }
}
