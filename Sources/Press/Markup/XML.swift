/// Text for XML and HTML.
///
/// Escapes in one pass over the bytes: time grows with a text's length and no faster.
enum XML {
    /// With the five predefined entities, and without the characters that XML 1.0 cannot hold (section 2.2).
    static func escape(_ text: String) -> String {
        if isPlain(text) { return text }
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the escaped text to bytes that are being put together.
    ///
    /// Looks at bytes, not at characters: a quote with an accent above it is one character, and ends an attribute all
    /// the same.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { source in
            var copied = 0
            for index in source.indices {
                guard let (replacement, count) = replacement(at: index, in: source) else { continue }
                bytes.append(contentsOf: source[copied..<index])
                replacement.withUTF8Buffer { bytes.append(contentsOf: $0) }
                copied = index + count
            }
            bytes.append(contentsOf: source[copied...])
        }
    }

    /// The number of bytes that a text has once it is escaped.
    static func escapedLength(_ text: String) -> Int {
        text.utf8.reduce(0) { $0 + (reference(for: $1)?.utf8CodeUnitCount ?? 1) }
    }

    /// What replaces the bytes at an index, and how many it replaces; nil if they stay.
    private static func replacement(
        at index: Int,
        in source: UnsafeBufferPointer<UInt8>
    ) -> (text: StaticString, count: Int)? {
        let byte = source[index]
        if let reference = reference(for: byte) { return (reference, 1) }
        switch byte {
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return nil
        case 0..<0x20: return ("", 1)
        // U+FFFE and U+FFFF.
        case 0xEF where index + 2 < source.count && source[index + 1] == 0xBF && source[index + 2] >= 0xBE:
            return ("", 3)
        default: return nil
        }
    }

    private static func reference(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }

    /// Whether a text needs no change, as nearly all do; checking is cheap.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0xEF && reference(for: $0) == nil }
    }
}
