import Foundation
import News

extension Darkroom {
    /// The digests of all pictures that are here and complete, sorted.
    /// - Throws: ``DarkroomError/away(_:)`` or ``DarkroomError/refused(_:)`` where a depot does not list them.
    public func pictures() throws(DarkroomError) -> [String] { try shelves.digests() }

    /// Puts a picture of another darkroom into this one, with its renditions, each byte compared with what was written once.
    ///
    /// Nothing happens if it is here already, each byte as it was written; what is damaged here is written anew.
    /// - Parameters:
    ///   - digest: SHA-256 of the original in lower-case hexadecimal.
    ///   - other: Where it is.
    ///   - former: A darkroom in a folder on the same disk whose files stand in for copies, by hard links, where it has the
    ///     same picture.
    /// - Returns: How many bytes were written for it; 0 for one that was here, or is linked.
    /// - Throws: ``DarkroomError/damaged(_:)`` if the other has not what it should have; ``DarkroomError/storage(_:)``,
    ///   ``DarkroomError/noRoom(_:)``, ``DarkroomError/away(_:)`` and ``DarkroomError/refused(_:)`` if it cannot be kept here or read there. Then nothing
    ///   of it is.
    public func take(
        _ digest: String,
        from other: Darkroom,
        linkingTo former: Darkroom? = nil
    ) throws(DarkroomError) -> Int {
        guard let source = other.home(digest), let target = home(digest) else {
            throw .damaged("\(digest) is no picture's name")
        }
        if try target.isSound() { return 0 }
        guard let manifest = try source.manifest() else { throw .damaged("\(digest) is not complete") }
        var written = 0
        _ = try target.fill(manifest, linkingTo: former?.home(digest) as? PictureFolder) {
            (name) throws(DarkroomError) in
            guard let file = manifest.files[name] else { throw .damaged("\(digest) has no \(name)") }
            let bytes = try source.read(name, file)
            written += bytes.count
            return bytes[...]
        }
        return written
    }
}
