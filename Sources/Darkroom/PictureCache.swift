import Foundation
import Synchronization

/// Files of pictures that are kept elsewhere, on this machine's disk so that they are served as quickly as others.
///
/// A folder of bounded size, from which those go first that were not used for longest. It may be deleted at any time, and
/// several programs may use it: it has no state but its files, whose times say when each was used.
final class PictureCache: Sendable {
    private let folder: String
    private let mostBytes: Int
    /// Bytes that were added since the folder was measured; at first so many that it is measured with the first file.
    private let added: Mutex<Int>
    private let writes = Atomic<Int>(0)

    /// A file is used when it was used in these seconds; so a picture that all read is not touched each time.
    private static let grain = 600

    /// - Parameters:
    ///   - folder: Made where it is missing.
    ///   - mostBytes: How many it holds at most, but for what comes between two measurements: a twentieth.
    init(_ folder: String, mostBytes: Int) throws(DarkroomError) {
        try Disk.makeFolder(folder)
        self.folder = folder
        self.mostBytes = mostBytes
        added = Mutex(mostBytes)
    }

    /// The path of a file that is here, which counts as used.
    func path(of name: String, digest: String) -> String? {
        let path = place(name, digest)
        guard let facts = Disk.facts(of: path) else { return nil }
        if facts.changed + Self.grain < Int(Date().timeIntervalSince1970) { Disk.touch(path) }
        return path
    }

    /// Keeps a file; others go, if there would be too many.
    func keep(_ bytes: ArraySlice<UInt8>, as name: String, digest: String) throws(DarkroomError) -> String {
        let path = place(name, digest)
        try Disk.makeFolder(shelf(digest))
        let number = writes.wrappingAdd(1, ordering: .relaxed).newValue
        try Disk.write(bytes, to: path, mark: ".\(getpid()).\(number)")
        let isFull = added.withLock { added in
            added += bytes.count
            guard added >= mostBytes / 20 else { return false }
            added = 0
            return true
        }
        if isFull { sweep(but: path) }
        return path
    }

    private func place(_ name: String, _ digest: String) -> String { "\(shelf(digest))/\(digest)-\(name)" }

    private func shelf(_ digest: String) -> String { "\(folder)/\(digest.prefix(2))" }

    /// Removes what was not used for longest until a tenth of the room is free.
    private func sweep(but kept: String) {
        var files: [(path: String, bytes: Int, changed: Int)] = []
        for shelf in Disk.names(in: folder) {
            for name in Disk.names(in: "\(folder)/\(shelf)") {
                let path = "\(folder)/\(shelf)/\(name)"
                if let facts = Disk.facts(of: path) { files.append((path, facts.bytes, facts.changed)) }
            }
        }
        var bytes = files.reduce(0) { $0 + $1.bytes }
        guard bytes > mostBytes else { return }
        for file in files.sorted(by: { $0.changed < $1.changed }) where file.path != kept {
            guard bytes > mostBytes / 10 * 9 else { return }
            try? Disk.remove(file.path)
            bytes -= file.bytes
        }
    }
}
