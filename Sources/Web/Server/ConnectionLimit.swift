import Synchronization

/// Limits how many connections there may be: in all, and from each client's network.
final class ConnectionLimit: Sendable {
    private let proxies: TrustedProxies
    private let shares: Mutex<NetworkShares>

    init(limits: Limits, proxies: TrustedProxies) {
        self.proxies = proxies
        shares = Mutex(NetworkShares(most: limits.connections, mostEach: limits.connectionsPerAddress))
    }

    /// Counts a new connection; false if there are too many already, and then it must not be counted out again.
    func admit(_ peer: String) -> Bool {
        let network = boundedNetwork(peer)
        return shares.withLock { $0.take(network) }
    }

    func leave(_ peer: String) {
        let network = boundedNetwork(peer)
        shares.withLock { $0.giveBack(network) }
    }

    /// The network whose connections are limited; nil for a trusted proxy, which brings many readers from one address.
    private func boundedNetwork(_ peer: String) -> ClientNetwork? {
        proxies.trusts(peer: peer) ? nil : ClientNetwork(of: peer)
    }
}
