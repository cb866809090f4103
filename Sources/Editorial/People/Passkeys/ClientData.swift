internal import News

/// What a browser says of the page on which a passkey was made or used (Web Authentication level 2, 5.8.1).
enum ClientData {
    /// What was done.
    enum Act: String {
        case made = "webauthn.create"
        case used = "webauthn.get"
    }

    /// The challenge to which the browser answered, in base64url.
    /// - Returns: Nil where it is no such answer, or was given on another page than ours or within one.
    static func challenge(in bytes: [UInt8], of act: Act, at place: PasskeyPlace) -> String? {
        guard bytes.count <= 4_096, let json = try? JSONValue(parsing: bytes, deepest: 8),
            json.member("type")?.asString == act.rawValue, json.member("origin")?.asString == place.origin,
            json.member("crossOrigin") ?? .bool(false) == .bool(false), json.member("topOrigin") == nil
        else { return nil }
        return json.member("challenge")?.asString
    }
}

/// Bytes as texts that browsers send: base 64 with the signs of addresses, and without an end (RFC 4648, section 5).
enum Base64URL {
    static func write(_ bytes: some Sequence<UInt8>) -> String {
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
    static func read(_ text: String) -> [UInt8]? {
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
