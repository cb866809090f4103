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
    let shelves: PictureShelves
    private let slots: [HelperSlot]
    /// Threads for callers that must not block; see ``onOwnThread(_:)``.
    let threads = (1...2).map { DispatchQueue(label: "warta picture \($0)") }
    let turn = Atomic<Int>(0)
    /// Threads that wait for a depot or a disk: for readers' renditions, and for what is copied or compared.
    let fetchers = (1...8).map { DispatchQueue(label: "warta fetch \($0)") }
    /// Renditions that are being fetched, or wait for it.
    let fetching = Atomic<Int>(0)
    let absence = DepotAbsence()

    /// Opens the darkroom in a folder, which is made if it is missing.
    ///
    /// - Parameters:
    ///   - folder: Where pictures are kept.
    ///   - helper: A program and its arguments that calls ``DarkroomHelper/run()``; started when it is needed.
    /// - Throws: ``DarkroomError/storage(_:)`` if the folder can neither be found nor made.
    public convenience init(folder: String, helper: [String]) throws(DarkroomError) {
        try Disk.makeFolder(folder)
        self.init(.folder(folder), helper)
    }

    /// Opens the darkroom over a depot, from which files are brought to this machine as they are asked for.
    ///
    /// - Parameters:
    ///   - depot: Where pictures are kept.
    ///   - cache: A folder for some of their files, which is made if it is missing and may be deleted at any time.
    ///   - cacheBytes: How many it may have.
    ///   - helper: As for a folder.
    /// - Throws: ``DarkroomError/storage(_:)`` if the folder can neither be found nor made. The depot is not asked yet.
    public convenience init(
        depot: any PictureDepot,
        cache: String,
        cacheBytes: Int,
        helper: [String]
    ) throws(DarkroomError) {
        self.init(.depot(depot, try PictureCache(cache, mostBytes: cacheBytes)), helper)
    }

    private init(_ shelves: PictureShelves, _ helper: [String]) {
        self.shelves = shelves
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
        let home = shelves.home(trusted: digest)
        if let picture = try home.picture() { return picture }
        return try slot(for: digest).work { (helper) throws(DarkroomError) in
            if let picture = try home.picture() { return picture }
            let made = try helper.makeRenditions(bytes, mediaType: kind.mediaType)
            var files = ["original.\(kind.ending)": bytes]
            for rendition in made.renditions { files[rendition.name] = rendition.bytes[...] }
            let manifest = PictureManifest(
                picture: made.picture,
                files: files.mapValues { PictureManifest.File(of: $0) }
            )
            let picture = try home.fill(manifest, linkingTo: nil) { files[$0] ?? [] }
            // Whoever has sent it looks at it next.
            home.keep(renditions: files.filter { !$0.key.hasPrefix("original.") })
            return picture
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

    /// The path of a rendition that is on this machine; nil if there is none.
    ///
    /// Readers' requests go by ``fetch(digest:width:format:)``, which has it brought here. `digest` and `width` may come
    /// straight from a URL: a digest that is not one names no file.
    public func file(digest: String, width: Int, format: Format) -> String? {
        guard RenditionPlan.mayMake(width: width), let home = home(digest) else { return nil }
        let name = PictureFolder.name(width, format)
        return switch home {
        case let folder as PictureFolder: folder.rendition(name)
        case let picture as DepotPicture: picture.kept(name)
        default: nil
        }
    }

    /// The original's bytes, for export; nil if there is none, or if they are not what was taken.
    /// - Throws: ``DarkroomError/away(_:)`` or ``DarkroomError/refused(_:)`` where a depot does not give them.
    public func original(digest: String) throws(DarkroomError) -> [UInt8]? {
        try home(digest)?.original()
    }

    /// The original without location, device and editing history; see ``StrippedOriginal``.
    /// - Throws: As ``original(digest:)``.
    public func strippedOriginal(digest: String) throws(DarkroomError) -> StrippedOriginal? {
        guard let home = home(digest), let bytes = try home.original(), let kind = PictureKind(bytes) else {
            return nil
        }
        if let stripped = StrippedFile.stripped(bytes, kind: kind) {
            return StrippedOriginal(bytes: stripped, mediaType: kind.mediaType)
        }
        guard let width = try home.picture()?.widths.last,
            let path = try home.rendition(PictureFolder.name(width, .jpeg)),
            let bytes = try? Disk.read(path, atMost: PictureLimits.bytes)
        else { return nil }
        return StrippedOriginal(bytes: bytes, mediaType: Format.jpeg.mediaType)
    }

    /// Whether the original and every rendition are kept, each as long as when it was written; of a depot, whether it
    /// says so.
    /// - Throws: ``DarkroomError/away(_:)`` or ``DarkroomError/refused(_:)`` where a depot does not say.
    public func isComplete(digest: String) throws(DarkroomError) -> Bool {
        try home(digest)?.picture() != nil
    }

    /// Whether the original and every rendition are kept, each byte as it was written; reads all of them.
    /// - Throws: As ``isComplete(digest:)``.
    public func isSound(digest: String) throws(DarkroomError) -> Bool {
        try home(digest)?.isSound() ?? false
    }

    /// Where the pictures are, for people: a folder, or the address of a depot.
    public var place: String {
        switch shelves {
        case .folder(let folder): folder
        case .depot(let depot, _): depot.place
        }
    }

    /// Where a picture is; nil for what is no digest, as it may have come from a URL.
    func home(_ digest: String) -> (any PictureHome)? {
        Self.isDigest(digest) ? shelves.home(trusted: digest) : nil
    }

    /// Whether a text is 64 lower-case hexadecimal digits.
    static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
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
