/// The chunks of a WebP file (RFC 9649, 2.3 to 2.7).
enum WebPContainer {
    private enum Flag {
        static let alpha: UInt8 = 0x10
        static let exif: UInt8 = 0x08
        static let xmp: UInt8 = 0x04
    }

    /// The stripped file; see ``StrippedFile``.
    static func stripped(_ file: [UInt8]) -> [UInt8]? {
        guard let chunks = chunks(of: file) else { return nil }
        let prefix = Array("Exif\0\0".utf8)
        let exif = chunks.first { $0.name == "EXIF" }.flatMap { chunk in
            let tiff = chunk.bytes.dropFirst(8)
            return ExifFields(tiff: tiff.starts(with: prefix) ? tiff.dropFirst(prefix.count) : tiff).tiff
        }
        var body: [UInt8] = Array("WEBP".utf8)
        for chunk in chunks {
            switch chunk.name {
            case "VP8X" where chunk.bytes.count > 9:
                let flags = chunk.bytes[8] & ~(Flag.exif | Flag.xmp) | (exif == nil ? 0 : Flag.exif)
                body += chunk.bytes[..<8] + [flags] + chunk.bytes[9...]
            case "VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF": body += chunk.bytes
            default: break
            }
        }
        if let exif {
            body += Array("EXIF".utf8) + little(exif.count) + exif + [UInt8](repeating: 0, count: exif.count % 2)
        }
        return Array("RIFF".utf8) + little(body.count) + body
    }

    /// Reduces a rendition to its pixels; nil if it is not a WebP file.
    ///
    /// libvips 8.14.1 ignores `strip` when it writes WebP (libvips issue 3340) and adds EXIF of its own even if the
    /// picture has none, so all chunks but those of a still picture are dropped here.
    static func pixelsAlone(_ file: [UInt8]) -> [UInt8]? {
        guard let chunks = chunks(of: file) else { return nil }
        let hasAlpha = chunks.contains { $0.name == "ALPH" }
        var body: [UInt8] = Array("WEBP".utf8)
        for chunk in chunks {
            switch chunk.name {
            case "VP8 ", "VP8L", "ALPH": body += chunk.bytes
            // The extended header is needed for the alpha of a lossy picture, and then contains nothing else.
            case "VP8X" where hasAlpha && chunk.bytes.count > 9:
                body += chunk.bytes[..<8] + [Flag.alpha] + chunk.bytes[9...]
            default: break
            }
        }
        return Array("RIFF".utf8) + little(body.count) + body
    }

    /// The chunks with their headers and padding.
    private static func chunks(of file: [UInt8]) -> [(name: String, bytes: [UInt8])]? {
        guard file.count >= 12, file.starts(with: Array("RIFF".utf8)) else { return nil }
        var chunks: [(name: String, bytes: [UInt8])] = []
        var start = 12
        while start + 8 <= file.count {
            let length = file[(start + 4)..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
            let end = start + 8 + length + length % 2
            guard end <= file.count else { return nil }
            let name = String(decoding: file[start..<(start + 4)], as: UTF8.self)
            chunks.append((name, Array(file[start..<end])))
            start = end
        }
        return chunks
    }

    private static func little(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
