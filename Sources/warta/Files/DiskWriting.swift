import Glibc

/// What files have in common that are to last through a power cut; where something fails, `errno` says why.
enum DiskWriting {
    /// Writes all of some bytes.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let start = buffer.baseAddress {
                let put = Glibc.write(descriptor, start + done, buffer.count - done)
                if put < 0, errno == EINTR { continue }
                guard put > 0 else { return false }
                done += put
            }
            return true
        }
    }

    /// Makes the names in a folder last.
    static func syncFolder(_ path: String) -> Bool {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        let isKept = fsync(folder) == 0
        let reason = errno
        close(folder)
        errno = reason
        return isKept
    }
}
