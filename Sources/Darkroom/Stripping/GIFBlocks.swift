/// The blocks of a GIF (GIF89a, 2).
enum GIFBlocks {
    /// The application extensions that control the animation.
    private static let kept = ["NETSCAPE2.0", "ANIMEXTS1.0"].map { Array($0.utf8) }

    /// The stripped file; see ``StrippedFile``.
    ///
    /// GIF names its maker only in comments, which are removed.
    static func stripped(_ file: [UInt8]) -> [UInt8]? {
        var reader = ByteReader(file)
        guard let screen = reader.take(13), reader.take(table(screen[10])) != nil else { return nil }
        var stripped = Array(file[..<reader.index])
        stripped.reserveCapacity(file.count)
        while let kind = reader.byte() {
            let start = reader.index - 1
            var isKept = true
            switch kind {
            case 0x3B: return stripped + [kind]
            case 0x2C:
                guard let frame = reader.take(9), reader.take(table(frame[frame.startIndex + 8])) != nil,
                    reader.byte() != nil
                else { return nil }
            case 0x21:
                guard let label = reader.byte() else { return nil }
                let name = file[reader.index...].dropFirst().prefix(11)
                isKept = label == 0xF9 || label == 0xFF && kept.contains { name.elementsEqual($0) }
            default: return nil
            }
            // After an image or an extension come sub-blocks of up to 255 bytes, and an empty one that ends them.
            while true {
                guard let count = reader.byte(), reader.take(Int(count)) != nil else { return nil }
                if count == 0 { break }
            }
            if isKept { stripped += file[start..<reader.index] }
        }
        return nil
    }

    /// Bytes of the colour table that the flags announce.
    private static func table(_ flags: UInt8) -> Int {
        flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
    }
}
