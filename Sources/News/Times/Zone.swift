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

    /// When that day begins here.
    ///
    /// Where clocks are changed at midnight the result may be off by that change; no zone we print does.
    public func start(of day: CivilDay) -> Timestamp {
        let utc = Timestamp(seconds: day.daysSince1970 * 86_400)
        return utc.adding(seconds: -Int64(offset(at: utc)))
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
        return [wib, wita, wit].first { $0.offset(at: time) == seconds } ?? site
    }
}
