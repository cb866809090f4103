/// Percent-encoding of query values (RFC 3986 section 2.1; `+` for space as HTML forms send it).
package enum PercentEncoding {
    static func encode(_ text: String) -> String { encode(text, space: "+") }

    /// As a part of a path, where `+` is no space.
    package static func encodeWhole(_ text: String) -> String { encode(text, space: "%20") }

    private static func encode(_ text: String, space: StaticString) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: " ") {
                space.withUTF8Buffer { bytes.append(contentsOf: $0) }
            } else {
                append(byte, to: &bytes)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Bytes, each as it is where it is unreserved or one of those, else escaped.
    static func escaped(_ bytes: [UInt8], plain: Set<UInt8>) -> String {
        var written: [UInt8] = []
        for byte in bytes { append(byte, plain: plain, to: &written) }
        return String(decoding: written, as: UTF8.self)
    }

    private static func append(_ byte: UInt8, plain: Set<UInt8> = [], to bytes: inout [UInt8]) {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            bytes.append(byte)
        case _ where plain.contains(byte): bytes.append(byte)
        default: bytes += [UInt8(ascii: "%"), hexadecimal(byte >> 4), hexadecimal(byte & 15)]
        }
    }

    /// The byte that two hexadecimal digits stand for.
    static func byte(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, let high = digits.first.flatMap(digit), let low = digits.last.flatMap(digit)
        else { return nil }
        return high << 4 | low
    }

    /// Nil where an escape is broken or the bytes are no UTF-8.
    package static func decode(_ text: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = text.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
