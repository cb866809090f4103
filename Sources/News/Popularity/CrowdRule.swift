/// How far many readers of one network count; the rules look only at how many came before.
///
/// A *network* is what one subscriber has: an IPv4 address, or an IPv6 /64. It may be one machine that fakes browsers,
/// an office, or thousands of phones behind a carrier's shared address; nothing that they send tells them apart. How
/// the numbers were chosen is in docs/decisions/0015.
public enum CrowdRule {
    /// How many readers of one network are all counted, per story and half hour.
    public static let countedWhole = 512

    /// After this many readers of one network, per story and half hour, nobody more is counted.
    public static let mostReaders = 8_192

    /// After this many reads of one network in a half hour, of all stories together, no more are counted.
    public static let mostReads = 16_384

    /// After this many reads of one network, per story and day, no more have weight.
    public static let mostWeighed = 32

    /// The same for an IPv6 site (a /48), of the reads that have weight in their own network.
    public static let mostWeighedOfSite = 2_048

    /// Whether the n-th reader of one network is counted, per story and half hour.
    ///
    /// All of the first 512, then every second up to the 2,048th, and every fourth up to the 8,192nd: 2,816 at most.
    public static func counts(_ n: Int) -> Bool {
        switch n {
        case ...countedWhole: true
        case ...(4 * countedWhole): n.isMultiple(of: 2)
        case ...mostReaders: n.isMultiple(of: 4)
        default: false
        }
    }

    /// Whether the n-th counted read of one network, per story and day, has weight: the 1st, 2nd, 4th … 32nd.
    public static func weighs(_ n: Int) -> Bool {
        n <= mostWeighed && n.nonzeroBitCount == 1
    }

    /// Whether the n-th read of one IPv6 site that has weight in its network keeps it, per story and day.
    ///
    /// All of the first 16, then 8 in each doubling: 72 at most. Whoever has a /48 has 65,536 networks.
    public static func weighsInSite(_ n: Int) -> Bool {
        guard n >= 16 else { return true }
        let doubling = 1 << (Int.bitWidth - 1 - n.leadingZeroBitCount)
        return n <= mostWeighedOfSite && n.isMultiple(of: doubling / 8)
    }
}
