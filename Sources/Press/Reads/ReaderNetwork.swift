/// Where a reader comes from, as far as counting has to know it.
public struct ReaderNetwork: Hashable, Sendable {
    /// What one subscriber has: an IPv4 address or the first 64 bits of IPv6, as a number of its own.
    let subscriber: UInt64
    /// The first 48 bits of IPv6, which one customer may have whole; nil for IPv4.
    let site: UInt64?

    /// - Parameters:
    ///   - subscriber: What one subscriber has.
    ///   - site: What one customer of IPv6 may have.
    public init(subscriber: UInt64, site: UInt64?) {
        self.subscriber = subscriber
        self.site = site
    }
}
