/// Text in ASCII, in lines of at most 76 signs (RFC 2045 section 6.7).
enum QuotedPrintable {
    /// Lines are parted by line feeds, and end with CR LF in what comes out.
    static func write(_ text: String) -> String {
        // Bytes, not characters: to Swift, CR LF is one of those, and ours have none.
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map(line).joined(separator: "\r\n") + "\r\n"
    }

    private static func line(_ bytes: Substring.UTF8View.SubSequence) -> String {
        var lines = [""]
        for (index, byte) in zip(bytes.indices, bytes) {
            let isLast = bytes.index(after: index) == bytes.endIndex
            let sign = sign(byte, isLast: isLast)
            // One sign is kept for the mark that the line goes on.
            if lines[lines.count - 1].utf8.count + sign.utf8.count > longest - 1 {
                lines[lines.count - 1] += "="
                lines.append("")
            }
            lines[lines.count - 1] += sign
        }
        return lines.joined(separator: "\r\n")
    }

    private static let longest = 76
    private static let digits = Array("0123456789ABCDEF")

    private static func sign(_ byte: UInt8, isLast: Bool) -> String {
        let isBlank = byte == 0x20 || byte == 0x09
        let isPlain = isBlank ? !isLast : (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
        if isPlain { return String(UnicodeScalar(byte)) }
        return "=" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
}
