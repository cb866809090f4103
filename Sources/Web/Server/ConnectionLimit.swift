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
        let network = proxies.boundedNetwork(of: peer)
        return shares.withLock { $0.take(network) }
    }

    func leave(_ peer: String) {
        let network = proxies.boundedNetwork(of: peer)
        shares.withLock { $0.giveBack(network) }
    }
}
