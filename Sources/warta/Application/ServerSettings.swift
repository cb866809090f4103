package import News
public import Web

/// How the newspapers of a house are served, whatever the settings were read from.
public struct ServerSettings: Sendable {
    /// Where readers' connections are taken.
    public var address = ListenAddress(host: "127.0.0.1", port: 8_080)
    /// Scheme and host with which absolute links begin, without a slash at the end; see ``url(of:)``.
    public var url: String
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
    /// Where health and figures are told; nil for the readers' port, to this machine alone.
    public var admin: ListenAddress?
    /// What a client may ask for.
    public var limits = Limits()

    /// The usual settings for a public address.
    public init(url: String) {
        self.url = url
    }

    /// Scheme and host with which a newspaper's absolute links begin.
    ///
    /// Those of ``url`` where that names one of its hosts, or it has none; else its first host stands in.
    package func url(of site: Site) -> String {
        guard let host = site.hosts.first, !site.hosts.contains(self.host) else { return url }
        let (scheme, _, port) = parts
        return scheme + host + port
    }

    /// The hosts that lead to a newspaper: where hosts are strict and the first has none, that of ``url``.
    package func hosts(of site: Site) -> [String] {
        site.hosts.isEmpty && isStrictAboutHosts && site.number == .first ? [host] : site.hosts
    }

    private var host: String { parts.host.lowercased() }

    /// The scheme with its slashes, the host, and the port with its colon.
    private var parts: (scheme: String, host: String, port: String) {
        let scheme = url.hasPrefix("https://") ? "https://" : "http://"
        let rest = url.dropFirst(scheme.count)
        let port = rest.last == "]" ? nil : rest.lastIndex(of: ":")
        return (scheme, String(rest[..<(port ?? rest.endIndex)]), String(rest[(port ?? rest.endIndex)...]))
    }
}
