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
        guard let own = site.hosts.first, let given = PublicURL(url), !site.hosts.contains(given.host) else {
            return url
        }
        return given.scheme + own + given.port
    }

    /// The hosts that lead to a newspaper: where hosts are strict and the first has none, that of ``url``.
    package func hosts(of site: Site) -> [String] {
        guard site.hosts.isEmpty, isStrictAboutHosts, site.number == .first else { return site.hosts }
        return PublicURL(url).map { [$0.host] } ?? []
    }

    /// Sees to it that ``url`` is nobody else's than the first newspaper's, whose links begin with it if it has no host.
    /// - Throws: `invalid` where another newspaper has its host.
    func check(for sites: [Site]) throws {
        guard let first = sites.first, first.hosts.isEmpty, let host = PublicURL(url)?.host,
            let other = sites.first(where: { $0.hosts.contains(host) })
        else { return }
        throw NewsError(
            .invalid,
            "\(host) is a host of \(other.name), so the links of \(first.name) cannot begin with it; "
                + "give \(first.name) a host of its own, or another --url."
        )
    }
}
