import Foundation
import News

/// A folder for what a dry run must make to judge as the real one would; gone afterwards.
///
/// It is held by a lock (`flock`) while its process lives. What a killed one left is told by a lock that nobody holds,
/// and goes when the next is made.
final class ScratchFolder {
    let path: String
    private let lock: Int32

    private static let prefix = "warta-dry-run-"

    /// - Throws: `unavailable` where the system's folder for such things cannot be written.
    init() throws {
        let parent = FileManager.default.temporaryDirectory.path
        Self.sweep(parent)
        // A sweep by another process may take a folder before it is locked: then another one is made.
        for _ in 0..<100 {
            var template = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
            let made = CleanupOnSignal.making {
                guard mkdtemp(&template) != nil else { return nil }
                let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
                return Self.locked(path, waiting: true).map { (path, $0) }
            }
            guard let made else { continue }
            (path, lock) = made
            return
        }
        throw NewsError(.unavailable, "No folder can be made in \(parent); check TMPDIR and your rights there.")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        CleanupOnSignal.keep(path)
        close(lock)
    }

    /// Removes what was left by processes of this user that are no more.
    private static func sweep(_ parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            guard let lock = locked(path, waiting: false) else { continue }
            try? FileManager.default.removeItem(atPath: path)
            close(lock)
        }
    }

    /// The folder, open and locked; nil where it is somebody else's, in use, no folder, or gone.
    private static func locked(_ path: String, waiting: Bool) -> Int32? {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return nil }
        var (held, named) = (stat(), stat())
        guard flock(folder, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) == 0,
            fstat(folder, &held) == 0, held.st_uid == geteuid(),
            lstat(path, &named) == 0, named.st_ino == held.st_ino, named.st_dev == held.st_dev
        else {
            close(folder)
            return nil
        }
        return folder
    }
}
