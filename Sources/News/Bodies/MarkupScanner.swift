/// Splits plain markup into tags and text; anything else is `strange`, and reading ends there.
struct MarkupScanner {
    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    enum Part {
        case text(String)
        case start(Tag)
        case end(Bytes)
        case strange
    }

    struct Tag {
        let name: Bytes
        var attributes = 0
        var href: String?
        var className: String?
        var picture: String?
        var isSelfClosing = false
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private var peek: UInt8 { index < bytes.count ? bytes[index] : 0 }

    mutating func next() -> Part? {
        guard index < bytes.count else { return nil }
        switch peek {
        case UInt8(ascii: "<"):
            index += 1
            return tag()
        case UInt8(ascii: "&"): return reference().map { .text($0) } ?? .strange
        default: return run(until: UInt8(ascii: "<")).map { .text($0) } ?? .strange
        }
    }

    /// Skips this text if it comes next.
    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
        index += count
        return true
    }

    // MARK: Text

    /// Text up to a byte or a character reference; nil if an HTML parser would change it.
    private mutating func run(until end: UInt8) -> String? {
        let start = index
        var before: UInt8 = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == end || byte == UInt8(ascii: "&") { break }
            if Self.isStrange(byte, after: before) { return nil }
            before = byte
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// Whether a byte may belong to a control character, a noncharacter or the byte order mark.
    ///
    /// Judged by two bytes, so that a few harmless characters match too.
    private static func isStrange(_ byte: UInt8, after before: UInt8) -> Bool {
        if byte < 0x20 { return !CleanText.isSpace(byte) }
        if byte < 0x7F { return false }
        switch before {
        case 0xC2: return byte < 0xA0
        case 0xEF: return byte == 0xB7 || byte == 0xBB
        case 0xBF: return byte >= 0xBE && byte <= 0xBF
        default: return byte == 0x7F
        }
    }

    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ldquo": "“", "rdquo": "”",
        "lsquo": "‘", "rsquo": "’", "ndash": "–", "mdash": "—", "hellip": "…",
    ]

    private mutating func reference() -> String? {
        index += 1
        let isNumber = peek == UInt8(ascii: "#")
        if isNumber { index += 1 }
        let start = index
        while index < bytes.count, index - start < 8, peek != UInt8(ascii: ";") { index += 1 }
        guard peek == UInt8(ascii: ";") else { return nil }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        index += 1
        return isNumber ? Self.character(name) : Self.named[name]
    }

    /// Only numbers that HTML takes as they are; some below 160 mean another character.
    private static func character(_ digits: String) -> String? {
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt32(digits),
            (0xA0..<0xD800).contains(number) || (0x20..<0x7F).contains(number)
        else { return nil }
        return Unicode.Scalar(number).map { String($0) }
    }

    // MARK: Tags

    private mutating func name() -> Bytes {
        let start = index
        while (97...122).contains(peek) || (48...57).contains(peek) || peek == UInt8(ascii: "-") { index += 1 }
        return bytes[start..<index]
    }

    private mutating func tag() -> Part {
        if peek == UInt8(ascii: "/") {
            index += 1
            let name = self.name()
            return !name.isEmpty && skip(">") ? .end(name) : .strange
        }
        var tag = Tag(name: name())
        guard let first = tag.name.first, (97...122).contains(first) else { return .strange }
        while true {
            let isParted = skipSpace()
            if skip(">") { return .start(tag) }
            if skip("/>") { return selfClosed(tag) }
            guard isParted, attribute(&tag) else { return .strange }
        }
    }

    private func selfClosed(_ tag: Tag) -> Part {
        var tag = tag
        tag.isSelfClosing = true
        return .start(tag)
    }

    private mutating func skipSpace() -> Bool {
        let start = index
        while peek == 0x20 || peek == 0x0A { index += 1 }
        return index > start
    }

    /// Reads `name="value"` and no looser form; an attribute that matters may occur only once.
    private mutating func attribute(_ tag: inout Tag) -> Bool {
        let name = self.name()
        guard !name.isEmpty, skip("=\""), let value = value() else { return false }
        tag.attributes += 1
        switch String(decoding: name, as: UTF8.self) {
        case "href":
            defer { tag.href = value }
            return tag.href == nil
        case "class":
            defer { tag.className = value }
            return tag.className == nil
        case "data-picture":
            defer { tag.picture = value }
            return tag.picture == nil
        // Styles are left to the full parser.
        case "style": return false
        default: return tag.attributes < MarkupTree.mostAttributes
        }
    }

    private mutating func value() -> String? {
        var value = ""
        while index < bytes.count {
            switch peek {
            case UInt8(ascii: "\""):
                index += 1
                return value
            case UInt8(ascii: "&"):
                guard let text = reference() else { return nil }
                value += text
            default:
                guard let text = run(until: UInt8(ascii: "\"")) else { return nil }
                value += text
            }
        }
        return nil
    }
}
