import Foundation

/// The segments of a JPEG (ITU-T T.81, annex B).
enum JPEGSegments {
    /// The stripped file; see ``StrippedFile``.
    ///
    /// Thumbnails (JFIF, EXIF), and further pictures and videos after the end are removed as well.
    static func stripped(_ file: [UInt8]) -> [UInt8]? {
        var reader = ByteReader(file)
        guard reader.big(2) == 0xFFD8 else { return nil }
        var (header, words, rest): ([UInt8], [UInt8], [UInt8]) = ([0xFF, 0xD8], [], [])
        rest.reserveCapacity(file.count)
        while let marker = marker(&reader) {
            switch marker {
            case 0xD9: return header + words + rest + [0xFF, marker]
            case 0xD0...0xD7, 0x01: rest += [0xFF, marker]
            default:
                guard let length = reader.big(2), length >= 2, let payload = reader.take(length - 2) else { return nil }
                switch marker {
                case 0xE0: header += jfif(payload)
                case 0xE1: words += exif(payload)
                case 0xED: words += iptc(payload)
                case 0xE2 where payload.starts(with: Array("ICC_PROFILE\0".utf8)), 0xEE:
                    rest += segment(marker, payload)
                case 0xE3...0xEF, 0xE2, 0xFE: break
                default: rest += segment(marker, payload)
                }
                if marker == 0xDA { rest += scan(file, &reader) }
            }
        }
        return nil
    }

    /// The next marker; any number of 0xFF bytes may come before it.
    private static func marker(_ reader: inout ByteReader) -> UInt8? {
        guard reader.byte() == 0xFF else { return nil }
        while let byte = reader.byte() {
            if byte != 0xFF { return byte == 0 ? nil : byte }
        }
        return nil
    }

    /// Entropy-coded data, up to a marker that is not a restart marker or an escaped 0xFF.
    private static func scan(_ file: [UInt8], _ reader: inout ByteReader) -> ArraySlice<UInt8> {
        let start = reader.index
        let end = file.withUnsafeBytes { buffer in
            var index = start
            while index < buffer.count, let base = buffer.baseAddress {
                guard let found = memchr(base + index, 0xFF, buffer.count - index) else { return buffer.count }
                index = base.distance(to: UnsafeRawPointer(found))
                guard index + 1 < buffer.count else { return buffer.count }
                let next = buffer[index + 1]
                if next != 0, !(0xD0...0xD7).contains(next) { return index }
                index += 2
            }
            return buffer.count
        }
        return reader.take(end - start) ?? []
    }

    /// A JFIF header without its thumbnail.
    private static func jfif(_ payload: ArraySlice<UInt8>) -> [UInt8] {
        guard payload.starts(with: Array("JFIF\0".utf8)), payload.count >= 14 else { return [] }
        return segment(0xE0, payload.prefix(12) + [0, 0])
    }

    private static func exif(_ payload: ArraySlice<UInt8>) -> [UInt8] {
        let name = Array("Exif\0\0".utf8)
        guard payload.starts(with: name), let words = ExifFields(tiff: payload.dropFirst(name.count)).tiff else {
            return []
        }
        return segment(0xE1, name + words)
    }

    private static func iptc(_ payload: ArraySlice<UInt8>) -> [UInt8] {
        guard let words = IPTCFields.stripped(photoshop: payload) else { return [] }
        return segment(0xED, words)
    }

    private static func segment(_ marker: UInt8, _ payload: some Collection<UInt8>) -> [UInt8] {
        let length = payload.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + payload
    }
}
