import NIOCore

/// What counts as one client: an IPv4 address by itself, of IPv6 the /64.
///
/// Whoever subscribes to IPv6 is given at least a /64 and may come from each of its addresses (RFC 6177). What is no
/// IP address, such as a Unix socket's name, is a network of its own.
struct ClientNetwork: Hashable, Sendable, CustomStringConvertible {
    /// Canonical (RFC 5952): `192.0.2.7`, `2001:db8:0:7::/64`.
    let description: String

    /// - Parameter address: Without a port, as a socket or `X-Forwarded-For` tells it.
    init(of address: String) {
        guard let bytes = IPAddress.bytes(of: address) else {
            description = address
            return
        }
        // All of IPv4 may come to us translated, as one network of IPv6 (RFC 6052); it is as many clients as before.
        if bytes.count == 4 || bytes.starts(with: Self.translation) {
            description = bytes.suffix(4).map(String.init).joined(separator: ".")
        } else {
            var groups = stride(from: 0, to: 8, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
            // What is cut off is four groups of nought: no other run of them can be longer.
            while groups.last == 0 { groups.removeLast() }
            description = groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
        }
    }

    /// The prefix `64:ff9b::/96`.
    private static let translation: [UInt8] = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]
}

/// Addresses of the internet as bytes.
enum IPAddress {
    /// 4 bytes or 16; nil where the text is no address.
    ///
    /// An IPv4 address in IPv6 clothes (`::ffff:1.2.3.4`) gives 4. A zone (`fe80::1%eth0`) names our own interface, and
    /// is left out.
    static func bytes(of text: String) -> [UInt8]? {
        let isZoned = text.contains(":") && text.contains("%")
        let bare = isZoned ? String(text.prefix { $0 != "%" }) : text
        guard let address = try? SocketAddress(ipAddress: bare, port: 0) else { return nil }
        // RFC 3493: the address lies behind family and port, and in IPv6 behind the flow label too.
        switch address {
        case .v4(let v4): return withUnsafeBytes(of: v4.address) { Array($0[4..<8]) }
        case .v6(let v6):
            let bytes = withUnsafeBytes(of: v6.address) { Array($0[8..<24]) }
            let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
            return isMapped ? Array(bytes.suffix(4)) : bytes
        case .unixDomainSocket: return nil
        }
    }
}
