/// The chunks of a PNG (ISO/IEC 15948, 5).
enum PNGChunks {
    /// Chunks for the pixels, their display and their animation.
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "tRNS", "iCCP", "sRGB", "gAMA", "cHRM", "cICP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL",
        "fdAT",
    ]
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The stripped file; see ``StrippedFile``.
    static func stripped(_ file: [UInt8]) -> [UInt8]? {
        var reader = ByteReader(file)
        guard let start = reader.take(8), start.elementsEqual(signature) else { return nil }
        var stripped = Array(start)
        stripped.reserveCapacity(file.count)
        var said: Set<String> = []
        while let length = reader.big(4), let type = reader.take(4), let data = reader.take(length),
            let sum = reader.take(4)
        {
            let name = String(decoding: type, as: UTF8.self)
            switch name {
            case "IEND": return stripped + chunk(name, data)
            case "eXIf":
                guard said.insert(name).inserted, let words = ExifFields(tiff: data).tiff else { continue }
                stripped += chunk(name, words)
            default:
                let isWord = name == "tEXt" && word(data).map { said.insert($0).inserted } ?? false
                guard kept.contains(name) || isWord else { continue }
                for part in [length.bigBytes[...], type, data, sum] { stripped += part }
            }
        }
        return nil
    }

    /// The keyword of a text chunk that is kept.
    private static func word(_ data: ArraySlice<UInt8>) -> String? {
        guard data.count <= 1_000 else { return nil }
        return ["Author", "Copyright"].first { data.starts(with: Array("\($0)\0".utf8)) }
    }

    private static func chunk(_ name: String, _ data: some Collection<UInt8>) -> [UInt8] {
        let named = Array(name.utf8) + data
        return data.count.bigBytes + named + Int(crc32(named)).bigBytes
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}

extension Int {
    /// Its lowest four bytes, the most significant first.
    fileprivate var bigBytes: [UInt8] { (0..<4).reversed().map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) } }
}
