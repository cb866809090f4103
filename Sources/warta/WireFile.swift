import Foundation
import News
import Synchronization
import Wire

/// A file of copy, read in batches on a task of its own while the batch before is stored.
actor WireFile {
    /// Where its pictures lie: the folder of the file, or the present one for standard input.
    nonisolated let folder: String
    private var reader: NinjsReader
    private let position: Position

    /// Bytes read so far.
    final class Position: Sendable {
        let bytes = Atomic<Int>(0)
    }

    /// - Throws: `notFound` where there is no such file or it cannot be read.
    init(_ path: String, defaults: NinjsReader.Defaults) throws {
        let isInput = path == "-"
        let handle = isInput ? FileHandle.standardInput : try Self.open(path)
        let position = Position()
        folder = isInput ? "." : URL(fileURLWithPath: path).deletingLastPathComponent().path
        self.position = position
        reader = NinjsReader(source: isInput ? "standard input" : path, defaults: defaults) {
            guard let data = try handle.read(upToCount: 1 << 18), !data.isEmpty else { return nil }
            position.bytes.add(data.count, ordering: .relaxed)
            return Array(data)
        }
    }

    /// Bytes of a file; 0 where it has no size, as a pipe.
    /// - Throws: `notFound` where there is no such file.
    static func size(of path: String) throws -> Int {
        if path == "-" { return 0 }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let attributes else { throw NewsError(.notFound, "There is no file \(path); check the name.") }
        return (attributes[.size] as? Int) ?? 0
    }

    /// The next items, at most so many, and fewer where they are large; empty at the end.
    func batch(_ limit: Int) -> [WireReadResult] {
        var readings: [WireReadResult] = []
        let start = position.bytes.load(ordering: .relaxed)
        while readings.count < limit, position.bytes.load(ordering: .relaxed) - start < 6 << 20,
            let reading = reader.next()
        {
            readings.append(reading)
        }
        return readings
    }

    nonisolated var bytesRead: Int { position.bytes.load(ordering: .relaxed) }

    private static func open(_ path: String) throws -> FileHandle {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path) else {
            throw NewsError(.notFound, "The file \(path) cannot be read; check its name and its rights.")
        }
        return handle
    }
}
