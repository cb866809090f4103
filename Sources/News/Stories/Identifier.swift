extension PublishedStory {
    /// The story's identity for formats that take a URI and nothing else: Atom, RSS, JSON Feed, ninjs.
    public var identifier: String { Identifier.written(uri) }
}

extension Story {
    /// The story's identity for formats that take a URI and nothing else: Atom, RSS, JSON Feed, ninjs.
    public var identifier: String { Identifier.written(uri) }
}

/// A wire's identity of a story as a URI (RFC 3986).
///
/// Some wires send a number or a file name as `uri`. It is written as a tag (RFC 4151) that holds it percent-encoded:
/// the same for ever, wherever the newspaper moves, and read back to what the wire sent.
public enum Identifier {
    private static let tag = "tag:warta,2026:uri/"

    /// The identity itself where it is a URI, else the tag that holds it.
    public static func written(_ uri: String) -> String {
        isURI(uri) ? uri : tag + PercentEncoding.encodeWhole(uri)
    }

    /// The identity of a correction of the story that a wire or the desk knows by a uri.
    public static func correction(_ number: Int, of uri: String) -> String {
        "tag:warta,2026:correction/\(number)/" + PercentEncoding.encodeWhole(uri)
    }

    /// An identity for a story that begins on the desk: a random UUID (RFC 9562) as a URN.
    public static func new(using chance: inout some RandomNumberGenerator) -> String {
        urn((0..<16).map { _ in UInt8.random(in: 0...255, using: &chance) }, version: 4)
    }

    /// The identity of a story that somebody may begin more than once, as after a lost answer: always the same for the same
    /// digest, a UUID of one's own making (version 8) as a URN.
    /// - Parameter digest: At least 16 bytes of a hash of who begins it and of what they call it.
    public static func new(digest: some Collection<UInt8>) -> String { urn(Array(digest.prefix(16)), version: 8) }

    private static func urn(_ chosen: [UInt8], version: UInt8) -> String {
        var bytes = chosen
        bytes[6] = bytes[6] & 0x0F | version << 4
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        let ends = [0, 4, 6, 8, 10, 16]
        return "urn:uuid:" + zip(ends, ends.dropFirst()).map { digits[$0..<$1].joined() }.joined(separator: "-")
    }

    /// What was written: the wire's own word.
    public static func read(_ text: String) -> String {
        guard text.hasPrefix(tag),
            let uri = PercentEncoding.decode(text.dropFirst(tag.count).utf8, plusIsSpace: false), !isURI(uri)
        else { return text }
        return uri
    }

    /// Whether a text has the form of a URI: a scheme, and behind it only the characters that may stand there.
    static func isURI(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 1 < bytes.count, let first = bytes.first,
            isLetter(first), bytes[..<colon].allSatisfy({ isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) })
        else { return false }
        var hashes = 0
        for (index, byte) in bytes.enumerated().dropFirst(colon + 1) {
            switch byte {
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.count, Digits.isHexadecimal(bytes[index + 1]),
                    Digits.isHexadecimal(bytes[index + 2])
                else { return false }
            case UInt8(ascii: "#"): hashes += 1
            default: guard isLetter(byte) || isDigit(byte) || others.contains(byte) else { return false }
            }
        }
        return hashes <= 1
    }

    /// Unreserved and reserved characters but letters, digits, `#` and the brackets, which only an IPv6 host has.
    private static let others = Set("-._~:/?@!$&'()*+,;=".utf8)

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
