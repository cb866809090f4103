/// What many readers of one network count for: rules on nothing but how many came before.
///
/// A *network* is what one subscriber has: an IPv4 address, or the /64 of IPv6. It may be one machine that makes up
/// browsers, an office, or thousands of telephones behind a carrier's address; nothing that they send tells them apart.
/// How the numbers were chosen is in docs/decisions/0015.
public enum CrowdRule {
    /// Readers of one network and story in a half hour that are counted one by one.
    public static let countedWhole = 512

    /// Readers of one network and story in a half hour after whom nobody is counted.
    public static let mostReaders = 8_192

    /// Reads of one network in a half hour, of all stories, after which none is counted.
    public static let mostReads = 16_384

    /// Reads of one network and story in a day after which none has weight.
    public static let mostWeighed = 32

    /// The same for a site of IPv6, its /48, of the reads that have weight in their own network.
    public static let mostWeighedOfSite = 2_048

    /// Whether the n-th reader of one network and story in a half hour is counted.
    ///
    /// Of the first 512 everybody, to the 2,048th every second, to the 8,192nd every fourth: 2,816 at most.
    public static func counts(_ n: Int) -> Bool {
        switch n {
        case ...countedWhole: true
        case ...(4 * countedWhole): n.isMultiple(of: 2)
        case ...mostReaders: n.isMultiple(of: 4)
        default: false
        }
    }

    /// Whether the n-th counted read of one network and story in a day has weight: the 1st, 2nd, 4th … 32nd.
    public static func weighs(_ n: Int) -> Bool {
        n <= mostWeighed && n.nonzeroBitCount == 1
    }

    /// Whether the n-th read of one site of IPv6 and story in a day that has weight in its network keeps it.
    ///
    /// Of the first 16 all, and 8 in each doubling: 72 at most. Whoever has a /48 has 65,536 networks.
    public static func weighsInSite(_ n: Int) -> Bool {
        guard n >= 16 else { return true }
        let doubling = 1 << (Int.bitWidth - 1 - n.leadingZeroBitCount)
        return n <= mostWeighedOfSite && n.isMultiple(of: doubling / 8)
    }
}
