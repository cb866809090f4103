import HTTPTypes
import News

/// The one host that a request is for: the value of `Host`, or `:authority` in HTTP/2.
///
/// If two programs on the way of a request took it for different hosts, one newspaper's cache could be filled with
/// another's pages. So a request must name exactly one host, and a possible one (RFC 9112 section 3.2).
struct RequestHost {
    /// Name or address, with a port if the request gave one.
    let text: String

    /// Nil if the request names no host, several, or one that cannot exist.
    init?(_ request: HTTPRequest) {
        let hosts = request.headerFields[values: .host]
        // HTTP/2 may say it twice, in `:authority` and in `Host`, but only the same.
        guard let named = request.authority ?? hosts.first, Self.isValid(named.utf8), hosts.count <= 1,
            hosts.allSatisfy({ $0.lowercased() == named.lowercased() })
        else { return nil }
        text = named
    }

    /// The host in a target with a scheme, such as `http://warta.example/dunia`, whatever the scheme; nil for a path.
    ///
    /// Such a target names the host itself, and `Host` does not count (RFC 9112 section 3.2.2).
    static func named(inTarget target: String) -> String? {
        guard target.first != "/", let mark = target.firstRange(of: "://"),
            target[..<mark.lowerBound].utf8.allSatisfy({ ($0 | 0x20) &- 97 < 26 })
        else { return nil }
        return String(target[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }

    /// Whether this is `host [":" port]` of RFC 3986 section 3.2, with a host that is not empty.
    static func isValid(_ text: some BidirectionalCollection<UInt8>) -> Bool {
        var host = text[...]
        if let colon = text.lastIndex(of: UInt8(ascii: ":")), text.last != UInt8(ascii: "]") {
            let port = text[text.index(after: colon)...]
            guard port.isEmpty || Digits.number(port).map({ $0 <= 65_535 }) == true else { return false }
            host = text[..<colon]
        }
        guard let first = host.first, host.count <= 255 else { return false }
        if first == UInt8(ascii: "[") {
            let address = host.dropFirst().dropLast()
            return host.last == UInt8(ascii: "]") && !address.isEmpty && address.allSatisfy(isOfAddress)
        }
        return host.allSatisfy(isOfName) && hasWholeEscapes(host)
    }

    /// Whether two hexadecimal digits stand behind each percent sign.
    private static func hasWholeEscapes(_ host: some BidirectionalCollection<UInt8>) -> Bool {
        var rest = host[...]
        while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            let digits = rest[percent...].dropFirst().prefix(2)
            guard digits.count == 2, digits.allSatisfy(Digits.isHexadecimal) else { return false }
            rest = rest[digits.endIndex...]
        }
        return true
    }

    /// Whether the byte may stand in an IPv6 address, or in one of a later version.
    private static func isOfAddress(_ byte: UInt8) -> Bool {
        Digits.isHexadecimal(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }

    /// Whether the byte may stand in a `reg-name`: unreserved characters, percent-encoding and sub-delims.
    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
            UInt8(ascii: "%"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&")...UInt8(ascii: ","),
            UInt8(ascii: ";"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}
