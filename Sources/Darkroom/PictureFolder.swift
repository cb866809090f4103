import News

/// The folder of one picture: `FOLDER/ab/abcd…/`, with the original, the renditions and the manifest.
///
/// The manifest is written last, so a folder without one was left incomplete by a process that was killed; whoever
/// takes the picture next fills it again. While it is filled, the folder itself is locked (`flock`), which keeps other
/// processes out and ends with the process that holds it.
struct PictureFolder {
    private static let manifestName = "manifest.json"

    let digest: String
    private let folder: String
    private let shelf: String
    let path: String

    /// Nil unless `digest` is 64 lower-case hexadecimal digits: it may have come from a URL.
    init?(digest: String, in folder: String) {
        let isHex = digest.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard digest.utf8.count == 64, isHex else { return nil }
        self.init(trusted: digest, in: folder)
    }

    /// For a digest that was computed here.
    init(trusted digest: String, in folder: String) {
        self.digest = digest
        self.folder = folder
        shelf = "\(folder)/\(digest.prefix(2))"
        path = "\(shelf)/\(digest)"
    }

    static func name(_ width: Int, _ format: Darkroom.Format) -> String {
        "\(width).\(format.rawValue)"
    }

    /// The picture, if it is here and complete: each file as long as when it was written.
    var picture: Picture? {
        guard let manifest, manifest.files.allSatisfy({ Disk.size(of: "\(path)/\($0.key)") == $0.value.bytes }) else {
            return nil
        }
        return manifest.picture.picture(digest: digest)
    }

    /// Whether each file is what it was, byte for byte.
    var isSound: Bool {
        guard let manifest else { return false }
        return manifest.files.allSatisfy { name, file in
            let bytes = try? Disk.read("\(path)/\(name)", atMost: PictureLimits.bytes)
            return bytes.map { Darkroom.digest(of: $0[...]) } == file.digest
        }
    }

    /// The path of a rendition; nil if there is none.
    ///
    /// This runs on every request for a picture, so it takes only two looks at the file system and reads nothing.
    func rendition(width: Int, format: Darkroom.Format) -> String? {
        let file = "\(path)/\(PictureFolder.name(width, format))"
        return Disk.size(of: "\(path)/\(PictureFolder.manifestName)") != nil && Disk.size(of: file) != nil ? file : nil
    }

    var original: String? {
        guard let name = manifest?.files.keys.first(where: { $0.hasPrefix("original.") }) else { return nil }
        let file = "\(path)/\(name)"
        return Disk.size(of: file) != nil ? file : nil
    }

    var manifest: PictureManifest? {
        guard let bytes = try? Disk.read("\(path)/\(PictureFolder.manifestName)", atMost: 64 << 10) else { return nil }
        return PictureManifest(bytes)
    }

    /// Empties the folder, puts the files into it and writes the manifest; if that fails, nothing is left of it.
    func fill(
        _ original: ArraySlice<UInt8>,
        as kind: PictureKind,
        _ facts: PictureManifest.Facts,
        _ renditions: [Rendition]
    ) throws(DarkroomError) -> Picture {
        try fill { () throws(DarkroomError) in
            var files: [String: PictureManifest.File] = [:]
            try put(original, "original.\(kind.ending)", &files)
            for rendition in renditions { try put(rendition.bytes[...], rendition.name, &files) }
            return PictureManifest(picture: facts, files: files)
        }
    }

    /// The same with files that the closure puts there.
    /// - Parameter put: Gives the manifest of what it has put there; not called where the picture is there meanwhile.
    func fill(_ put: () throws(DarkroomError) -> PictureManifest) throws(DarkroomError) -> Picture {
        try Disk.makeFolder(path)
        let lock = try Disk.lockFolder(path)
        if let picture { return picture }
        do throws(DarkroomError) {
            // The manifest first: without it there is no picture.
            try Disk.remove("\(path)/\(PictureFolder.manifestName)")
            try clear()
            let manifest = try put()
            try lock.sync()
            try Disk.write(manifest.bytes[...], to: "\(path)/\(PictureFolder.manifestName)")
            try lock.sync()
            try Disk.syncFolder(shelf)
            try Disk.syncFolder(folder)
            return manifest.picture.picture(digest: digest)
        } catch {
            try? clear()
            Disk.removeFolder(path)
            throw error
        }
    }

    private func clear() throws(DarkroomError) {
        for name in Disk.names(in: path) { try Disk.remove("\(path)/\(name)") }
    }

    private func put(
        _ bytes: ArraySlice<UInt8>,
        _ name: String,
        _ files: inout [String: PictureManifest.File]
    ) throws(DarkroomError) {
        try Disk.write(bytes, to: "\(path)/\(name)")
        files[name] = PictureManifest.File(bytes: bytes.count, digest: Darkroom.digest(of: bytes))
    }
}
