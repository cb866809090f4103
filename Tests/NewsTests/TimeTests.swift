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

    @Test func `a day begins at the zone's midnight`() throws {
        let day = try #require(CivilDay("2022-08-15"))
        #expect(RFC3339.write(Zone.wib.start(of: day), zone: .wib) == "2022-08-15T00:00:00+07:00")
    }
}
