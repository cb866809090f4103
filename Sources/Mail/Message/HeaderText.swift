internal import FoundationEssentials
internal import News

/// Words in the fields of a message's head, of which none can begin another field.
enum HeaderText {
    /// Words as a field holds them: as they are where they are short and plain, else as encoded words (RFC 2047).
    static func words(_ text: String) -> String {
        let line = text.collapsedWhitespace
        let isPlain = line.utf8.count <= 60 && line.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
        return isPlain && !line.contains("=?") ? line : encoded(line)
    }

    /// `Name <address>`.
    static func mailbox(_ name: String, _ address: EmailAddress) -> String {
        let line = name.collapsedWhitespace
        if line.isEmpty { return "<\(address.text)>" }
        // What is no atom is quoted or encoded: a comma in a name would begin another mailbox.
        let isAtoms = line.utf8.count <= 60 && line.utf8.allSatisfy(isAtom)
        // A line with an encoded word has at most 76 signs.
        return isAtoms ? "\(line) <\(address.text)>" : "\(encoded(line))\r\n <\(address.text)>"
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// Encoded words, one on each line; no character is cut in two.
    private static func encoded(_ line: String) -> String {
        var parts: [[UInt8]] = [[]]
        for scalar in line.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if parts[parts.count - 1].count + bytes.count > bytesInWord { parts.append([]) }
            parts[parts.count - 1] += bytes
        }
        return parts.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// 39 bytes are 52 signs of base 64; with what stands around them 64, and 73 behind the longest name of a field.
    private static let bytesInWord = 39
}
