/// Bytes as text that may stand in an address: base 64 with signs of its own, and without an end (RFC 4648, section 5).
package enum Base64URL {
    package static func write(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for byte in bytes {
            (bits, count) = (bits << 8 | UInt32(byte), count + 8)
            while count >= 6 {
                count -= 6
                text.unicodeScalars.append(signs[Int(bits >> count & 63)])
            }
        }
        if count > 0 { text.unicodeScalars.append(signs[Int(bits << (6 - count) & 63)]) }
        return text
    }

    /// Nil where it is none, or not the one spelling of its bytes.
    package static func read(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for scalar in text.unicodeScalars {
            guard let value = values[scalar] else { return nil }
            (bits, count) = (bits << 6 | value, count + 6)
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        return write(bytes) == text ? bytes : nil
    }

    private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".unicodeScalars)
    private static let values = Dictionary(
        uniqueKeysWithValues: signs.enumerated().map { ($0.element, UInt32($0.offset)) }
    )
}
