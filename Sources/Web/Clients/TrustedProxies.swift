import News

/// The proxies that are believed about a reader's address.
public struct TrustedProxies: Sendable {
    private let networks: [Network]

    /// - Parameter texts: Addresses or networks, IPv4 or IPv6: `127.0.0.1`, `10.0.0.0/8`, `::1`.
    /// - Throws: `invalid` if one is neither.
    public init(_ texts: [String]) throws {
        networks = try texts.map { text in
            guard let network = Network(text) else {
                throw NewsError(
                    .invalid,
                    "\(text) is no address and no network of a proxy; write it as 10.0.0.1 or 10.0.0.0/8."
                )
            }
            return network
        }
    }

    /// Programs of this machine: on the loopback network.
    static let thisMachine = TrustedProxies(networks: ["127.0.0.0/8", "::1"].compactMap { Network($0) })

    private init(networks: [Network]) {
        self.networks = networks
    }

    /// The reader's address: the connection's own, or, behind a trusted proxy, the last in `X-Forwarded-For` that is no
    /// trusted proxy itself.
    func reader(peer: String?, forwarded: String?) -> String {
        // Of whom nothing is known, nothing is believed.
        var address = peer ?? "unknown"
        let hops = (forwarded ?? "").split(separator: ",").suffix(16)
            .map { $0.trimmingPrefix(while: \.isWhitespace).prefix { !$0.isWhitespace } }
        for hop in hops.reversed() where trusts(peer: address) {
            guard let named = IPAddress.address(inEntry: hop) else { break }
            address = named
        }
        return address
    }

    /// Whether the other end of a connection is a trusted proxy; an end without an address is none.
    func trusts(peer: String?) -> Bool {
        guard let peer, let bytes = IPAddress.bytes(of: peer) else { return false }
        return networks.contains { $0.contains(bytes) }
    }

    /// The network whose share of what there is an address takes; nil for a trusted proxy, which brings many readers.
    func boundedNetwork(of address: String) -> ClientNetwork? {
        trusts(peer: address) ? nil : ClientNetwork(of: address)
    }
}

/// A range of addresses in CIDR notation (RFC 4632).
private struct Network {
    private let bytes: [UInt8]
    private let bits: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count), let bytes = IPAddress.bytes(of: parts[0]) else { return nil }
        let bits = parts.count == 2 ? Digits.number(parts[1], in: 0...bytes.count * 8) : bytes.count * 8
        guard let bits else { return nil }
        self.bytes = bytes
        self.bits = bits
    }

    func contains(_ address: [UInt8]) -> Bool {
        guard address.count == bytes.count else { return false }
        return (0..<bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            return address[bit / 8] & mask == bytes[bit / 8] & mask
        }
    }
}
