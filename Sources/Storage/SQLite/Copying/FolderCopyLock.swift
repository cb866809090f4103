internal import Foundation
internal import News

/// A lock on a folder whose store is copied, moved or restored, held until that has ended, however it ends.
///
/// It is on the folder itself: a file for it would be left behind.
final class FolderCopyLock: Sendable {
    private let descriptor: CInt

    /// - Throws: `unavailable` where another program has it.
    init(folder: String) throws {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SQLiteErrors.folder(folder) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw NewsError.isBeingCopied(folder) }
    }

    deinit { if descriptor >= 0 { Foundation.close(descriptor) } }

    func release() { flock(descriptor, LOCK_UN) }
}
