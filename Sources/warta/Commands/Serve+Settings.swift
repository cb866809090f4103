import Application
import News
import Web

extension Serve {
    /// How the newspapers are served, according to flags, variables and the settings file.
    func serverSettings(_ settings: Settings) throws -> ServerSettings {
        let address = ListenAddress(
            host: settings.text(host, "host") ?? "127.0.0.1",
            port: try settings.number(port, "port", default: 8_080, in: 0...65_535)
        )
        let certificate = try certificate(settings)
        var serving = ServerSettings(url: try publicURL(settings, address, isSecure: certificate != nil))
        serving.address = address
        serving.certificate = certificate
        serving.admin = try adminAddress(settings)
        serving.isStrictAboutHosts = try settings.flag(strictHosts, "strictHosts")
        serving.themeFolder = settings.text(theme, "theme")
        serving.cacheBytes = try settings.number(cache, "cache", default: 384, in: 1...1_048_576) << 20
        serving.trustedProxies = settings.list(trustedProxy, "trustedProxy")
        serving.limits = try limits.limits(settings)
        OpenFileLimit.raise(for: &serving.limits)
        return serving
    }

    private func adminAddress(_ settings: Settings) throws -> ListenAddress? {
        guard let text = settings.text(admin, "admin") else { return nil }
        guard let address = ListenAddress(text) else {
            throw NewsError(.invalid, "\(text) is no address with a port; give --admin as HOST:PORT: 127.0.0.1:8081.")
        }
        return address
    }

    /// What HTTPS needs; both or neither.
    private func certificate(_ settings: Settings) throws -> TLSCertificate? {
        switch (settings.text(tlsCertificate, "tlsCertificate"), settings.text(tlsKey, "tlsKey")) {
        case (nil, nil): return nil
        case (let certificate?, let key?):
            return try advising("Check --tls-certificate and --tls-key.") {
                try TLSCertificate(certificate: certificate, key: key)
            }
        default: throw NewsError(.invalid, "HTTPS needs both; give --tls-certificate and --tls-key.")
        }
    }

    /// Scheme and host of absolute links; without a setting, those of the address that the server listens on.
    private func publicURL(_ settings: Settings, _ address: ListenAddress, isSecure: Bool) throws -> String {
        let given = settings.text(url, "url")
        let scheme = isSecure ? "https" : "http"
        if given == nil, address.host == "0.0.0.0" || address.host == "::" {
            Terminal.warn(
                "Absolute links begin with \(scheme)://\(address.host), which no reader can reach; give --url."
            )
        }
        var text = given ?? "\(scheme)://\(address.with(port: address.port))"
        while text.hasSuffix("/") { text.removeLast() }
        let rest = text.hasPrefix("https://") ? text.dropFirst(8) : text.dropFirst(7)
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), !rest.isEmpty, !rest.contains("/"),
            rest.allSatisfy({ $0.isASCII && !$0.isWhitespace && !"\"<>?#".contains($0) })
        else {
            throw NewsError(.invalid, "\(text) is no address of a site; give scheme and host: https://warta.example.")
        }
        return text
    }
}
