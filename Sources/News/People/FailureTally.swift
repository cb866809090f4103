/// How fast somebody may be wrong: a bucket that each wrong password fills and that time empties.
///
/// One time is all that is kept of it: when it will be empty.
public struct FailureTally: Hashable, Sendable {
    /// When all that was wrong is forgotten.
    public private(set) var emptyAt: Timestamp

    /// A tally as it is stored, or nil for one that is empty.
    public init(emptyAt: Timestamp?) {
        self.emptyAt = emptyAt ?? Timestamp(milliseconds: .min / 2)
    }

    /// How much a bucket holds, and how fast it empties.
    public struct Limit: Hashable, Sendable {
        /// Wrong passwords in a row before any has to wait.
        public let burst: Int64
        /// Seconds after which one is forgotten.
        public let forgetting: Int64
    }

    /// Seconds until the next attempt is let through; 0 where it is now.
    ///
    /// Never more than one is forgotten in, whatever the store or the clock says: nobody is shut out for longer.
    public func wait(_ limit: Limit, at now: Timestamp) -> Int64 {
        let full = now.adding(seconds: limit.forgetting * (limit.burst - 1)).milliseconds
        let over = level(limit, at: now).milliseconds - full
        return over <= 0 ? 0 : min(limit.forgetting, (over + 999) / 1_000)
    }

    /// Notes one wrong password.
    public mutating func add(_ limit: Limit, at now: Timestamp) {
        emptyAt = level(limit, at: now).adding(seconds: limit.forgetting)
    }

    /// Forgets one, which was noted beforehand and was right.
    public mutating func takeBack(_ limit: Limit) {
        emptyAt = emptyAt.adding(seconds: -limit.forgetting)
    }

    /// When it will be empty, as far as can be: not in the past, and not later than a full bucket takes.
    private func level(_ limit: Limit, at now: Timestamp) -> Timestamp {
        min(max(emptyAt, now), now.adding(seconds: limit.forgetting * limit.burst))
    }
}

extension FailureTally.Limit {
    /// For one account from one network: five, then one each minute.
    public static let pair = Self(burst: 5, forgetting: 60)
    /// For one account from all networks from which its member has not signed in of late: twenty, then one in two minutes.
    public static let account = Self(burst: 20, forgetting: 120)
    /// For codes of one account's second factor, which only those are asked for who know the password: five, then one in
    /// five minutes.
    public static let code = Self(burst: 5, forgetting: 300)
    /// For one network, whatever the account: thirty, then three each minute.
    public static let network = Self(burst: 30, forgetting: 20)
    /// For links to one address that somebody asked for who forgot the password: three, then one each hour.
    public static let recovery = Self(burst: 3, forgetting: 3_600)
    /// For rights of reply and complaints from one network: five, then one in ten minutes.
    public static let grievanceNetwork = Self(burst: 5, forgetting: 600)
    /// For letters that say such a thing was received, to one address: three, then one each hour.
    public static let grievanceAddress = Self(burst: 3, forgetting: 3_600)
    /// For those to one newspaper from all networks: a hundred, then one each minute.
    public static let grievanceSite = Self(burst: 100, forgetting: 60)
    /// For such links from one network, whatever the address: ten, then one in five minutes.
    public static let recoveryNetwork = Self(burst: 10, forgetting: 300)
}
