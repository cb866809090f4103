import Synchronization

/// Limits how many connections there may be: in all, and from each client's network.
final class ConnectionLimit: Sendable {
    let limits: Limits
    private let proxies: TrustedProxies
    private let state = Mutex<(total: Int, byNetwork: [ClientNetwork: Int])>((0, [:]))

    init(limits: Limits, proxies: TrustedProxies) {
        self.limits = limits
        self.proxies = proxies
    }

    /// Counts a new connection; false if there are too many already, and then it must not be counted out again.
    func admit(_ peer: String?) -> Bool {
        let network = boundedNetwork(peer)
        return state.withLock { state in
            guard state.total < limits.connections else { return false }
            if let network {
                let count = state.byNetwork[network, default: 0]
                guard count < limits.connectionsPerAddress else { return false }
                state.byNetwork[network] = count + 1
            }
            state.total += 1
            return true
        }
    }

    func leave(_ peer: String?) {
        let network = boundedNetwork(peer)
        state.withLock { state in
            state.total -= 1
            guard let network, let count = state.byNetwork[network] else { return }
            state.byNetwork[network] = count > 1 ? count - 1 : nil
        }
    }

    /// The network whose connections are limited; nil for a trusted proxy, which brings many readers from one address.
    private func boundedNetwork(_ peer: String?) -> ClientNetwork? {
        guard let peer, !proxies.trusts(peer: peer) else { return nil }
        return ClientNetwork(of: peer)
    }
}
