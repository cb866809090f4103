import HTTPTypes

/// Tells programs of this machine from everybody else: health and figures are for them alone.
enum LocalProgram {
    /// Fields that show that a proxy asks for somebody else (RFC 7239, RFC 9110 section 7.6.3, and what proxies write
    /// instead).
    static let forwarding: [HTTPField.Name] = [
        .forwardedFor, .forwarded, .via, .forwardedHost, .forwardedProto, .realIP,
    ]

    /// Whether a program of this machine asks, and not a proxy on it for somebody else.
    static func isLocal(_ peer: String?, _ fields: HTTPFields) -> Bool {
        TrustedProxies.thisMachine.trusts(peer: peer) && !forwarding.contains { fields[$0] != nil }
    }
}
