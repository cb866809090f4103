import HTTPTypes

/// Who asks for a word that is not for everybody.
enum LocalProgram {
    /// Fields that say that somebody else asks through the one who does (RFC 7239, RFC 9110 section 7.6.3, and what
    /// proxies write instead).
    static let forwarding: [HTTPField.Name] = [
        .forwardedFor, .forwarded, .via, .forwardedHost, .forwardedProto, .realIP,
    ]

    /// Whether a program of this machine asks, and not a proxy on it for somebody.
    static func isLocal(_ peer: String?, _ fields: HTTPFields) -> Bool {
        TrustedProxies.thisMachine.trusts(peer: peer) && !forwarding.contains { fields[$0] != nil }
    }
}
