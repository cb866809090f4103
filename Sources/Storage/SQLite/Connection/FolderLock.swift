internal import Foundation

/// A lock on a folder that the system releases even where the process is killed: held while the schema is brought up
/// to date, so that two programs started together do not both begin.
struct FolderLock {
    private let descriptor: CInt

    /// Waits until whoever holds it has let go.
    init(folder: String) throws {
        descriptor = open(folder + "/warta.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SQLiteErrors.folder(folder) }
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }

    func release() {
        Foundation.close(descriptor)
    }
}
