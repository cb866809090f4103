internal import Foundation

/// A lock on a folder that the system releases even if the process is killed.
///
/// It is held while the schema is brought up to date, so that two programs started together do not both do it.
struct FolderLock {
    private let descriptor: CInt

    /// Waits until the lock is free.
    init(folder: String) throws {
        descriptor = open(folder + "/warta.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SQLiteErrors.folder(folder) }
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }

    func release() {
        Foundation.close(descriptor)
    }
}
