/// From where somebody speaks to the newsroom, as far as a request tells.
public struct Caller: Hashable, Sendable {
    /// The network address, for people to read.
    public let address: String
    /// What counts as one caller: an IPv4 address, or a /64 of IPv6.
    public let network: String
    /// Browser and system; empty where unknown.
    public let device: String

    /// - Parameters:
    ///   - address: The client's address, as trusted proxies tell it.
    ///   - network: The network that the address belongs to.
    ///   - userAgent: What the client calls itself.
    public init(address: String, network: String, userAgent: String = "") {
        self.address = address.printable(upTo: 64)
        self.network = network.printable(upTo: 64)
        device = DeviceWords.read(userAgent)
    }
}
