/// Removes metadata from a picture and leaves its pixels untouched: location, device, comments, history, thumbnail.
///
/// Everything after the end of the picture goes too. What stays is what a viewer needs to show it (profile,
/// orientation, animation), and who made it and who owns it: artist and copyright of EXIF; byline, credit, source,
/// copyright and instructions of IPTC; `Author` and `Copyright` of PNG. XMP goes as a whole, since it repeats all of it
/// in its own format.
///
/// It works on bytes, without decoding. Decoders get the stripped file, so that they never see the rest.
enum StrippedFile {
    /// The stripped file; nil if it cannot be made.
    ///
    /// That is so if the file is broken, or in a format whose metadata is not separate from its pixels (TIFF, HEIF,
    /// AVIF).
    static func stripped(_ file: [UInt8], kind: PictureKind) -> [UInt8]? {
        switch kind {
        case .jpeg: JPEGSegments.stripped(file)
        case .png: PNGChunks.stripped(file)
        case .webp: WebPContainer.stripped(file)
        case .gif: GIFBlocks.stripped(file)
        case .avif, .heic, .heif, .tiff: nil
        }
    }
}

/// Reads numbers and byte ranges of a hostile file, front to back; every read says whether there were enough bytes.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    /// The index of the next byte.
    private(set) var index: Int

    init(_ bytes: some Sequence<UInt8>) {
        self.init(ArraySlice(bytes))
    }

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index == bytes.endIndex }

    mutating func byte() -> UInt8? {
        guard index < bytes.endIndex else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    /// A big-endian number of at most four bytes.
    mutating func big(_ count: Int) -> Int? {
        take(count)?.reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, bytes.endIndex - index >= count else { return nil }
        defer { index += count }
        return bytes[index..<(index + count)]
    }
}
