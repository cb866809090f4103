import Synchronization

/// How many connections there are, and whose: as many as there is room for, in all and for each client's network.
final class ConnectionLimit: Sendable {
    private let proxies: TrustedProxies
    private let shares: Mutex<NetworkShares>

    init(limits: Limits, proxies: TrustedProxies) {
        self.proxies = proxies
        shares = Mutex(NetworkShares(most: limits.connections, mostEach: limits.connectionsPerAddress))
    }

    /// Counts a connection in, unless there is no room; then it must not be counted out.
    func admit(_ peer: String) -> Bool {
        let network = boundedNetwork(peer)
        return shares.withLock { $0.take(network) }
    }

    func leave(_ peer: String) {
        let network = boundedNetwork(peer)
        shares.withLock { $0.giveBack(network) }
    }

    /// Whose connections are counted; nil for a proxy, which brings many readers over those of one address.
    private func boundedNetwork(_ peer: String) -> ClientNetwork? {
        proxies.trusts(peer: peer) ? nil : ClientNetwork(of: peer)
    }
}
