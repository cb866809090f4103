import Press

/// What counts as one client: an IPv4 address by itself, of IPv6 the /64.
///
/// Whoever subscribes to IPv6 is given at least a /64 and may come from each of its addresses (RFC 6177). What is no
/// IP address is a network of its own.
enum ClientNetwork: Hashable, Sendable {
    /// An address.
    case ipv4(UInt32)
    /// The first 64 bits.
    case ipv6(UInt64)
    case other(String)

    /// - Parameter address: Without a port, as a socket or `X-Forwarded-For` tells it.
    init(of address: String) {
        guard let bytes = IPAddress.bytes(of: address) else {
            self = .other(address)
            return
        }
        // All of IPv4 may come to us translated, as one network of IPv6 (RFC 6052); it is as many clients as before.
        if bytes.count == 4 || bytes.starts(with: Self.translation) {
            self = .ipv4(bytes.suffix(4).reduce(0) { $0 << 8 | UInt32($1) })
        } else {
            self = .ipv6(bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        }
    }

    /// The prefix `64:ff9b::/96`.
    private static let translation: [UInt8] = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]
}

extension ClientNetwork: CustomStringConvertible {
    /// Canonical (RFC 5952): `192.0.2.7`, `2001:db8:0:7::/64`.
    var description: String {
        switch self {
        case .ipv4(let address):
            return (0..<4).map { String(address >> (24 - 8 * $0) & 0xff) }.joined(separator: ".")
        case .ipv6(let prefix):
            var groups = (0..<4).map { UInt16(truncatingIfNeeded: prefix >> (48 - 16 * UInt64($0))) }
            // What is cut off is four groups of nought: no other run of them can be longer.
            while groups.last == 0 { groups.removeLast() }
            return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
        case .other(let name): return name
        }
    }
}

extension ReaderNetwork {
    /// The network as the counter of reads knows it.
    init(_ network: ClientNetwork) {
        switch network {
        case .ipv4(let address): self.init(subscriber: UInt64(address), site: nil)
        case .ipv6(let prefix): self.init(subscriber: prefix, site: prefix >> 16)
        case .other: self.init(subscriber: .max, site: nil)
        }
    }
}
