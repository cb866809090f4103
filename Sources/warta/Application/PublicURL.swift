import News

/// Scheme, host and port with which absolute links begin.
package struct PublicURL {
    /// With its slashes.
    let scheme: String
    let host: String
    /// With its colon; empty if there is none.
    let port: String

    /// Reads `https://warta.example` or `http://127.0.0.1:8080`; nil if the text is anything else.
    package init?(_ text: String) {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let colon = rest.last == "]" ? nil : rest.lastIndex(of: ":")
        self.scheme = scheme
        host = rest[..<(colon ?? rest.endIndex)].lowercased()
        port = String(rest[(colon ?? rest.endIndex)...])
        guard host.isHostName, port.isEmpty || Digits.number(port.dropFirst(), in: 0...65_535) != nil else {
            return nil
        }
    }
}
