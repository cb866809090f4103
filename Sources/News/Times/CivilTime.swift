/// A date and a time of day on the clock of some zone, in the proleptic Gregorian calendar.
public struct CivilTime: Hashable, Sendable {
    public var day: CivilDay
    public var hour: Int
    public var minute: Int
    public var second: Int
    public var millisecond: Int

    /// What a clock shows that is `offset` seconds ahead of UTC.
    public init(_ time: Timestamp, offset: Int) {
        let local = time.milliseconds + Int64(offset) * 1_000
        let (days, rest) = local.floorDivided(by: 86_400_000)
        day = CivilDay(daysSince1970: days)
        hour = Int(rest / 3_600_000)
        minute = Int(rest / 60_000 % 60)
        second = Int(rest / 1_000 % 60)
        millisecond = Int(rest % 1_000)
    }
}

/// A day of the calendar, in no zone.
public struct CivilDay: Hashable, Comparable, Sendable {
    /// 1 to 9999.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// Fails where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let candidate = CivilDay(unchecked: (year, month, day))
        guard CivilDay(daysSince1970: candidate.daysSince1970) == candidate else { return nil }
        self = candidate
    }

    /// Counts from 1970-01-01, which is 0.
    ///
    /// The algorithm is Howard Hinnant's `civil_from_days`: eras of 400 years that begin in March, so that the
    /// leap day is the last of its year.
    public init(daysSince1970 days: Int64) {
        let (era, dayOfEra) = (days + 719_468).floorDivided(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(unchecked: (Int(year), Int(month), Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)))
    }

    private init(unchecked parts: (year: Int, month: Int, day: Int)) {
        (year, month, day) = parts
    }

    /// Days since 1970-01-01.
    public var daysSince1970: Int64 {
        let marchYear = Int64(month <= 2 ? year - 1 : year)
        let (era, yearOfEra) = marchYear.floorDivided(by: 400)
        let marchMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * marchMonth + 2) / 5 + Int64(day) - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
    public var weekday: Int {
        Int((daysSince1970 + 3).floorDivided(by: 7).remainder) + 1
    }

    public static func < (left: CivilDay, right: CivilDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivilDay: LosslessStringConvertible {
    /// Reads `2022-08-15`, and nothing looser.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Digits.number(bytes[0..<4]), let month = Digits.number(bytes[5..<7]),
            let day = Digits.number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// As ISO 8601 writes it: `2022-08-15`.
    public var description: String {
        "\(Digits.padded(year, 4))-\(Digits.padded(month))-\(Digits.padded(day))"
    }
}
