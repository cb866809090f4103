import Foundation
import News

/// A temporary folder for the files that a dry run needs; it is removed afterwards.
///
/// Its process holds a lock on it (`flock`). A folder that nobody holds was left by a process that was killed; the next
/// dry run removes it.
final class ScratchFolder {
    let path: String
    private let lock: Int32

    private static let prefix = "warta-dry-run-"

    /// - Throws: `unavailable` where the system's folder for such things cannot be written.
    init() throws {
        let parent = FileManager.default.temporaryDirectory.path
        Self.sweep(parent)
        // Another process may remove the folder before it is locked: then we make another one.
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

    /// Removes the folders of this user's processes that have ended.
    private static func sweep(_ parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            guard let lock = locked(path, waiting: false) else { continue }
            try? FileManager.default.removeItem(atPath: path)
            close(lock)
        }
    }

    /// Opens and locks the folder; nil if it belongs to somebody else, is in use, is no folder, or is gone.
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
