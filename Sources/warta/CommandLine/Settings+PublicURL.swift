import Application
import News

extension Settings {
    /// Where readers' connections are taken.
    /// - Throws: `invalid` where the port is none.
    func listenAddress(_ host: String? = nil, _ port: Int? = nil) throws -> ListenAddress {
        ListenAddress(
            host: text(host, "host") ?? "127.0.0.1",
            port: try number(port, "port", default: 8_080, in: 0...65_535)
        )
    }

    /// Scheme and host of absolute links; without a setting, those of the address that the server listens on.
    ///
    /// So commands that print an address of the site, as of a one-time link, print one that the server has.
    /// - Parameters:
    ///   - flag: What the command line says.
    ///   - address: Where the server listens.
    ///   - isSecure: Whether it has a certificate of its own.
    /// - Throws: `invalid` where what is set is no address of a site.
    func publicURL(_ flag: String?, _ address: ListenAddress, isSecure: Bool) throws -> PublicURL {
        let given = text(flag, "url")
        let scheme = isSecure ? "https" : "http"
        if given == nil, address.host == "0.0.0.0" || address.host == "::" {
            Terminal.warn(
                "Absolute links begin with \(scheme)://\(address.host), which no reader can reach; give --url."
            )
        }
        var text = given ?? "\(scheme)://\(address.with(port: address.port))"
        while text.hasSuffix("/") { text.removeLast() }
        guard let url = PublicURL(text) else {
            throw NewsError(
                .invalid,
                "\(origin(flag != nil, "url")) is “\(text)”, which is no address of a site; "
                    + "give scheme and host: https://warta.example."
            )
        }
        return url
    }

    /// The same where nothing is served now: as `warta serve` would have it by the variables and the file.
    func publicURL(_ flag: String?) throws -> PublicURL {
        try publicURL(flag, try listenAddress(), isSecure: text(nil, "tlsCertificate") != nil)
    }
}
