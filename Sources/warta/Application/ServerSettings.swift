public import Web

/// How a newspaper is served, whatever the settings were read from.
public struct ServerSettings: Sendable {
    /// Where readers' connections are taken.
    public var address = ListenAddress(host: "127.0.0.1", port: 8_080)
    /// Scheme and host with which absolute links begin, without a slash at the end.
    public var url: String
    /// Names under which readers ask for it.
    public var hosts: [String] = []
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
}
