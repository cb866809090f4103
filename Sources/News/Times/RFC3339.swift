/// Times as the wires, feeds and structured data write them: RFC 3339, `2022-08-15T11:53:00+07:00`.
public enum RFC3339 {
    /// A time that was read, with the offset it was written in.
    public struct ZonedTime: Hashable, Sendable {
        public let time: Timestamp
        /// Seconds ahead of UTC; 0 for `Z`.
        public let offset: Int
    }

    /// Reads a date-time of RFC 3339 and the looser forms that wires send.
    ///
    /// The form is that of section 5.6; looser are a space for `T`, an offset without colon, no seconds. Nil for all
    /// else, for days the calendar lacks, and without an offset.
    public static func read(_ text: String) -> ZonedTime? {
        var rest = ArraySlice(text.utf8)
        guard rest.count >= 16, rest.count <= 40 else { return nil }
        guard let day = CivilDay(String(decoding: rest.prefix(10), as: UTF8.self)) else { return nil }
        rest = rest.dropFirst(10)
        guard let separator = rest.popFirst(), separator | 0x20 == UInt8(ascii: "t") || separator == 0x20,
            let clock = readClock(&rest), let offset = readOffset(rest)
        else { return nil }
        let local = day.daysSince1970 * 86_400_000 + clock
        let time = Timestamp(milliseconds: local - Int64(offset) * 1_000)
        return Timestamp.range.contains(time) ? ZonedTime(time: time, offset: offset) : nil
    }

    /// Writes the time on the clock of a zone; milliseconds only where there are any.
    ///
    /// Where that clock shows a year without four digits, before 1 or after 9999, it is the clock of UTC. An offset is
    /// written in whole minutes: before there were zones, a place's clock was seconds beside them.
    public static func write(_ time: Timestamp, zone: Zone = .utc) -> String {
        let seconds = zone.offset(at: time) / 60 * 60
        let civil = CivilTime(time, offset: seconds)
        guard (1...9_999).contains(civil.day.year) || zone == .utc else { return write(time) }
        let clock = [civil.hour, civil.minute, civil.second].map { Digits.padded($0) }.joined(separator: ":")
        let fraction = civil.millisecond == 0 ? "" : "." + Digits.padded(civil.millisecond, 3)
        return "\(civil.day)T\(clock)\(fraction)" + (zone == .utc ? "Z" : offset(seconds))
    }

    /// `+07:00`.
    static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + "\(Digits.padded(minutes / 60)):\(Digits.padded(minutes % 60))"
    }

    /// Milliseconds since midnight.
    ///
    /// Second 60 of a leap second is read as the next minute's first.
    private static func readClock(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard let hour = Digits.number(rest.prefix(2)), hour < 24, rest.count >= 5 else { return nil }
        rest = rest.dropFirst(2)
        guard rest.popFirst() == UInt8(ascii: ":"), let minute = Digits.number(rest.prefix(2)), minute < 60
        else { return nil }
        rest = rest.dropFirst(2)
        var milliseconds = Int64(hour * 60 + minute) * 60_000
        guard rest.first == UInt8(ascii: ":") else { return milliseconds }
        rest = rest.dropFirst()
        guard let second = Digits.number(rest.prefix(2)), second <= 60, rest.count >= 2 else { return nil }
        rest = rest.dropFirst(2)
        milliseconds += Int64(second) * 1_000
        guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") else { return milliseconds }
        let fraction = rest.dropFirst().prefix { (48...57).contains($0) }
        rest = rest.dropFirst(1 + fraction.count)
        guard !fraction.isEmpty else { return nil }
        let thousandths = (fraction.prefix(3) + Array(repeating: 48, count: max(0, 3 - fraction.count)))
        return milliseconds + Int64(Digits.number(ArraySlice(thousandths)) ?? 0)
    }

    private static func readOffset(_ rest: ArraySlice<UInt8>) -> Int? {
        if rest.count == 1, rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "z") { return 0 }
        guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = ArraySlice(rest.dropFirst().filter { $0 != UInt8(ascii: ":") })
        guard digits.count == 4, let hour = Digits.number(digits.prefix(2)), hour < 24,
            let minute = Digits.number(digits.suffix(2)), minute < 60
        else { return nil }
        return (hour * 60 + minute) * (sign == UInt8(ascii: "-") ? -60 : 60)
    }
}
