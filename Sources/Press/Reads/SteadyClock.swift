import News

/// Tells a clock that was set from time that passed.
///
/// The clock by which a newspaper dates what is read can be set: by hand, by a server of time that is wrong, by a
/// virtual machine that is moved. The one that counts since the machine started cannot.
struct SteadyClock {
    /// By how much the two may part before the clock is taken to have been set: more than it is ever corrected by while
    /// it runs, and less than a place in a ranking depends on.
    static let tolerance: Int64 = 300
    /// Seconds for which a time must have stood until what it says is over may be thrown away.
    static let probation: Int64 = 3_600

    private let uptime: @Sendable () -> Int64
    private var believed: (now: Timestamp, uptime: Int64)?

    /// - Parameter uptime: Seconds since some moment, whatever the clock says; of a machine that slept, with its sleep.
    init(uptime: @escaping @Sendable () -> Int64 = Self.systemUptime()) {
        self.uptime = uptime
    }

    /// Takes a time for right, as there is no better one.
    mutating func believe(_ now: Timestamp) {
        believed = (now, uptime())
    }

    /// Whether this time is far from where the last one that was believed has come by itself.
    func wasSet(_ now: Timestamp) -> Bool {
        guard let believed else { return true }
        let passed = uptime() - believed.uptime
        return abs(now.seconds - believed.now.seconds - passed) > Self.tolerance
    }

    /// Whether this time follows from one that was believed long ago, and nobody has set the clock since.
    func isSure(of now: Timestamp) -> Bool {
        guard let believed, !wasSet(now) else { return false }
        return uptime() - believed.uptime >= Self.probation
    }

    private static func systemUptime() -> @Sendable () -> Int64 {
        let start = ContinuousClock.now
        return { start.duration(to: .now).components.seconds }
    }
}
