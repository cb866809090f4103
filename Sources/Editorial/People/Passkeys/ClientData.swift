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
