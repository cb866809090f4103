import Application
import BuiltIn
import News
import Web

extension Serve {
    /// How the newspapers are served, according to flags, variables and the settings file.
    func serverSettings(_ settings: Settings) throws -> ServerSettings {
        let address = try settings.listenAddress(host, port)
        let certificate = try certificate(settings)
        var serving = ServerSettings(url: try settings.publicURL(url, address, isSecure: certificate != nil))
        serving.address = address
        serving.certificate = certificate
        serving.admin = try adminAddress(settings)
        serving.isStrictAboutHosts = try settings.flag(strictHosts, "strictHosts")
        serving.themeFolder = settings.text(theme, "theme")
        serving.cacheBytes = try settings.number(cache, "cache", default: 384, in: 1...1_048_576) << 20
        serving.trustedProxies = settings.list(trustedProxy, "trustedProxy")
        serving.mail = try mail.server(settings)
        serving.limits = try limits.limits(settings)
        serving.build = "\(BuiltInFiles.build)"
        serving.drainSeconds = try settings.number(drainSeconds, "drainSeconds", default: 0, in: 0...3_600)
        serving.accessLog = try requests.file(settings)
        OpenFileLimit.raise(for: &serving.limits)
        return serving
    }

    private func adminAddress(_ settings: Settings) throws -> ListenAddress? {
        guard let text = settings.text(admin, "admin") else { return nil }
        guard let address = ListenAddress(text) else {
            throw NewsError(
                .invalid,
                "\(settings.origin(admin != nil, "admin")) is “\(text)”, which is no address with a port; "
                    + "give HOST:PORT, such as 127.0.0.1:8081."
            )
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
}
