import Synchronization

/// How many pages listen for news, and whose: as many as there may be connections, in all and from one network.
///
/// A connection of HTTP/2 carries a hundred of them, so that counting connections does not bound them.
final class EventStreamLimit: Sendable {
    private let proxies: TrustedProxies
    private let shares: Mutex<NetworkShares>

    init(limits: Limits, proxies: TrustedProxies) {
        self.proxies = proxies
        shares = Mutex(NetworkShares(most: limits.connections, mostEach: limits.connectionsPerAddress))
    }

    /// A place for one stream; nil where there is none.
    ///
    /// - Parameters:
    ///   - peer: The other end of the connection.
    ///   - forwarded: The value of `X-Forwarded-For`.
    func admit(peer: String?, forwarded: String?) -> EventStreamPlace? {
        let network = proxies.boundedNetwork(of: proxies.reader(peer: peer, forwarded: forwarded))
        guard shares.withLock({ $0.take(network) }) else { return nil }
        return EventStreamPlace { [weak self] in self?.shares.withLock { $0.giveBack(network) } }
    }
}

/// A place among those who listen, given back when nobody holds it any more.
final class EventStreamPlace: Sendable {
    private let leave: @Sendable () -> Void

    fileprivate init(_ leave: @escaping @Sendable () -> Void) {
        self.leave = leave
    }

    deinit { leave() }
}
