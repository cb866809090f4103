internal import Foundation

extension TestStore {
    /// All bytes of the store's files, as somebody has them who takes the disk.
    public func bytes() throws -> StoredBytes {
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
        var all: [UInt8] = []
        for file in files {
            if let data = FileManager.default.contents(atPath: folder + "/" + file) { all += Array(data) }
        }
        return StoredBytes(all: Data(all))
    }
}

/// Bytes in which something is looked for.
public struct StoredBytes: Sendable {
    fileprivate let all: Data

    /// Whether these bytes stand in them.
    public func contains(_ bytes: [UInt8]) -> Bool { all.range(of: Data(bytes)) != nil }
}
