/// Text for XML and HTML.
///
/// Built in one pass over the bytes: what a character needs does not depend on how many came before it.
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

    /// Bytes that a text has once it is escaped.
    static func escapedLength(_ text: String) -> Int {
        text.utf8.reduce(0) { $0 + (reference(for: $1)?.utf8CodeUnitCount ?? 1) }
    }

    /// What stands for the bytes at a place; nil where they stay.
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

    /// Whether nothing is to be changed: so it is with nearly every text, and looking is cheap.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0xEF && reference(for: $0) == nil }
    }
}

/// An XML document that is being written, element by element.
struct XMLWriter {
    private(set) var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Markup as it stands; what comes from outside goes through `text` or an element.
    mutating func markup(_ markup: String) {
        bytes.append(contentsOf: markup.utf8)
    }

    mutating func text(_ text: String) {
        XML.append(text, to: &bytes)
    }

    /// An element with text in it; nothing where the text is empty.
    mutating func element(_ name: String, _ text: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        guard !text.isEmpty else { return }
        open(name, attributes)
        self.text(text)
        markup("</")
        markup(name)
        markup(">\n")
    }

    /// An element without content.
    mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        open(name, attributes, ending: "/>\n")
    }

    /// The beginning of an element whose content and end follow.
    mutating func open(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        ending: String = ">"
    ) {
        markup("<")
        markup(name)
        for (key, value) in attributes {
            markup(" ")
            markup(key)
            markup("=\"")
            text(value)
            markup("\"")
        }
        markup(ending)
    }
}
