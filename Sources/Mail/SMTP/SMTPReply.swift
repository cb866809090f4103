internal import News

/// One answer of a mail server (RFC 5321 section 4.2): a code, and one line or several.
struct SMTPReply: Hashable, Sendable {
    let code: Int
    /// What follows the code, line by line.
    let lines: [String]

    /// The code and, where the server gives one, the enhanced code (RFC 3463): `550 5.1.1`.
    var status: String {
        guard let word = lines.first?.prefix(while: { $0 != " " }), Self.isEnhanced(word) else { return String(code) }
        return "\(code) \(word)"
    }

    private static func isEnhanced(_ word: Substring) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && parts.allSatisfy { Digits.number($0, in: 0...999) != nil }
    }

    /// One line of an answer.
    struct Line {
        let code: Int
        let text: String
        /// Whether another line follows.
        let goesOn: Bool

        /// Nil where it is none: three digits, then a blank, a hyphen or nothing.
        init?(_ bytes: some Collection<UInt8>) {
            guard bytes.count >= 3, let code = Digits.number(bytes.prefix(3)), (200...599).contains(code) else {
                return nil
            }
            let rest = bytes.dropFirst(3)
            let mark = rest.first ?? UInt8(ascii: " ")
            guard mark == UInt8(ascii: " ") || mark == UInt8(ascii: "-"),
                !rest.contains(where: { $0 == 0 || $0 == 0x0D || $0 == 0x0A })
            else { return nil }
            self.code = code
            goesOn = mark == UInt8(ascii: "-")
            text = String(decoding: rest.dropFirst(), as: UTF8.self)
        }
    }
}
