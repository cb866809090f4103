public import Mail
package import News
public import Web

/// How the newspapers of a house are served, whatever the settings were read from.
public struct ServerSettings: Sendable {
    /// Where readers' connections are taken.
    public var address = ListenAddress(host: "127.0.0.1", port: 8_080)
    /// Scheme and host with which absolute links begin; see ``PublicURL/links(of:)``.
    public var url: PublicURL
    /// Whether a request for a host that no newspaper has is refused (421); else the first newspaper answers it.
    public var isStrictAboutHosts = false
    /// A folder whose files stand in for those of the built-in theme.
    public var themeFolder: String?
    /// Bytes for pressed pages.
    public var cacheBytes = 384 << 20
    /// Addresses and networks whose `X-Forwarded-For` is believed.
    public var trustedProxies: [String] = []
    /// For HTTPS; nil for plain HTTP.
    public var certificate: TLSCertificate?
    /// By which letters to members are sent; nil where none are.
    public var mail: MailServer?
    /// Where health and figures are told; nil for the readers' port, to this machine alone.
    public var admin: ListenAddress?
    /// What a client may ask for.
    public var limits = Limits()
    /// The build of the program, as administrators are told it.
    public var build = ""
    /// How long the server answers on, and asks for no new clients, once it has been told to stop by `SIGTERM`.
    public var drainSeconds = 0
    /// Where each request is written down; nil where none is.
    public var accessLog: AccessLogFile?

    /// The usual settings for a public address.
    public init(url: PublicURL) {
        self.url = url
    }

    /// The hosts that lead to a newspaper: where hosts are strict and the first has none, that of ``url``.
    package func hosts(of site: Site) -> [String] {
        site.hosts.isEmpty && isStrictAboutHosts && site.number == .first ? [url.host] : site.hosts
    }

    /// Sees to it that ``url`` is nobody else's than the first newspaper's, whose links begin with it if it has no host.
    /// - Throws: `invalid` where another newspaper has its host.
    func check(for sites: [Site]) throws {
        guard let first = sites.first, first.hosts.isEmpty,
            let other = sites.first(where: { $0.hosts.contains(url.host) })
        else { return }
        throw NewsError(
            .invalid,
            "\(url.host) is a host of \(other.name), so the links of \(first.name) cannot begin with it; "
                + "give \(first.name) a host of its own, or another --url."
        )
    }
}
