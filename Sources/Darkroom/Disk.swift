import Foundation

/// The few things the darkroom asks of a file system.
enum Disk {
    /// Reads a regular file; a pipe or a device is refused rather than waited for.
    static func read(_ path: String, atMost limit: Int) throws(DarkroomError) -> [UInt8] {
        try read(Descriptor(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)), path, atMost: limit)
    }

    /// Reads a regular file whose name a stranger chose, below a folder that we chose.
    ///
    /// Each part of the name is opened in the folder before it, and the kernel refuses a symbolic link: so nobody can
    /// replace a folder with one between a check and the opening.
    static func read(_ name: String, beneath folder: String, atMost limit: Int) throws(DarkroomError) -> [UInt8] {
        let parts = name.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        guard !name.hasPrefix("/"), !parts.contains(".."), !name.utf8.contains(0), let last = parts.last else {
            throw .unreadable(name)
        }
        var place = Descriptor(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        for part in parts.dropLast() {
            guard place.isOpen else { throw .unreadable(name) }
            place = Descriptor(openat(place.number, String(part), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
        }
        guard place.isOpen else { throw .unreadable(name) }
        let flags = O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC
        return try read(Descriptor(openat(place.number, String(last), flags)), name, atMost: limit)
    }

    /// Reads a file that the kernel generates when it is read, and which has no size.
    static func readWhole(_ path: String) throws(DarkroomError) -> [UInt8] {
        let file = Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        guard file.isOpen, let bytes = file.read(count: 64 << 10) else { throw .unreadable(path) }
        return bytes
    }

    private static func read(
        _ file: consuming Descriptor,
        _ path: String,
        atMost limit: Int
    ) throws(DarkroomError) -> [UInt8] {
        var status = stat()
        guard file.isOpen, fstat(file.number, &status) == 0, isRegular(status) else { throw .unreadable(path) }
        guard status.st_size <= limit else { throw .tooLarge("more than \(limit >> 20) MiB; send a smaller file") }
        guard let bytes = file.read(count: Int(status.st_size)) else { throw .unreadable(path) }
        return bytes
    }

    /// Writes under a temporary name, waits for the disk, then renames: the file is there whole or not at all.
    /// - Parameter mark: Tells the temporary name from those of others who may write the same file now.
    static func write(_ bytes: ArraySlice<UInt8>, to path: String, mark: String = "") throws(DarkroomError) {
        let part = path + mark + ".part"
        let file = Descriptor(open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644))
        guard file.isOpen, file.write(bytes), fsync(file.number) == 0, rename(part, path) == 0 else {
            let error = failure(path)
            unlink(part)
            throw error
        }
    }

    /// Makes a folder and those above it; no error if it exists.
    static func makeFolder(_ path: String) throws(DarkroomError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            if (error as? CocoaError)?.code == .fileWriteOutOfSpace { throw .noRoom(path) }
            throw .storage("the folder \(path) can neither be opened nor made")
        }
    }

    /// Waits until nobody else holds the folder; the lock ends with the returned value.
    static func lockFolder(_ path: String) throws(DarkroomError) -> Descriptor {
        let folder = Descriptor(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        guard folder.isOpen else { throw failure(path) }
        while flock(folder.number, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure(path) }
        }
        return folder
    }

    /// Makes the names in a folder last through a power cut.
    static func syncFolder(_ path: String) throws(DarkroomError) {
        let folder = Descriptor(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        guard folder.isOpen else { throw failure(path) }
        try folder.sync()
    }

    static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    static func remove(_ path: String) throws(DarkroomError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure(path) }
    }

    /// Removes a folder; no error if it is not empty or does not exist.
    static func removeFolder(_ path: String) {
        rmdir(path)
    }

    /// Bytes of a regular file; nil if there is none.
    static func size(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, isRegular(status) else { return nil }
        return Int(status.st_size)
    }

    /// Bytes of a regular file, and when it was changed last; nil if there is none.
    static func facts(of path: String) -> (bytes: Int, changed: Int)? {
        var status = stat()
        guard stat(path, &status) == 0, isRegular(status) else { return nil }
        return (Int(status.st_size), Int(status.st_mtim.tv_sec))
    }

    /// Sets the time at which a file was changed last to now.
    static func touch(_ path: String) { utimensat(AT_FDCWD, path, nil, 0) }

    /// Whether files can be made in a folder.
    static func isWritable(_ folder: String) -> Bool { access(folder, W_OK) == 0 }

    private static func isRegular(_ status: stat) -> Bool {
        status.st_mode & S_IFMT == S_IFREG
    }

    static func failure(_ path: String) -> DarkroomError {
        if errno == ENOSPC || errno == EDQUOT { return .noRoom(path) }
        return .storage("\(path): \(reason(errno))")
    }

    /// What the system says of an error code.
    static func reason(_ code: Int32) -> String {
        String(cString: strerror(code)).lowercased()
    }
}

/// An open file or folder, closed when it goes out of scope.
struct Descriptor: ~Copyable {
    fileprivate let number: Int32

    fileprivate init(_ number: Int32) {
        self.number = number
    }

    deinit {
        if isOpen { close(number) }
    }

    fileprivate var isOpen: Bool { number >= 0 }

    func sync() throws(DarkroomError) {
        guard fsync(number) == 0 else { throw Disk.failure("the pictures' folder") }
    }

    /// Reads `count` bytes, or as many as there are if the file has shrunk; nil if the disk fails.
    fileprivate func read(count: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let start = buffer.baseAddress {
                let got = systemRead(number, start + filled, count - filled)
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { break }
                filled += got
            }
        }
        return failed ? nil : bytes
    }

    fileprivate func write(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let start = buffer.baseAddress {
                let put = systemWrite(number, start + done, buffer.count - done)
                if put < 0, errno == EINTR { continue }
                if put <= 0 { return false }
                done += put
            }
            return true
        }
    }
}

/// Named apart from the methods of ``Descriptor``, which would hide them.
private func systemRead(_ number: Int32, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(number, start, count)
}

private func systemWrite(_ number: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
    write(number, start, count)
}
