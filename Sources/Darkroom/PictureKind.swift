/// The accepted formats, recognized by their first bytes.
///
/// File names and media types may be wrong; bytes are what the decoder sees. The kind found here picks the one decoder
/// that is run, so that a hostile file cannot choose another one.
enum PictureKind: String, CaseIterable {
    case jpeg, png, webp, gif, avif, heic, heif, tiff

    /// As many bytes of a file's beginning as tell its kind.
    static let mostNeeded = 256

    init?(_ bytes: [UInt8]) {
        let kind = PictureKind.signatures.first { bytes.starts(with: $0.bytes) }?.kind
        guard let kind = kind ?? PictureKind.riff(bytes) ?? PictureKind.isoMedia(bytes) else { return nil }
        self = kind
    }

    /// As registered with IANA.
    var mediaType: String { "image/\(rawValue)" }

    /// The ending of the original's file.
    var ending: String {
        switch self {
        case .jpeg: "jpg"
        case .tiff: "tif"
        default: rawValue
        }
    }

    private static let signatures: [(bytes: [UInt8], kind: PictureKind)] = [
        ([0xFF, 0xD8, 0xFF], .jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        (Array("GIF87a".utf8), .gif),
        (Array("GIF89a".utf8), .gif),
        ([0x49, 0x49, 0x2A, 0x00], .tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        // BigTIFF
        ([0x49, 0x49, 0x2B, 0x00], .tiff),
        ([0x4D, 0x4D, 0x00, 0x2B], .tiff),
    ]

    /// RIFF container, WebP specification: `RIFF`, length, `WEBP`.
    private static func riff(_ bytes: [UInt8]) -> PictureKind? {
        guard bytes.count >= 12, bytes.starts(with: Array("RIFF".utf8)) else { return nil }
        return bytes[8..<12].elementsEqual("WEBP".utf8) ? .webp : nil
    }

    /// ISO base media file format (ISO/IEC 14496-12, 4.3): a box `ftyp` with a major brand and compatible ones.
    private static func isoMedia(_ bytes: [UInt8]) -> PictureKind? {
        guard bytes.count >= 16, bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
        let length = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
        let end = min(length, bytes.count, mostNeeded)
        let starts = [8] + Array(stride(from: 16, to: max(16, end - 3), by: 4))
        let brands = starts.map { String(decoding: bytes[$0..<($0 + 4)], as: UTF8.self) }
        if brands.contains(where: ["avif", "avis"].contains) { return .avif }
        if brands.contains(where: ["heic", "heix", "heim", "heis"].contains) { return .heic }
        return brands.contains("mif1") ? .heif : nil
    }
}
