internal import Crypto

extension Desk {
    /// What a form of a session carries, so that no other site can send it: an HMAC of the session's token.
    ///
    /// A page of another site can neither read it nor make it up, and it ends with the session.
    public static func formToken(session token: String) -> String {
        Hexadecimal.write(HMAC<SHA256>.authenticationCode(for: formMessage, using: key(of: token)))
    }

    /// Whether a form carries the token of its session; takes as long whatever the answer is.
    public static func isFormToken(_ shown: String, session token: String) -> Bool {
        guard shown.utf8.count == 64, let code = Hexadecimal.read(shown) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: formMessage, using: key(of: token))
    }

    /// What stands in a browser for a session where nobody is signed in yet, so that its forms carry a token too.
    public static func newFormSecret() -> String { Secret().text }

    private static let formMessage = Array("warta: a form of the newsroom".utf8)

    private static func key(of token: String) -> SymmetricKey { SymmetricKey(data: Array(token.utf8)) }
}
