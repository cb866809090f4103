/// Scans the head of a request byte by byte, in one pass.
struct HeadScanner {
    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    enum Line { case line, incomplete, unclear }

    enum Field {
        case field(name: Range<Int>, value: Range<Int>)
        case end
        case incomplete
        case unclear
    }

    /// `METHOD SP target SP HTTP/1.1 CRLF` (RFC 9112 section 3), or the same of HTTP/1.0.
    mutating func requestLine(_ head: inout RequestHead) -> Line {
        var index = 0
        while index < bytes.count, bytes[index] &- 65 < 26 { index += 1 }
        guard index < bytes.count else { return index < 16 ? .incomplete : .unclear }
        guard index > 0, index < 16, bytes[index] == UInt8(ascii: " ") else { return .unclear }
        let method = UnsafeRawBufferPointer(rebasing: bytes[..<index])
        if method.equals("GET") {
            head.method = .get
        } else if method.equals("HEAD") {
            head.method = .head
        } else if method.equals("POST") {
            head.method = .post
        } else if method.equals("CONNECT") {
            // What follows a CONNECT is not HTTP.
            return .unclear
        }
        let start = index + 1
        index = start
        // Everything that may stand in a target is a visible character of ASCII.
        while index < bytes.count, bytes[index] &- 0x21 < 0x5E { index += 1 }
        guard index < bytes.count else { return .incomplete }
        guard index > start, bytes[index] == UInt8(ascii: " ") else { return .unclear }
        head.target = start..<index
        return version(from: index, &head)
    }

    private mutating func version(from index: Int, _ head: inout RequestHead) -> Line {
        let ending: StaticString = " HTTP/1.1\r\n"
        let end = min(bytes.count, index + ending.utf8CodeUnitCount)
        for place in index..<end where bytes[place] != ending.utf8Start[place - index] {
            guard place == index + 8, bytes[place] == UInt8(ascii: "0") else { return .unclear }
            head.isHTTP10 = true
        }
        guard end == index + ending.utf8CodeUnitCount else { return .incomplete }
        offset = end
        return .line
    }

    /// `name ":" OWS value OWS CRLF` (RFC 9112 section 5), or the empty line that ends the head.
    mutating func field() -> Field {
        let start = offset
        var index = start
        while index < bytes.count, Self.isToken(bytes[index]) { index += 1 }
        guard index < bytes.count else { return .incomplete }
        if index == start { return emptyLine() }
        guard bytes[index] == UInt8(ascii: ":") else { return .unclear }
        let name = start..<index
        index += 1
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
        let valueStart = index
        while index < bytes.count, Self.isText(bytes[index]) { index += 1 }
        guard index < bytes.count else { return .incomplete }
        guard bytes[index] == UInt8(ascii: "\r") else { return .unclear }
        guard index + 1 < bytes.count else { return .incomplete }
        guard bytes[index + 1] == UInt8(ascii: "\n") else { return .unclear }
        offset = index + 2
        while index > valueStart, Self.isSpace(bytes[index - 1]) { index -= 1 }
        return .field(name: name, value: valueStart..<index)
    }

    private mutating func emptyLine() -> Field {
        guard bytes[offset] == UInt8(ascii: "\r") else { return .unclear }
        guard offset + 1 < bytes.count else { return .incomplete }
        guard bytes[offset + 1] == UInt8(ascii: "\n") else { return .unclear }
        offset += 2
        return .end
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// What a value may hold: visible characters, space, tab, and bytes of no ASCII.
    private static func isText(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte != 0x7F) || byte == 0x09 }

    /// `tchar` of RFC 9110 section 5.6.2, as two masks of 64 bits.
    private static func isToken(_ byte: UInt8) -> Bool {
        let low: UInt64 = 0x03FF_6CFA_0000_0000
        let high: UInt64 = 0x57FF_FFFF_C7FF_FFFE
        if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
        return byte < 128 && high >> UInt64(byte - 64) & 1 == 1
    }
}
