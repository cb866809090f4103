/// Tracks braces, brackets and strings through JSON, a byte at a time: enough to find where a value ends.
struct JSONNesting {
    private(set) var depth = 0
    private(set) var isInString = false
    private var isEscaped = false
    /// The last byte outside a string that is not white space.
    private(set) var lastSignificant: UInt8 = 0
    /// For the first 64 depths, whether the container is an object.
    private var objects: UInt64 = 0

    /// Whether the innermost container is an object.
    var isInObject: Bool { depth > 0 && objects & Self.bit(depth) != 0 }

    mutating func take(_ byte: UInt8) {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return
        }
        switch byte {
        case 0x20, 0x0A, 0x0D, 0x09: return
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): open(isObject: byte == UInt8(ascii: "{"))
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        lastSignificant = byte
    }

    private mutating func open(isObject: Bool) {
        depth += 1
        if isObject { objects |= Self.bit(depth) } else { objects &= ~Self.bit(depth) }
    }

    private static func bit(_ depth: Int) -> UInt64 {
        1 << UInt64((depth - 1) & 63)
    }
}
