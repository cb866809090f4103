/// JSON that is written, in the order it was put together.
indirect enum JSON: Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([JSON])
    case object([(String, JSON)])

    /// An object without the fields that hold nothing.
    static func fields(_ fields: KeyValuePairs<String, JSON?>) -> JSON {
        .object(fields.compactMap { name, value in value.map { (name, $0) } })
    }

    /// RFC 8259, on one line, in UTF-8.
    var bytes: [UInt8] {
        var writer = Writer(isInScript: false)
        writer.write(self)
        return writer.bytes
    }

    /// The same as a text.
    var written: String { String(decoding: bytes, as: UTF8.self) }

    /// As it may stand inside a `script` element: nothing in it can end the element or begin a comment.
    var script: String {
        var writer = Writer(isInScript: true)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes each byte once, whatever it has to become.
private struct Writer {
    private(set) var bytes: [UInt8] = []
    let isInScript: Bool

    init(isInScript: Bool) {
        self.isInScript = isInScript
    }

    mutating func write(_ value: JSON) {
        switch value {
        case .text(let text): quote(text)
        case .number(let number): add(String(number))
        case .flag(let flag): add(String(flag))
        case .list(let items):
            add("[")
            for (index, item) in items.enumerated() {
                if index > 0 { add(",") }
                write(item)
            }
            add("]")
        case .object(let fields):
            add("{")
            for (index, field) in fields.enumerated() {
                if index > 0 { add(",") }
                quote(field.0)
                add(":")
                write(field.1)
            }
            add("}")
        }
    }

    private mutating func add(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func quote(_ text: String) {
        add("\"")
        var text = text
        text.withUTF8 { source in
            var copied = 0
            for index in source.indices {
                guard let (escape, count) = escape(at: index, in: source) else { continue }
                bytes.append(contentsOf: source[copied..<index])
                add(escape)
                copied = index + count
            }
            bytes.append(contentsOf: source[copied...])
        }
        add("\"")
    }

    /// What stands for the bytes at a place; nil where they stay.
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
        // Line separators, U+2028 and U+2029, are legal JSON but ended lines in JavaScript for long.
        case 0xE2 where index + 2 < source.count && source[index + 1] == 0x80 && source[index + 2] & 0xFE == 0xA8:
            return (source[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
        default: return nil
        }
    }
}

extension JSON: ExpressibleByStringLiteral {
    init(stringLiteral value: String) {
        self = .text(value)
    }
}

extension String {
    /// As a JSON text; nil where it is empty, so that the field is left out.
    var json: JSON? { isEmpty ? nil : .text(self) }
}
