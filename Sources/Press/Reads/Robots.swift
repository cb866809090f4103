/// Readers who are none: crawlers name themselves, and a browser never has these words.
enum Robots {
    private static let words = [
        "bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit", "monitor", "lighthouse", "feedfetcher",
    ].map { Array($0.utf8) }

    /// Whether a `User-Agent` is a robot's; to say nothing is to be one.
    static func include(_ browser: String) -> Bool {
        var browser = browser
        // Byte by byte: texts compared as texts would cost more than all the rest of counting a read.
        return browser.withUTF8 { bytes in
            bytes.isEmpty
                || bytes.indices.contains { start in
                    words.contains { word in isThere(word, in: bytes, at: start) }
                }
        }
    }

    private static func isThere(_ word: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard bytes.count - start >= word.count else { return false }
        for offset in word.indices where lower(bytes[start + offset]) != word[offset] { return false }
        return true
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
