internal import Crypto
internal import News

/// What a passkey has to sign so that somebody is let in: made for one browser, for some minutes.
///
/// It is kept nowhere until it was used: a page of the sign-in is looked at by anybody, and must cost no row. So it says
/// itself until when it is good, and an HMAC under the secret of the browser's form says that it is ours for that browser.
enum SignInChallenge {
    static func make(formSecret: String, until end: Timestamp) -> String {
        let nonce = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        let time = (0..<8).map { UInt8(truncatingIfNeeded: end.milliseconds >> (56 - 8 * Int64($0))) }
        let words = nonce + time
        return Base64URL.write(words + HMAC<SHA256>.authenticationCode(for: message(words), using: key(formSecret)))
    }

    /// Until when a challenge is good; nil where it is none of that browser's.
    static func end(of challenge: String, formSecret: String) -> Timestamp? {
        guard let bytes = Base64URL.read(challenge), bytes.count == 56 else { return nil }
        let words = Array(bytes[..<24])
        guard
            HMAC<SHA256>.isValidAuthenticationCode(
                bytes[24...],
                authenticating: message(words),
                using: key(formSecret)
            )
        else { return nil }
        return Timestamp(milliseconds: words[16...].reduce(Int64(0)) { $0 << 8 | Int64($1) })
    }

    private static func message(_ words: [UInt8]) -> [UInt8] { Array("warta: a passkey's sign-in".utf8) + words }

    private static func key(_ secret: String) -> SymmetricKey { SymmetricKey(data: Array(secret.utf8)) }
}
