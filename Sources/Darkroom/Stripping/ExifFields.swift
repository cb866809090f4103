/// What is kept of EXIF 2.32: orientation, artist, copyright.
struct ExifFields {
    /// 1 to 8; 1 is upright.
    private(set) var orientation = 1
    private(set) var artist: [UInt8] = []
    private(set) var copyright: [UInt8] = []

    private enum Tag {
        static let orientation = 0x0112
        static let artist = 0x013B
        static let copyright = 0x8298
    }

    /// Bytes of the longest value that is kept.
    private static let longest = 1_000
    /// More entries than any camera writes.
    private static let mostEntries = 512

    /// - Parameter tiff: A TIFF header and what it points to; if it makes no sense, nothing is found.
    init(tiff: ArraySlice<UInt8>) {
        let bytes = Array(tiff)
        let isLittle = bytes.starts(with: Array("II".utf8))
        guard isLittle || bytes.starts(with: Array("MM".utf8)) else { return }
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at <= bytes.count - count else { return nil }
            let digits = bytes[at..<(at + count)]
            return isLittle ? HelperMessage.number(digits) : HelperMessage.number(digits.reversed())
        }
        guard number(2, 2) == 42, let start = number(4, 4), let count = number(start, 2) else { return }
        for index in 0..<min(count, Self.mostEntries) {
            let entry = start + 2 + index * 12
            guard let tag = number(entry, 2), let type = number(entry + 2, 2), let length = number(entry + 4, 4) else {
                return
            }
            switch (tag, type) {
            case (Tag.orientation, 3):
                if let value = number(entry + 8, 2), (1...8).contains(value) { orientation = value }
            case (Tag.artist, 2), (Tag.copyright, 2):
                guard let at = length <= 4 ? entry + 8 : number(entry + 8, 4), number(at, 0) != nil else { continue }
                let word = bytes[at...].prefix(min(length, Self.longest)).prefix { $0 != 0 }
                if tag == Tag.artist { artist = Array(word) } else { copyright = Array(word) }
            default: break
            }
        }
    }

    /// A TIFF header and one directory with these fields; nil if there is nothing to write.
    var tiff: [UInt8]? {
        var entries: [(tag: Int, type: UInt16, value: [UInt8])] = []
        if orientation != 1 { entries.append((Tag.orientation, 3, [UInt8(orientation), 0])) }
        if !artist.isEmpty { entries.append((Tag.artist, 2, artist + [0])) }
        if !copyright.isEmpty { entries.append((Tag.copyright, 2, copyright + [0])) }
        guard !entries.isEmpty else { return nil }
        var directory = Self.short(entries.count)
        var values: [UInt8] = []
        let valuesAt = 8 + 2 + entries.count * 12 + 4
        for entry in entries {
            let count = entry.type == 3 ? 1 : entry.value.count
            directory += Self.short(entry.tag) + Self.short(Int(entry.type)) + HelperMessage.little(UInt32(count))
            if entry.value.count <= 4 {
                directory += entry.value + [UInt8](repeating: 0, count: 4 - entry.value.count)
            } else {
                directory += HelperMessage.little(UInt32(valuesAt + values.count))
                values += entry.value + [UInt8](repeating: 0, count: entry.value.count % 2)
            }
        }
        return Array("II".utf8) + Self.short(42) + HelperMessage.little(8) + directory + HelperMessage.little(0)
            + values
    }

    private static func short(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }
}
