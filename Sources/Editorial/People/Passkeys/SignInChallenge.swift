internal import Crypto
internal import News

/// What a passkey has to sign so that somebody is let in: made for one browser, for some minutes.
///
/// It is kept nowhere until it was used: a page of the sign-in is looked at by anybody, and must cost no row. So it says
/// itself until when it is good, and an HMAC says that it is ours for that browser: its key is a secret of the server, so
/// that nobody who knows what the browser holds can write one.
struct SignInChallenge {
    /// A secret of the server.
    let houseSecret: String
    /// The secret of the browser's forms.
    let formSecret: String

    func make(until end: Timestamp) -> String {
        let nonce = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        let time = (0..<8).map { UInt8(truncatingIfNeeded: end.milliseconds >> (56 - 8 * Int64($0))) }
        let words = nonce + time
        return Base64URL.write(
            words + HMAC<SHA256>.authenticationCode(for: Self.message(words, formSecret), using: key)
        )
    }

    /// Until when a challenge is good; nil where it is none of that browser's.
    func end(of challenge: String) -> Timestamp? {
        guard let bytes = Base64URL.read(challenge), bytes.count == 56 else { return nil }
        let words = Array(bytes[..<24])
        guard
            HMAC<SHA256>.isValidAuthenticationCode(
                bytes[24...],
                authenticating: Self.message(words, formSecret),
                using: key
            )
        else { return nil }
        return Timestamp(milliseconds: words[16...].reduce(Int64(0)) { $0 << 8 | Int64($1) })
    }

    /// The words have a length of their own, so that what follows is the form's secret and nothing else.
    private static func message(_ words: [UInt8], _ formSecret: String) -> [UInt8] {
        Array("warta: a passkey's sign-in".utf8) + words + Array(formSecret.utf8)
    }

    private var key: SymmetricKey { SymmetricKey(data: Array(houseSecret.utf8)) }
}
