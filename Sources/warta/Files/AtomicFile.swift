import Foundation
import News

/// A file that is written under a temporary name and renamed when it is complete and on disk.
///
/// Until then, a former file of that name stays as it was.
final class AtomicFile {
    private let path: String
    private let part: String
    private let descriptor: Int32
    private var isFinished = false

    /// - Throws: `unavailable` where the file cannot be made, or somebody else is writing it.
    init(_ path: String) throws {
        let part = path + Self.ending
        let made = CleanupOnSignal.making {
            let file = open(part, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
            guard file >= 0 else { return nil }
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                let reason = errno
                close(file)
                errno = reason
                return nil
            }
            return (part, file)
        }
        guard let made else {
            guard errno != EWOULDBLOCK else {
                throw NewsError(.unavailable, "Another export writes \(path); wait until it has ended.")
            }
            throw Self.failure(path)
        }
        self.path = path
        self.part = part
        descriptor = made.file
        // A process that was killed may have left something.
        guard ftruncate(descriptor, 0) == 0 else { throw Self.failure(path) }
    }

    deinit {
        if !isFinished { unlink(part) }
        CleanupOnSignal.keep(part)
        close(descriptor)
    }

    /// The ending of the temporary name.
    static let ending = ".part"

    func write(_ bytes: [UInt8]) throws {
        guard DiskWriting.write(bytes, to: descriptor) else { throw Self.failure(path) }
    }

    /// Renames the file, so that even a power cut does not undo it.
    func finish() throws {
        guard fsync(descriptor) == 0, rename(part, path) == 0 else { throw Self.failure(path) }
        isFinished = true
        guard DiskWriting.syncFolder((path as NSString).deletingLastPathComponent) else { throw Self.failure(path) }
    }

    private static func failure(_ path: String) -> NewsError {
        let reason = String(cString: strerror(errno)).lowercased()
        return NewsError(.unavailable, "\(path) cannot be written: \(reason). What stood there before still does.")
    }
}
