import Foundation
import News

/// The folder of one picture: `FOLDER/ab/abcd…/`, with the original, the renditions and the manifest.
///
/// The manifest is written last, so a folder without one was left incomplete by a process that was killed; whoever
/// takes the picture next fills it again. While it is filled, the folder itself is locked (`flock`), which keeps other
/// processes out and ends with the process that holds it.
struct PictureFolder: PictureHome {
    private static let manifestName = "manifest.json"

    let digest: String
    private let folder: String
    private let shelf: String
    let path: String

    /// Nil unless `digest` is 64 lower-case hexadecimal digits: it may have come from a URL.
    init?(digest: String, in folder: String) {
        guard Darkroom.isDigest(digest) else { return nil }
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
    func picture() -> Picture? {
        guard let manifest = manifest(),
            manifest.files.allSatisfy({ Disk.size(of: "\(path)/\($0.key)") == $0.value.bytes })
        else { return nil }
        return manifest.picture.picture(digest: digest)
    }

    /// The path of a rendition; nil if there is none.
    ///
    /// This runs on every request for a picture, so it takes only two looks at the file system and reads nothing.
    func rendition(_ name: String) -> String? {
        let file = "\(path)/\(name)"
        return Disk.size(of: "\(path)/\(PictureFolder.manifestName)") != nil && Disk.size(of: file) != nil ? file : nil
    }

    func manifest() -> PictureManifest? {
        guard let bytes = try? Disk.read("\(path)/\(PictureFolder.manifestName)", atMost: PictureManifest.mostBytes)
        else {
            return nil
        }
        return PictureManifest(bytes)
    }

    func read(_ name: String, _ file: PictureManifest.File) throws(DarkroomError) -> [UInt8] {
        guard let bytes = try? Disk.read("\(path)/\(name)", atMost: PictureLimits.bytes), file.isOf(bytes[...]) else {
            throw damage(name)
        }
        return bytes
    }

    /// They are on this machine.
    func keep(renditions: [String: ArraySlice<UInt8>]) {}

    /// Empties the folder, puts the files into it and writes the manifest; if that fails, nothing is left of it.
    func fill(
        _ manifest: PictureManifest,
        linkingTo former: PictureFolder? = nil,
        _ bytes: (String) throws(DarkroomError) -> ArraySlice<UInt8>
    ) throws(DarkroomError) -> Picture {
        try Disk.makeFolder(path)
        let lock = try Disk.lockFolder(path)
        if try isSound(), let picture = picture() { return picture }
        do throws(DarkroomError) {
            // The manifest first: without it there is no picture.
            try Disk.remove("\(path)/\(PictureFolder.manifestName)")
            try clear()
            let isKnown = former?.manifest() == manifest
            for name in manifest.files.keys.sorted() {
                if isKnown, let former, link("\(former.path)/\(name)", "\(path)/\(name)") == 0 { continue }
                try Disk.write(try bytes(name), to: "\(path)/\(name)")
            }
            try lock.sync()
            try Disk.write(try manifest.bytes[...], to: "\(path)/\(PictureFolder.manifestName)")
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
}
