import Foundation
import News

/// The folder of a backup that is being made: it has another name until it is whole and on disk.
final class BackupFolder {
    let path: String
    /// Where it is made.
    let part: String
    private let lock: Int32
    private var isFinished = false

    /// A file in each folder that we are making, so that no other is ever removed.
    private static let mark = "unfinished"

    /// - Throws: `conflict` where there is something already; `unavailable` where it cannot be made, or another backup is
    ///   being made there.
    init(_ path: String) throws {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let part = path + AtomicFile.ending
        let files = FileManager.default
        if files.fileExists(atPath: path), (try? files.contentsOfDirectory(atPath: path))?.isEmpty != true {
            throw NewsError(
                .conflict,
                "There is something in \(path); give the backup a folder that does not exist yet."
            )
        }
        try Self.expectOurs(part, path)
        let made = CleanupOnSignal.making { Self.made(part).map { (part, $0) } }
        guard let made else {
            let reason =
                switch errno {
                case EWOULDBLOCK: "another backup is being made there"
                case EEXIST: "\(part) is somebody else's; remove it, or choose another name"
                default: Self.reason
                }
            throw NewsError(.unavailable, "The backup \(path) cannot be made: \(reason).")
        }
        self.path = path
        self.part = part
        lock = made.file
        try start()
    }

    deinit {
        if !isFinished { try? FileManager.default.removeItem(atPath: part) }
        CleanupOnSignal.keep(part)
        close(lock)
    }

    /// A folder of that name that is not one of ours stays.
    private static func expectOurs(_ part: String, _ path: String) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: part), !names.isEmpty,
            !names.contains(mark)
        else { return }
        throw NewsError(.conflict, "There is something in \(part), where the backup \(path) is made; move it away.")
    }

    /// Makes the folder, which nobody else may read, and locks it; nil where that cannot be.
    ///
    /// One that is there already gets the same rights; `errno` is `EEXIST` where it is somebody else's.
    private static func made(_ part: String) -> Int32? {
        guard mkdir(part, 0o700) == 0 || errno == EEXIST else { return nil }
        let folder = open(part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return nil }
        guard flock(folder, LOCK_EX | LOCK_NB) == 0, isOurs(folder), fchmod(folder, 0o700) == 0 else {
            let reason = errno
            close(folder)
            errno = reason
            return nil
        }
        return folder
    }

    private static func isOurs(_ folder: Int32) -> Bool {
        var found = stat()
        guard fstat(folder, &found) == 0 else { return false }
        errno = EEXIST
        return found.st_uid == geteuid()
    }

    /// Empties it, as a backup that was killed may have left something.
    private func start() throws {
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: part) where name != Self.mark {
                try FileManager.default.removeItem(atPath: "\(part)/\(name)")
            }
            try write([], to: Self.mark)
            try FileManager.default.createDirectory(atPath: part + "/tables", withIntermediateDirectories: false)
        } catch {
            throw NewsError(.unavailable, "The folder \(part) cannot be used; check its disk and your rights there.")
        }
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = try BackupFile("\(part)/\(name)")
        try file.write(bytes)
        try file.finish()
    }

    /// Waits until all is on disk, and gives it its name.
    func finish(_ manifest: BackupManifest) throws {
        try write(try manifest.bytes, to: BackupManifest.fileName)
        try Self.sync(part + "/tables")
        guard unlink("\(part)/\(Self.mark)") == 0, fsync(lock) == 0, rename(part, path) == 0 else {
            throw NewsError(.unavailable, "The backup \(path) cannot be finished: \(Self.reason).")
        }
        isFinished = true
        let above = (path as NSString).deletingLastPathComponent
        try Self.sync(above.isEmpty ? "." : above)
    }

    /// Makes the names in a folder last through a power cut.
    private static func sync(_ path: String) throws {
        guard DiskWriting.syncFolder(path) else {
            throw NewsError(.unavailable, "The folder \(path) cannot be kept on its disk: \(reason).")
        }
    }

    private static var reason: String { String(cString: strerror(errno)).lowercased() }
}

/// A file of a backup that is being made, which nobody else may read: what a store holds is not for everybody.
final class BackupFile {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws {
        guard DiskWriting.write(bytes, to: descriptor) else { throw failure }
    }

    /// Waits for the disk.
    func finish() throws {
        guard fsync(descriptor) == 0 else { throw failure }
    }

    private var failure: NewsError {
        let reason = String(cString: strerror(errno)).lowercased()
        return NewsError(.unavailable, "\(path) cannot be written: \(reason). There is no backup.")
    }
}
