internal import NIOCore
internal import NIOSSL
public import News

/// The mail server to which messages are given, and how it is spoken to.
public struct MailServer: Sendable {
    /// How the connection is kept from being read or changed on its way.
    public enum Security: String, Hashable, Sendable, CaseIterable {
        /// TLS from the first byte, usual at port 465 (RFC 8314).
        case implicit
        /// TLS after the greeting, usual at ports 587 and 25; a server that does not offer it gets no mail.
        case startTLS = "starttls"
        /// None: for a server on this machine.
        case none
    }

    /// Name and password, where the server asks for them.
    public struct Credentials: Sendable {
        let user: String
        let password: String

        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    let host: String
    let port: Int
    let security: Security
    let credentials: Credentials?
    /// The address from which messages come.
    public let sender: EmailAddress
    let context: NIOSSLContext?
    /// How long the server may take for each answer.
    let patience: TimeAmount

    /// - Parameters:
    ///   - host: A name or an address, for which its certificate must hold.
    ///   - port: Where it listens.
    ///   - security: How it is spoken to.
    ///   - authorities: A PEM file of the certificates that are believed; nil for those of the system.
    ///   - credentials: Where the server wants them.
    ///   - sender: From which address messages come.
    ///   - patience: Seconds that the server may take for each answer.
    /// - Throws: `invalid` where the file cannot be read, or a password would be sent in the clear to another machine.
    public init(
        host: String,
        port: Int,
        security: Security,
        authorities: String? = nil,
        credentials: Credentials? = nil,
        sender: EmailAddress,
        patience: Int64 = 60
    ) throws {
        self.host = host
        self.port = port
        self.security = security
        self.credentials = credentials
        self.sender = sender
        self.patience = .seconds(patience)
        guard security != .none else {
            guard credentials == nil || Self.isThisMachine(host) else {
                throw NewsError(
                    .invalid,
                    "A password would be sent to \(host) in the clear; take STARTTLS or TLS from the first byte."
                )
            }
            context = nil
            return
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let authorities { configuration.trustRoots = .file(authorities) }
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw NewsError(.invalid, "\(authorities ?? "The system's list") holds no certificates in PEM.")
        }
    }

    private static func isThisMachine(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// For the greeting and the message's own name: the domain of the sender.
    var domain: String {
        let domain = sender.text.drop { $0 != "@" }.dropFirst()
        return domain.utf8.allSatisfy { $0 < 0x80 } ? String(domain) : "localhost"
    }
}
