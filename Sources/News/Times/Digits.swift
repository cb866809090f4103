/// Whole numbers as others write them, and as we do.
///
/// Whoever reckons with a number from outside reads it here: digits alone, and so few of them that no sum or product
/// of ours overflows, which would end the process.
public enum Digits {
    /// Digits of a number at most: what has more is no number of ours.
    public static let most = 15

    /// The value of ASCII digits, leading noughts allowed; nil where there is anything else, nothing, or too much.
    ///
    /// Inlinable, as each request's `Host` may have a port: unspecialized, that cost six percent of an answer.
    @inlinable
    public static func number(_ digits: some Collection<UInt8>) -> Int? {
        var (value, count) = (0, 0)
        for byte in digits {
            let digit = byte &- 48
            guard digit < 10, count < most else { return nil }
            value = value * 10 + Int(digit)
            count += 1
        }
        return count == 0 ? nil : value
    }

    /// The value of a text that is digits and lies within bounds.
    public static func number(_ text: some StringProtocol, in bounds: ClosedRange<Int>) -> Int? {
        number(text.utf8).flatMap { bounds.contains($0) ? $0 : nil }
    }

    /// Whether a byte is a hexadecimal digit in ASCII, of either case.
    public static func isHexadecimal(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 6
    }

    /// A value as text, with noughts before it up to a width.
    package static func padded(_ value: Int, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
