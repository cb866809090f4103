import Crypto
import Foundation
import Synchronization

/// Pictures in, renditions out.
///
/// An original goes in by ``take(_:)`` and stays as it is, under the SHA-256 of its bytes; beside it lie its
/// renditions. Every call blocks while it works: keep it off the cooperative pool. At most two pictures are
/// developed at a time, which bounds the memory; calls beyond that wait.
public final class Darkroom: Sendable {
    private let folder: String
    private let benches = [Bench(), Bench()]

    /// Opens the darkroom in a folder, which is made if it is missing.
    ///
    /// - Throws: ``DarkroomError/storage(_:)`` if the folder can neither be found nor made.
    public init(folder: String) throws(DarkroomError) {
        try Disk.makeFolder(folder)
        self.folder = folder
    }

    /// Takes an original and makes its renditions; the same bytes again return at once.
    ///
    /// Bounds: 64 MiB, 100 megapixels, 30,000 pixels a side, read from the header before a pixel is decoded.
    ///
    /// - Throws: Whatever ``DarkroomError`` says of the picture, in which case nothing is kept of it, or
    ///   ``DarkroomError/storage(_:)``, after which the same call may be tried again.
    public func take(_ bytes: [UInt8]) throws(DarkroomError) -> Negative {
        try Bounds.check(byteCount: bytes.count)
        guard let kind = PictureKind(bytes) else { throw .notAPicture }
        let digest = Darkroom.digest(of: bytes)
        let sleeve = Sleeve(trusted: digest, in: folder)
        if let negative = sleeve.negative { return negative }
        return try bench(for: digest).lock.withLock { (_) throws(DarkroomError) in
            if let negative = sleeve.negative { return negative }
            return try Development(of: bytes, kind: kind).file(in: sleeve)
        }
    }

    /// Takes an original from a file, as ``take(_:)`` does.
    ///
    /// - Throws: As ``take(_:)``, and ``DarkroomError/unreadable(_:)`` if there is no such file.
    public func take(file path: String) throws(DarkroomError) -> Negative {
        try take(Disk.read(path, atMost: Bounds.bytes))
    }

    /// Draws one of our own SVGs, `width` pixels wide, and takes the result, a PNG.
    ///
    /// For the demonstration newspaper only: nothing that came from outside may be handed to it.
    ///
    /// - Throws: ``DarkroomError/damaged(_:)`` if it cannot be drawn, else as ``take(_:)``.
    public func draw(svg: [UInt8], width: Int) throws(DarkroomError) -> Negative {
        let drawing = try Plate.drawn(svg: svg, width: width)
        return try take(drawing.encoded(as: ".png[strip]"))
    }

    /// The path of a rendition on disk; nil if there is none.
    ///
    /// `digest` and `width` may come straight from a URL: a digest that is not one names no file.
    public func file(digest: String, width: Int, format: Format) -> String? {
        guard Recipe.mayMake(width: width), let sleeve = Sleeve(digest: digest, in: folder) else { return nil }
        return sleeve.rendition(width: width, format: format)
    }

    /// The path of the original on disk, for export; nil if there is none.
    public func original(digest: String) -> String? {
        Sleeve(digest: digest, in: folder)?.original
    }

    /// Whether the original and every rendition lie on disk, each as long as it was when it was written.
    public func isComplete(digest: String) -> Bool {
        Sleeve(digest: digest, in: folder)?.negative != nil
    }

    /// The bench for a digest: always the same one, so that no picture is developed twice at a time.
    private func bench(for digest: String) -> Bench {
        benches[Int(digest.utf8.last ?? 0) % benches.count]
    }

    private static func digest(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

/// A place to work at, for one at a time.
private final class Bench: Sendable {
    let lock = Mutex(())
}
