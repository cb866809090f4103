import Crypto
import Dispatch
import Foundation
public import News
import Synchronization

/// Pictures in, renditions out.
///
/// An original goes in by ``take(_:)`` and is kept unchanged, under the SHA-256 of its bytes, with its renditions
/// beside it. Decoding is done by helper processes, which the kernel ends if a picture uses too much. Every call blocks
/// while it works: keep it off the cooperative pool. At most two pictures are decoded at a time, each by a helper of
/// its own; further calls wait.
public final class Darkroom: Sendable {
    let folder: String
    private let slots: [HelperSlot]
    /// Threads for callers that must not block; see ``onOwnThread(_:)``.
    private let threads = [DispatchQueue(label: "warta picture 1"), DispatchQueue(label: "warta picture 2")]
    private let turn = Atomic<Int>(0)

    /// Each of the threads in turn.
    var nextThread: DispatchQueue {
        threads[(turn.wrappingAdd(1, ordering: .relaxed).newValue & Int.max) % threads.count]
    }

    /// Opens the darkroom in a folder, which is made if it is missing.
    ///
    /// - Parameters:
    ///   - folder: Where pictures are kept.
    ///   - helper: A program and its arguments that calls ``DarkroomHelper/run()``; started when it is needed.
    /// - Throws: ``DarkroomError/storage(_:)`` if the folder can neither be found nor made.
    public init(folder: String, helper: [String]) throws(DarkroomError) {
        try Disk.makeFolder(folder)
        self.folder = folder
        let command = HelperProcess.Command(path: helper.first ?? "", arguments: Array(helper.dropFirst()))
        slots = [HelperSlot(command), HelperSlot(command)]
    }

    /// Takes an original and makes its renditions; a picture that is known already is returned at once.
    ///
    /// A picture may have 64 MiB, 100 megapixels, 30,000 pixels a side and 8 bands, all read from the header before a
    /// pixel is decoded; decoding may take 1.5 GiB of memory and 35 seconds of processor time.
    ///
    /// - Throws: Whatever ``DarkroomError`` says of the picture, in which case nothing is kept of it, or
    ///   ``DarkroomError/storage(_:)``, after which the same call may be tried again.
    public func take(_ bytes: ArraySlice<UInt8>) throws(DarkroomError) -> Picture {
        try PictureLimits.check(byteCount: bytes.count)
        guard let kind = PictureKind(Array(bytes.prefix(PictureKind.mostNeeded))) else { throw .notAPicture }
        let digest = Darkroom.digest(of: bytes)
        let home = PictureFolder(trusted: digest, in: folder)
        if let picture = home.picture { return picture }
        return try slot(for: digest).work { (helper) throws(DarkroomError) in
            if let picture = home.picture { return picture }
            let made = try helper.makeRenditions(bytes, mediaType: kind.mediaType)
            return try home.fill(bytes, as: kind, made.picture, made.renditions)
        }
    }

    /// Takes an original from a file, as ``take(_:)`` does.
    ///
    /// - Throws: As ``take(_:)``, and ``DarkroomError/unreadable(_:)`` if there is no such file.
    public func take(file path: String) throws(DarkroomError) -> Picture {
        try take(Disk.read(path, atMost: PictureLimits.bytes)[...])
    }

    /// Takes an original from a file below a folder, as ``take(_:)`` does; `name` may come from a stranger.
    ///
    /// - Parameters:
    ///   - name: Relative to the folder, with `/` between its parts. It leads nowhere else: no part of it may be `..`
    ///     or a symbolic link.
    ///   - outside: The folder.
    /// - Throws: As ``take(_:)``, and ``DarkroomError/unreadable(_:)`` if there is no such file there.
    public func take(file name: String, beneath outside: String) throws(DarkroomError) -> Picture {
        try take(Disk.read(name, beneath: outside, atMost: PictureLimits.bytes)[...])
    }

    /// Draws one of our own SVGs, `width` pixels wide, and takes the result, a PNG.
    ///
    /// For the demonstration newspaper only: nothing that came from outside may be handed to it.
    ///
    /// - Throws: ``DarkroomError/damaged(_:)`` if it cannot be drawn, else as ``take(_:)``.
    public func draw(svg: [UInt8], width: Int) throws(DarkroomError) -> Picture {
        let drawing = try VipsPicture.drawn(svg: svg, width: width)
        return try take(drawing.encoded(as: ".png[strip]")[...])
    }

    /// The path of a rendition on disk; nil if there is none.
    ///
    /// `digest` and `width` may come straight from a URL: a digest that is not one names no file.
    public func file(digest: String, width: Int, format: Format) -> String? {
        guard RenditionPlan.mayMake(width: width), let home = PictureFolder(digest: digest, in: folder) else {
            return nil
        }
        return home.rendition(width: width, format: format)
    }

    /// The original's bytes, for export; nil if there is none, or if they are not what was taken.
    public func original(digest: String) -> [UInt8]? {
        guard let path = PictureFolder(digest: digest, in: folder)?.original,
            let bytes = try? Disk.read(path, atMost: PictureLimits.bytes), Darkroom.digest(of: bytes[...]) == digest
        else { return nil }
        return bytes
    }

    /// The original without location, device and editing history; see ``StrippedOriginal``.
    public func strippedOriginal(digest: String) -> StrippedOriginal? {
        guard let bytes = original(digest: digest), let kind = PictureKind(bytes) else { return nil }
        if let stripped = StrippedFile.stripped(bytes, kind: kind) {
            return StrippedOriginal(bytes: stripped, mediaType: kind.mediaType)
        }
        guard let home = PictureFolder(digest: digest, in: folder), let width = home.picture?.widths.last,
            let path = home.rendition(width: width, format: .jpeg),
            let bytes = try? Disk.read(path, atMost: PictureLimits.bytes)
        else { return nil }
        return StrippedOriginal(bytes: bytes, mediaType: Format.jpeg.mediaType)
    }

    /// Whether the original and every rendition are on disk, each as long as when it was written.
    public func isComplete(digest: String) -> Bool {
        PictureFolder(digest: digest, in: folder)?.picture != nil
    }

    /// Whether the original and every rendition are on disk, each byte as it was written; reads all of them.
    public func isSound(digest: String) -> Bool {
        PictureFolder(digest: digest, in: folder)?.isSound ?? false
    }

    /// The helper processes that are running; for tests.
    var helpers: [pid_t] { slots.compactMap(\.helperID) }

    /// The slot for a digest: always the same one, so that no picture is decoded twice at a time.
    private func slot(for digest: String) -> HelperSlot {
        slots[Int(digest.utf8.last ?? 0) % slots.count]
    }

    static func digest(of bytes: ArraySlice<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

/// One helper process, used by one caller at a time.
private final class HelperSlot: Sendable {
    private let helper = Mutex<HelperProcess?>(nil)
    private let command: HelperProcess.Command

    init(_ command: HelperProcess.Command) {
        self.command = command
    }

    var helperID: pid_t? { helper.withLock { $0?.id } }

    func work(_ work: (HelperProcess) throws(DarkroomError) -> Picture) throws(DarkroomError) -> Picture {
        try helper.withLock { (helper) throws(DarkroomError) in
            if helper?.isSpent != false {
                // The old helper ends before the new one starts, so that there are never more helpers than slots.
                helper = nil
                helper = try HelperProcess(command)
            }
            guard let helper else { throw .storage("there is no helper for pictures") }
            return try work(helper)
        }
    }
}
