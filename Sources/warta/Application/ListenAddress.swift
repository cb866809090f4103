import News

/// An address and a port to listen on, also as one word: `127.0.0.1:8081`, `[::1]:8081`.
public struct ListenAddress: Sendable {
    /// Without the brackets of an IPv6 address.
    public let host: String
    /// 0 for any free one.
    public let port: Int

    /// An address of these two, neither of which is checked.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads host and port; nil where the text is not that.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Digits.number(text[text.index(after: colon)...], in: 0...65_535)
        else { return nil }
        let name = text[..<colon]
        let isBracketed = name.hasPrefix("[") && name.hasSuffix("]")
        guard !name.isEmpty, isBracketed || !name.contains(":") else { return nil }
        host = String(isBracketed ? name.dropFirst().dropLast() : name)
        self.port = port
    }

    /// Whether only programs of this machine reach it.
    public var isLoopback: Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }

    /// As it stands in a URL, with the port that the system gave.
    public func with(port: Int) -> String {
        (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
    }
}
