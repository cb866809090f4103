/// Why a message could not be given to a mail server.
public struct MailFault: Error, Hashable, Sendable {
    /// What went wrong; `Letter` keeps the raw value.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// There is no such host, nobody answers there, or the connection broke.
        case unreachable
        /// It did not answer in time.
        case slow
        /// It offers no TLS, or its certificate is not to be believed.
        case insecure
        /// It does not take the name and the password that it was given, or offers no way to give them.
        case signIn = "sign_in"
        /// It does not take mail from this sender.
        case sender
        /// It does not take mail for this address.
        case recipient
        /// It does not take this message.
        case message
        /// What it said is no SMTP.
        case nonsense
    }

    public let kind: Kind
    /// The server's codes, as `550 5.1.1`; empty where it gave none.
    ///
    /// Its words are not kept: it could repeat what it was
    /// told, a password or a link.
    public let status: String
    /// Whether the same message to the same address would be refused for ever.
    public let isFinal: Bool

    init(_ kind: Kind, _ reply: SMTPReply? = nil) {
        self.kind = kind
        status = reply?.status ?? ""
        isFinal = (reply?.code ?? 0) >= 500 && (kind == .recipient || kind == .message)
    }
}
