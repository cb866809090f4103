/// Times as HTTP, mail and RSS write them: `Mon, 15 Aug 2022 04:53:00 GMT` (RFC 9110 section 5.6.7).
public enum HTTPDate {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let longWeekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    public static func write(_ time: Timestamp) -> String {
        let civil = Zone.utc.civil(time)
        let clock = [civil.hour, civil.minute, civil.second].map { Digits.padded($0) }.joined(separator: ":")
        let day = "\(Digits.padded(civil.day.day)) \(months[civil.day.month - 1]) \(Digits.padded(civil.day.year, 4))"
        return "\(weekdays[civil.day.weekday - 1]), \(day) \(clock) GMT"
    }

    /// Reads the form of today and the two that a server must still understand, each in its one shape.
    ///
    /// The name of the weekday must be one; that it is the right one is not asked.
    /// - Parameters:
    ///   - text: A date and nothing around it.
    ///   - now: The present time, by which a year of two digits is understood.
    /// - Returns: Nil where it is no date, or none of the calendar.
    public static func read(_ text: String, now: Timestamp) -> Timestamp? {
        let scanner = DateScanner(rest: Array(text.utf8)[...])
        return readToday(scanner) ?? readRFC850(scanner, now: now) ?? readAsctime(scanner)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func readToday(_ scanner: DateScanner) -> Timestamp? {
        var scanner = scanner
        guard scanner.name(weekdays) != nil, scanner.skip(", "), let day = scanner.number(2), scanner.skip(" "),
            let month = scanner.name(months), scanner.skip(" "), let year = scanner.number(4), scanner.skip(" "),
            let seconds = scanner.clock(), scanner.skip(" GMT"), scanner.isAtEnd
        else { return nil }
        return time(year, month + 1, day, seconds)
    }

    /// `Sunday, 06-Nov-94 08:49:37 GMT`.
    private static func readRFC850(_ scanner: DateScanner, now: Timestamp) -> Timestamp? {
        var scanner = scanner
        guard scanner.name(longWeekdays) != nil, scanner.skip(", "), let day = scanner.number(2), scanner.skip("-"),
            let month = scanner.name(months), scanner.skip("-"), let ending = scanner.number(2), scanner.skip(" "),
            let seconds = scanner.clock(), scanner.skip(" GMT"), scanner.isAtEnd
        else { return nil }
        // The latest year with this ending that is not more than fifty years ahead.
        let present = Zone.utc.civil(now)
        let latest = present.day.year + 50
        var year = latest - (latest + 100 - ending) % 100
        let presentSeconds = (present.hour * 60 + present.minute) * 60 + present.second
        if year == latest, (month + 1, day, seconds) > (present.day.month, present.day.day, presentSeconds) {
            year -= 100
        }
        return time(year, month + 1, day, seconds)
    }

    /// `Sun Nov  6 08:49:37 1994`, as `asctime()` of C writes it.
    private static func readAsctime(_ scanner: DateScanner) -> Timestamp? {
        var scanner = scanner
        guard scanner.name(weekdays) != nil, scanner.skip(" "), let month = scanner.name(months), scanner.skip(" "),
            let day = scanner.skip(" ") ? scanner.number(1) : scanner.number(2), scanner.skip(" "),
            let seconds = scanner.clock(), scanner.skip(" "), let year = scanner.number(4), scanner.isAtEnd
        else { return nil }
        return time(year, month + 1, day, seconds)
    }

    private static func time(_ year: Int, _ month: Int, _ day: Int, _ seconds: Int) -> Timestamp? {
        guard let day = CivilDay(year: year, month: month, day: day) else { return nil }
        let time = Timestamp(seconds: day.daysSince1970 * 86_400 + Int64(seconds))
        return Timestamp.range.contains(time) ? time : nil
    }
}

/// Takes a date apart from its beginning.
private struct DateScanner {
    var rest: ArraySlice<UInt8>

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    /// Which of the names stands here.
    mutating func name(_ names: [String]) -> Int? {
        guard let index = names.firstIndex(where: { rest.starts(with: $0.utf8) }) else { return nil }
        rest = rest.dropFirst(names[index].utf8.count)
        return index
    }

    /// A number of exactly so many digits.
    mutating func number(_ count: Int) -> Int? {
        guard rest.count >= count, let value = Digits.number(rest.prefix(count)) else { return nil }
        rest = rest.dropFirst(count)
        return value
    }

    /// Seconds since midnight; second 60 of a leap second is read as the next minute's first.
    mutating func clock() -> Int? {
        guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60, skip(":"),
            let second = number(2), second <= 60
        else { return nil }
        return (hour * 60 + minute) * 60 + second
    }
}
