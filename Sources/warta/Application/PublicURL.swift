public import News

/// Scheme, host and port with which absolute links begin.
public struct PublicURL: Sendable {
    /// As it was given.
    public let text: String
    /// With its slashes.
    let scheme: String
    /// In lower case.
    let host: String
    /// With its colon; empty if there is none.
    let port: String

    /// Reads `https://warta.example` or `http://127.0.0.1:8080`; nil if the text is anything else.
    public init?(_ text: String) {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let colon = rest.last == "]" ? nil : rest.lastIndex(of: ":")
        self.text = text
        self.scheme = scheme
        host = rest[..<(colon ?? rest.endIndex)].lowercased()
        port = String(rest[(colon ?? rest.endIndex)...])
        guard host.isHostName, port.isEmpty || Digits.number(port.dropFirst(), in: 0...65_535) != nil else {
            return nil
        }
    }

    /// Scheme and host with which a newspaper's absolute links begin.
    ///
    /// These where they name one of its hosts, or it has none; else its first host stands in.
    public func links(of site: Site) -> String {
        guard let own = site.hosts.first, !site.hosts.contains(host) else { return text }
        return scheme + own + port
    }
}
