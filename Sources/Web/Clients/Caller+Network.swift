import News

extension Caller {
    /// Somebody who speaks to the newsroom from an address; whoever has a /64 of IPv6 is one caller.
    /// - Parameters:
    ///   - address: The client's, as trusted proxies tell it.
    ///   - userAgent: The field `User-Agent`; empty where there is none.
    init(address: String, userAgent: String) {
        self.init(address: address, network: "\(ClientNetwork(of: address))", userAgent: userAgent)
    }
}
