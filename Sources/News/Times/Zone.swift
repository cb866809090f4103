import FoundationEssentials

/// A time zone by its IANA name, with the names that Indonesian newspapers print.
public struct Zone: Hashable, Sendable {
    /// As in the IANA database: `Asia/Jakarta`.
    public let identifier: String

    private init(trusted identifier: String) {
        self.identifier = identifier
    }

    /// Fails where the system's zone database does not know the name.
    public init?(_ identifier: String) {
        guard Self.fixedOffsets[identifier] != nil || TimeZone(identifier: identifier) != nil else { return nil }
        self.identifier = identifier
    }

    /// Western Indonesia Time, UTC+7: Java, Sumatra, western Kalimantan.
    public static let wib = Zone(trusted: "Asia/Jakarta")
    /// Central Indonesia Time, UTC+8: Bali, Sulawesi, Nusa Tenggara.
    public static let wita = Zone(trusted: "Asia/Makassar")
    /// Eastern Indonesia Time, UTC+9: Maluku and Papua.
    public static let wit = Zone(trusted: "Asia/Jayapura")
    public static let utc = Zone(trusted: "UTC")

    /// Zones without daylight saving, answered without asking the system.
    ///
    /// Indonesia's have stood since 1988.
    private static let fixedOffsets: [String: Int] = [
        "Asia/Jakarta": 7 * 3600, "Asia/Makassar": 8 * 3600, "Asia/Jayapura": 9 * 3600, "UTC": 0,
    ]

    /// Seconds ahead of UTC at that time.
    public func offset(at time: Timestamp) -> Int {
        if let fixed = Self.fixedOffsets[identifier] { return fixed }
        let date = Date(timeIntervalSince1970: Double(time.seconds))
        return TimeZone(identifier: identifier)?.secondsFromGMT(for: date) ?? 0
    }

    /// What the clocks of this zone show then.
    public func civil(_ time: Timestamp) -> CivilTime {
        CivilTime(time, offset: offset(at: time))
    }

    /// When that day begins here: the first moment at which the clocks show it.
    ///
    /// Mostly that is midnight; where clocks go forward at midnight it is one o'clock. A day that a zone left out, as
    /// Samoa did in 2011, begins and ends where the next one begins.
    public func start(of day: CivilDay) -> Timestamp {
        let midnight = day.daysSince1970 * 86_400
        var stretch = midnight - Self.farthest
        var offset = offset(at: Timestamp(seconds: stretch))
        while stretch < midnight + Self.farthest {
            let (end, next) = endOfOffset(offset, after: stretch)
            let start = max(stretch, midnight - Int64(offset))
            if start < end { return Timestamp(seconds: start) }
            (stretch, offset) = (end, next)
        }
        return Timestamp(seconds: midnight - Int64(offset))
    }

    /// When the clocks of this zone show a time on a day; the first time where they show it twice.
    /// - Parameters:
    ///   - day: The day.
    ///   - clock: Hour and minute of 24 hours, as forms send them: `09:05`.
    /// - Returns: Nil where that is no time of day, or one that the clocks left out.
    public func time(on day: CivilDay, clock: String) -> Timestamp? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Digits.number(parts[0].utf8), hour < 24, let minute = Digits.number(parts[1].utf8), minute < 60
        else { return nil }
        let local = day.daysSince1970 * 86_400 + Int64(hour * 3_600 + minute * 60)
        let offsets = [local - Self.farthest, local + Self.farthest].map { offset(at: Timestamp(seconds: $0)) }
        let times = offsets.map { Timestamp(seconds: local - Int64($0)) }.sorted()
        return times.first { time in
            let shown = civil(time)
            return shown.day == day && shown.hour == hour && shown.minute == minute
        }
    }

    /// No zone has ever been so many seconds from UTC.
    private static let farthest: Int64 = 16 * 3_600

    /// When another offset begins, at most an hour on, and which; both in seconds.
    private func endOfOffset(_ offset: Int, after start: Int64) -> (end: Int64, next: Int) {
        var (before, after) = (start, start + 3_600)
        let next = self.offset(at: Timestamp(seconds: after))
        guard next != offset else { return (after, next) }
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if self.offset(at: Timestamp(seconds: middle)) == offset { before = middle } else { after = middle }
        }
        return (after, self.offset(at: Timestamp(seconds: after)))
    }

    /// The name that is printed behind a time: `WIB`, `WITA`, `WIT`, `UTC`, else the distance from UTC.
    public func label(at time: Timestamp) -> String {
        switch self {
        case .wib: "WIB"
        case .wita: "WITA"
        case .wit: "WIT"
        case .utc: "UTC"
        default: "UTC" + RFC3339.offset(offset(at: time))
        }
    }

    /// The zone that a wire's offset stands for: Indonesia's three by their offset, else the newspaper's own.
    public static func forOffset(_ seconds: Int, site: Zone, at time: Timestamp) -> Zone {
        if site.offset(at: time) == seconds { return site }
        return ofIndonesia(offset: seconds, at: time) ?? site
    }

    /// The zone of Indonesia with that offset from UTC, in seconds; nil if there is none.
    public static func ofIndonesia(offset seconds: Int, at time: Timestamp) -> Zone? {
        [wib, wita, wit].first { $0.offset(at: time) == seconds }
    }
}
