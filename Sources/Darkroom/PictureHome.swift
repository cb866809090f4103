import News

/// Where one picture is kept: its original, its renditions, and the manifest that tells of them.
///
/// A picture is there when its manifest is, which is written last; until then whatever lies there is nothing.
protocol PictureHome: Sendable {
    /// SHA-256 of the original.
    var digest: String { get }

    /// The picture, if it is here and complete.
    func picture() throws(DarkroomError) -> Picture?

    /// What tells of its files; nil where there is no picture.
    func manifest() throws(DarkroomError) -> PictureManifest?

    /// The bytes of a file, which are those that were written once.
    /// - Throws: ``DarkroomError/damaged(_:)`` where they are not, or are gone.
    func read(_ name: String, _ file: PictureManifest.File) throws(DarkroomError) -> [UInt8]

    /// Puts the files here, then the manifest, over whatever is damaged of them.
    /// - Parameters:
    ///   - manifest: All of them.
    ///   - former: A folder on this machine whose files may stand in for copies.
    ///   - bytes: Asked for each file that is to be written.
    func fill(
        _ manifest: PictureManifest,
        linkingTo former: PictureFolder?,
        _ bytes: (String) throws(DarkroomError) -> ArraySlice<UInt8>
    ) throws(DarkroomError) -> Picture

    /// The path on this machine of a rendition's file, which is brought here if it is kept elsewhere; nil if there is none.
    func rendition(_ name: String) throws(DarkroomError) -> String?

    /// Has these files at hand on this machine, where the picture is kept elsewhere.
    func keep(renditions: [String: ArraySlice<UInt8>])
}

extension PictureHome {
    /// Whether each file is what it was, byte for byte.
    func isSound() throws(DarkroomError) -> Bool {
        guard let manifest = try manifest() else { return false }
        for (name, file) in manifest.files {
            do throws(DarkroomError) {
                _ = try read(name, file)
            } catch .damaged(_) {
                return false
            }
        }
        return true
    }

    /// The original's bytes; nil if there is none, or if they are not what was taken.
    func original() throws(DarkroomError) -> [UInt8]? {
        let files = try manifest()?.files
        guard let (name, file) = files?.first(where: { $0.key.hasPrefix("original.") }), file.digest == digest else {
            return nil
        }
        do throws(DarkroomError) {
            return try read(name, file)
        } catch .damaged(_) {
            return nil
        }
    }

    /// What ``read(_:_:)`` says of a file that is not what was written.
    func damage(_ name: String) -> DarkroomError {
        .damaged("\(name) of the picture \(digest) is not what was written once")
    }
}
