extension JSONValue {
    /// The value on one line, in UTF-8.
    public var bytes: [UInt8] {
        var writer = JSONWriter(isInScript: false)
        writer.write(self)
        return writer.bytes
    }

    /// The same as a text.
    public var written: String { String(decoding: bytes, as: UTF8.self) }

    /// The value as it may stand inside a `script` element: nothing in it can end the element or begin a comment.
    public var writtenForScript: String {
        var writer = JSONWriter(isInScript: true)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Appends each byte of a value once, escaped where it has to be.
private struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    let isInScript: Bool

    init(isInScript: Bool) {
        self.isInScript = isInScript
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let isTrue): append(isTrue ? "true" : "false")
        case .number(let spelling): append(spelling)
        case .string(let text): quote(text)
        case .array(let values):
            append("[")
            for (index, value) in values.enumerated() {
                if index > 0 { append(",") }
                write(value)
            }
            append("]")
        case .object(let members):
            append("{")
            for (index, member) in members.enumerated() {
                if index > 0 { append(",") }
                quote(member.key)
                append(":")
                write(member.value)
            }
            append("}")
        }
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func quote(_ text: String) {
        append("\"")
        var text = text
        text.withUTF8 { source in
            var copied = 0
            for index in source.indices {
                guard let (escape, count) = escape(at: index, in: source) else { continue }
                bytes.append(contentsOf: source[copied..<index])
                append(escape)
                copied = index + count
            }
            bytes.append(contentsOf: source[copied...])
        }
        append("\"")
    }

    /// The escape for the bytes at an index, and how many bytes it replaces; nil where they stay.
    private func escape(at index: Int, in source: UnsafeBufferPointer<UInt8>) -> (text: String, count: Int)? {
        let byte = source[index]
        switch byte {
        case UInt8(ascii: "\""): return ("\\\"", 1)
        case UInt8(ascii: "\\"): return ("\\\\", 1)
        case UInt8(ascii: "\n"): return ("\\n", 1)
        case UInt8(ascii: "\r"): return ("\\r", 1)
        case UInt8(ascii: "\t"): return ("\\t", 1)
        case 0..<0x20: return ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16), 1)
        case UInt8(ascii: "<") where isInScript: return ("\\u003c", 1)
        case UInt8(ascii: ">") where isInScript: return ("\\u003e", 1)
        case UInt8(ascii: "&") where isInScript: return ("\\u0026", 1)
        // The line separators U+2028 and U+2029 are legal JSON, but old JavaScript and careless readers of JSON Lines
        // end a line at them.
        case 0xE2 where index + 2 < source.count && source[index + 1] == 0x80 && source[index + 2] & 0xFE == 0xA8:
            return (source[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
        default: return nil
        }
    }
}
