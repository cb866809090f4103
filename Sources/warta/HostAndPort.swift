import News

/// An address to listen on as one word: `127.0.0.1:8081`, `[::1]:8081`.
struct HostAndPort {
    /// Without the brackets of an IPv6 address.
    let host: String
    /// 0 for any free one.
    let port: Int

    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Digits.number(text[text.index(after: colon)...], in: 0...65_535)
        else { return nil }
        let name = text[..<colon]
        let isBracketed = name.hasPrefix("[") && name.hasSuffix("]")
        guard !name.isEmpty, isBracketed || !name.contains(":") else { return nil }
        host = String(isBracketed ? name.dropFirst().dropLast() : name)
        self.port = port
    }

    /// As it stands in a URL.
    func with(port: Int) -> String {
        (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
    }
}
