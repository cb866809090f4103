/// An address of electronic mail, by which a member signs in.
///
/// Two spellings are one address where they differ in case or in what cannot be seen.
public struct EmailAddress: Sendable, CustomStringConvertible {
    /// As it was given.
    public let text: String
    /// By which addresses are compared.
    public let key: String

    /// The longest address, in bytes (RFC 5321).
    public static let longest = 254

    /// Takes an address as somebody types it.
    /// - Throws: `invalid` where it is none; only its form is looked at.
    public init(_ text: String) throws(NewsError) {
        guard let address = EmailAddress(readable: text) else {
            throw NewsError(.invalid, "That is no e-mail address; give one such as citra@warta.example.")
        }
        self = address
    }

    /// Takes an address as it is stored, or nil where it is none.
    public init?(stored text: String) {
        self.init(readable: text)
    }

    private init?(readable text: String) {
        guard text.utf8.count <= 4 * Self.longest else { return nil }
        let text = text.collapsedWhitespace
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 2, parts[0].utf8.count <= 64,
            parts.allSatisfy({ Self.labels(of: $0).allSatisfy { !$0.isEmpty } }),
            Self.labels(of: parts[1]).allSatisfy(Self.isHostLabel),
            text.unicodeScalars.allSatisfy(Self.mayStand)
        else { return nil }
        self.text = text
        key = text.nameKey
    }

    /// What dots part; none of them may be empty (RFC 5321, *Dot-string* and *Domain*).
    private static func labels(of part: Substring) -> [Substring] {
        part.split(separator: ".", omittingEmptySubsequences: false)
    }

    private static func isHostLabel(_ label: Substring) -> Bool {
        let bytes = label.utf8
        let isOfHosts = bytes.allSatisfy { byte in
            byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                || byte == UInt8(ascii: "-")
        }
        return isOfHosts && bytes.count <= 63 && bytes.first != UInt8(ascii: "-") && bytes.last != UInt8(ascii: "-")
    }

    /// Letters, digits and signs that mail programs let through unquoted; no spaces, and nothing that is unseen.
    private static func mayStand(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.value > 0x20 && scalar.value < 0x7F && !"()<>[],;:\\\"".unicodeScalars.contains(scalar)
        }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint || properties.isWhitespace { return false }
        switch properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return false
        default: return true
        }
    }

    public var description: String { text }
}

extension EmailAddress: Hashable {
    public static func == (left: EmailAddress, right: EmailAddress) -> Bool { left.key == right.key }

    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
