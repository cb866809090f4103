import Foundation
import News

/// A file of wire copy, or standard input (`-`).
struct WireFile {
    /// What messages call it.
    let name: String
    /// Where its pictures lie: the folder of the file, or the present one for standard input.
    let folder: String
    private let handle: FileHandle

    /// Bytes that are read at once.
    private static let chunk = 1 << 18

    /// - Throws: `notFound` where there is no such file or it cannot be read.
    init(_ path: String) throws {
        let isInput = path == "-"
        name = isInput ? "standard input" : path
        folder = isInput ? "." : URL(fileURLWithPath: path).deletingLastPathComponent().path
        handle = isInput ? FileHandle.standardInput : try Self.open(path)
    }

    /// Gives its next bytes at each call, and nil at its end.
    var chunks: () throws -> [UInt8]? {
        { [handle] in
            guard let data = try handle.read(upToCount: Self.chunk), !data.isEmpty else { return nil }
            return Array(data)
        }
    }

    /// Bytes of a file; 0 where it has no size, as a pipe.
    /// - Throws: `notFound` where there is no such file.
    static func size(of path: String) throws -> Int {
        if path == "-" { return 0 }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let attributes else {
            throw NewsError(
                .notFound,
                "There is no file \(path), or it may not be read; check its name and its rights."
            )
        }
        return (attributes[.size] as? Int) ?? 0
    }

    private static func open(_ path: String) throws -> FileHandle {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path) else {
            throw NewsError(.notFound, "The file \(path) cannot be read; check its name and its rights.")
        }
        return handle
    }
}
