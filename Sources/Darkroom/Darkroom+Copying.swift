import Foundation

extension Darkroom {
    /// The digests of all pictures that are here and complete, sorted.
    public func pictures() -> [String] {
        Disk.names(in: folder).sorted().flatMap { shelf in
            Disk.names(in: "\(folder)/\(shelf)").sorted().filter { isComplete(digest: $0) && $0.hasPrefix(shelf) }
        }
    }

    /// Puts a picture of another darkroom into this one, with its renditions, each byte compared with what was written once.
    ///
    /// Nothing happens if it is here already.
    /// - Parameters:
    ///   - digest: SHA-256 of the original in lower-case hexadecimal.
    ///   - other: Where it is.
    ///   - former: A darkroom on the same disk whose files stand in for copies, by hard links, where it has the same picture.
    /// - Returns: How many bytes were written for it; 0 for one that was here, or is linked.
    /// - Throws: ``DarkroomError/damaged(_:)`` if the other has not what it should have; ``DarkroomError/storage(_:)`` and
    ///   ``DarkroomError/noRoom(_:)`` if it cannot be kept here. Then nothing of it is.
    public func take(
        _ digest: String,
        from other: Darkroom,
        linkingTo former: Darkroom? = nil
    ) throws(DarkroomError) -> Int {
        guard let source = PictureFolder(digest: digest, in: other.folder),
            let target = PictureFolder(digest: digest, in: folder)
        else { throw .damaged("\(digest) is no picture's name") }
        return try target.fill(from: source, linkingTo: former.flatMap { PictureFolder(digest: digest, in: $0.folder) })
    }
}

extension PictureFolder {
    fileprivate func fill(from other: PictureFolder, linkingTo former: PictureFolder?) throws(DarkroomError) -> Int {
        guard picture == nil else { return 0 }
        guard let manifest = other.manifest else { throw .damaged("\(digest) is not complete") }
        var written = 0
        _ = try fill { () throws(DarkroomError) in
            let isKnown = former?.manifest == manifest
            for name in manifest.files.keys.sorted() {
                if isKnown, let former, link("\(former.path)/\(name)", "\(path)/\(name)") == 0 { continue }
                written += try copy(name, manifest, from: other)
            }
            return manifest
        }
        return written
    }

    private func copy(
        _ name: String,
        _ manifest: PictureManifest,
        from other: PictureFolder
    ) throws(DarkroomError) -> Int {
        guard let file = manifest.files[name],
            let bytes = try? Disk.read("\(other.path)/\(name)", atMost: PictureLimits.bytes),
            Darkroom.digest(of: bytes[...]) == file.digest
        else { throw .damaged("\(name) of the picture \(digest) is not what was written once") }
        try Disk.write(bytes[...], to: "\(path)/\(name)")
        return bytes.count
    }
}
