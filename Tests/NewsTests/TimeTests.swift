import Foundation
import Testing

@testable import News

@Suite struct TimeTests {
    private static let readable: [(text: String, milliseconds: Int64, offset: Int)] = [
        ("1970-01-01T00:00:00Z", 0, 0), ("2022-08-15T11:53:00+07:00", 1_660_539_180_000, 25_200),
        ("2022-08-15 11:53+0700", 1_660_539_180_000, 25_200), ("1969-12-31T23:59:59.5Z", -500, 0),
        ("2024-02-29t00:00:00z", 1_709_164_800_000, 0), ("2022-08-15T11:53:00,1234+07:00", 1_660_539_180_123, 25_200),
    ]

    @Test(arguments: readable)
    func `times are read as the wires write them`(row: (text: String, milliseconds: Int64, offset: Int)) throws {
        let reading = try #require(RFC3339.read(row.text))
        #expect(reading.time.milliseconds == row.milliseconds)
        #expect(reading.offset == row.offset)
    }

    @Test(arguments: [
        "", "2022-08-15", "2022-08-15T11:53:00", "2023-02-29T00:00:00Z", "2022-13-01T00:00:00Z", "2022-08-15T24:00:00Z",
        "2022-08-15T11:60:00Z", "2022-08-15T11:53:00+25:00", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00", "2022-08-15T11:53:00.Z", "2022-08-15T11:53:00+7", "2022-08-15T1:53:00Z",
        "２０22-08-15T11:53:00Z", "2022-08-15T11:53:00Z ", "last Tuesday at noon o'clock",
    ])
    func `what is no time is not read`(text: String) {
        #expect(RFC3339.read(text) == nil)
    }

    @Test func `a time is written on its zone's clock and read back`() throws {
        let time = Timestamp(milliseconds: 1_660_539_180_120)
        #expect(RFC3339.write(time, zone: .wib) == "2022-08-15T11:53:00.120+07:00")
        #expect(RFC3339.write(time, zone: .wit) == "2022-08-15T13:53:00.120+09:00")
        #expect(RFC3339.write(time) == "2022-08-15T04:53:00.120Z")
        #expect(RFC3339.read(RFC3339.write(time, zone: .wita))?.time == time)
    }

    @Test(arguments: ["Asia/Jakarta", "America/New_York", "Pacific/Kiritimati", "UTC"])
    func `every year that is valid is written with four digits, on any zone's clock`(name: String) throws {
        let zone = try #require(Zone(name))
        let first = Timestamp.range.lowerBound
        let last = Timestamp.range.upperBound
        var times = [first, first.adding(seconds: 86_400), last.adding(seconds: -86_400), last]
        times += (1...9_999).compactMap { year in
            CivilDay(year: year, month: 7, day: 1).map { Timestamp(milliseconds: $0.daysSince1970 * 86_400_000 - 1) }
        }
        for time in times where Timestamp.range.contains(time) {
            let text = RFC3339.write(time, zone: zone)
            #expect(RFC3339.read(text)?.time == time, "\(text)")
        }
    }

    @Test func `every day of four centuries counts on by one and comes back`() {
        let start = CivilDay("1900-01-01")?.daysSince1970 ?? 0
        var weekday = CivilDay(daysSince1970: start).weekday
        for days in start..<(start + 146_097) {
            let day = CivilDay(daysSince1970: days)
            #expect(day.daysSince1970 == days && day.weekday == weekday)
            weekday = weekday % 7 + 1
        }
    }

    @Test func `the fifteenth of August 2022 was a Monday`() {
        #expect(CivilDay("2022-08-15")?.weekday == 1)
    }

    @Test func `an offset names an Indonesian zone, or the newspaper's own`() {
        let time = Timestamp(seconds: 0)
        #expect(Zone.forOffset(7 * 3600, site: .wit, at: time) == .wib)
        #expect(Zone.forOffset(8 * 3600, site: .wib, at: time) == .wita)
        #expect(Zone.forOffset(0, site: .wib, at: time) == .wib)
        #expect(Zone.wib.label(at: time) == "WIB")
        #expect(Zone("Mars/Olympus") == nil)
    }

    private static let firsts: [(zone: String, day: String, start: String)] = [
        ("Australia/Sydney", "2026-10-04", "2026-10-03T14:00:00Z"),
        ("Australia/Sydney", "2026-10-05", "2026-10-04T13:00:00Z"),
        // The clocks go from midnight to one.
        ("America/Santiago", "2024-09-08", "2024-09-08T04:00:00Z"),
        ("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"),
        ("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z"),
        ("America/Havana", "2024-03-10", "2024-03-10T05:00:00Z"),
        // And back from midnight to eleven, so that the next day waits.
        ("America/Santiago", "2024-04-07", "2024-04-07T04:00:00Z"),
        ("Africa/Cairo", "2024-11-01", "2024-10-31T22:00:00Z"),
        // Samoa left out the thirtieth.
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"), ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z"), ("UTC", "0001-01-01", "0001-01-01T00:00:00Z"),
    ]

    @Test(arguments: firsts)
    func `a day begins at the first moment at which the clocks show it`(
        row: (zone: String, day: String, start: String)
    ) throws {
        let zone = try #require(Zone(row.zone))
        let day = try #require(CivilDay(row.day))
        #expect(RFC3339.write(zone.start(of: day)) == row.start)
    }

    /// All zones, at each change of their clocks; `WARTA_FUZZ_SECONDS` looks at two hundred years instead of eight.
    @Test func `in every zone, wherever clocks change, a day begins where its first moment is`() throws {
        let isLong = ProcessInfo.processInfo.environment["WARTA_FUZZ_SECONDS"] != nil
        let (first, last): (Double, Double) = isLong ? (-4e9, 2.3e9) : (1.64e9, 1.89e9)
        var seen: Set<String> = []
        for name in TimeZone.knownTimeZoneIdentifiers {
            guard let zone = Zone(name), let clock = TimeZone(identifier: name) else { continue }
            var date = Date(timeIntervalSince1970: first)
            while let next = clock.nextDaylightSavingTimeTransition(after: date), next.timeIntervalSince1970 < last {
                date = next
                let change = Timestamp(seconds: Int64(next.timeIntervalSince1970))
                let offsets = [zone.offset(at: change.adding(seconds: -1)), zone.offset(at: change)]
                guard seen.insert("\(change.seconds) \(offsets)").inserted else { continue }
                for days in -1...1 {
                    let day = CivilDay(daysSince1970: zone.civil(change).day.daysSince1970 + Int64(days))
                    let start = zone.start(of: day)
                    #expect(zone.civil(start).day >= day, "\(name) \(day)")
                    // Clocks that went back may show the day again: what counts is when they first did.
                    let before = stride(from: Int64(-1), through: -30 * 3_600, by: -899)
                    #expect(before.allSatisfy { zone.civil(start.adding(seconds: $0)).day < day }, "\(name) \(day)")
                }
            }
        }
        #expect(seen.count > 100)
    }

    @Test func `a day begins at the zone's midnight`() throws {
        let day = try #require(CivilDay("2022-08-15"))
        #expect(RFC3339.write(Zone.wib.start(of: day), zone: .wib) == "2022-08-15T00:00:00+07:00")
    }
}
