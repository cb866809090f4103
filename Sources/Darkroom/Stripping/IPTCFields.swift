/// What is kept of IPTC's *Information Interchange Model* (IIM 4.2), as Photoshop packs it into a JPEG.
enum IPTCFields {
    /// Instructions, byline and byline title, credit, source, copyright.
    private static let kept: Set<UInt8> = [40, 80, 85, 110, 115, 116]
    private static let name = Array("Photoshop 3.0\0".utf8)
    private static let resource = 0x0404

    /// The segment with these fields alone; nil if there are none.
    static func stripped(photoshop payload: ArraySlice<UInt8>) -> [UInt8]? {
        guard payload.starts(with: name) else { return nil }
        var reader = ByteReader(payload.dropFirst(name.count))
        while reader.take(4)?.elementsEqual("8BIM".utf8) == true {
            guard let id = reader.big(2), let nameLength = reader.byte(), reader.take(Int(nameLength | 1)) != nil,
                let length = reader.big(4), let data = reader.take(length)
            else { return nil }
            if id == resource {
                let words = words(data)
                guard !words.isEmpty else { return nil }
                let head: [UInt8] = Array("8BIM".utf8) + [0x04, 0x04, 0, 0, 0, 0]
                let size = [UInt8(words.count >> 8), UInt8(words.count & 0xFF)]
                return name + head + size + words + [UInt8](repeating: 0, count: words.count % 2)
            }
            _ = reader.take(length % 2)
        }
        return nil
    }

    /// Reads datasets: 0x1C, record, number, length, value.
    ///
    /// It also keeps the character set, and the version that readers expect.
    private static func words(_ data: ArraySlice<UInt8>) -> [UInt8] {
        var reader = ByteReader(data)
        var (heads, words): ([UInt8], [UInt8]) = ([], [])
        while reader.byte() == 0x1C, let record = reader.byte(), let number = reader.byte(),
            let length = reader.big(2), length < 0x8000, let value = reader.take(length)
        {
            let dataset = [0x1C, record, number, UInt8(length >> 8), UInt8(length & 0xFF)] + value
            switch (record, number) {
            case (1, 90), (2, 0): heads += dataset
            case (2, let number) where kept.contains(number): words += dataset
            default: break
            }
        }
        return words.isEmpty || heads.count + words.count > 60_000 ? [] : heads + words
    }
}
