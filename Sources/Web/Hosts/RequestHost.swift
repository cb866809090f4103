import HTTPTypes
import News

/// Which host a request is for: the value of `Host`, or `:authority` of HTTP/2.
///
/// Two readers of one request that take it for different hosts are how one site's cache is filled with another's
/// pages, so a request names one host, and a possible one (RFC 9112 section 3.2).
enum RequestHost {
    /// What is said to a request that names none, or two.
    static let complaint = "The request must name one host, and a possible one; send one Host field.\n"

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

    /// Whether the request names one host: HTTP/2 may name it twice, in `:authority` and in `Host`, but not two.
    static func isValid(_ request: HTTPRequest) -> Bool {
        let hosts = request.headerFields[values: .host]
        guard let authority = request.authority ?? hosts.first, isValid(authority.utf8) else { return false }
        return hosts.count <= 1 && hosts.allSatisfy { $0.lowercased() == authority.lowercased() }
    }

    /// The part between scheme and path of a target such as `http://warta.example/dunia`; nil for a path.
    static func authority(of target: String) -> String? {
        guard target.first != "/" else { return nil }
        let scheme = ["http://", "https://"].first { target.prefix($0.count).lowercased() == $0 }
        return scheme.map { String(target.dropFirst($0.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }) }
    }

    /// Whether two hexadecimal digits stand behind each percent sign.
    private static func hasWholeEscapes(_ host: some BidirectionalCollection<UInt8>) -> Bool {
        var rest = host[...]
        while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            let digits = rest[percent...].dropFirst().prefix(2)
            guard digits.count == 2, digits.allSatisfy(isHexadecimal) else { return false }
            rest = rest[digits.endIndex...]
        }
        return true
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...70, 97...102: true
        default: false
        }
    }

    /// Letters, digits and what else stands in an IPv6 address or one of a later version.
    private static func isOfAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...70, 97...102, UInt8(ascii: ":"), UInt8(ascii: "."): true
        default: false
        }
    }

    /// `reg-name`: unreserved characters, percent-encoding and sub-delims.
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
