import TestSupport
import Testing

@testable import News

@Suite struct HTTPDateTests {
    private static let now = Timestamp(seconds: 1_779_000_000)  // 2026-05-17T06:40:00Z

    private static func read(_ text: String) -> String? {
        HTTPDate.read(text, now: now).map { RFC3339.write($0) }
    }

    @Test func `dates are written in the form of today and read back`() {
        let time = Timestamp(seconds: 1_660_539_180)
        #expect(HTTPDate.write(time) == "Mon, 15 Aug 2022 04:53:00 GMT")
        #expect(HTTPDate.read(HTTPDate.write(time), now: Self.now) == time)
    }

    @Test func `the three forms of one date are one time`() {
        let forms = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        for form in forms { #expect(Self.read(form) == "1994-11-06T08:49:37Z", "\(form)") }
        #expect(Self.read("Wed Nov 16 08:49:37 1994") == "1994-11-16T08:49:37Z")
        #expect(Self.read("Tue, 29 Feb 2000 23:59:60 GMT") == "2000-03-01T00:00:00Z")
    }

    /// RFC 9110: what would be more than fifty years ahead is the most recent year that ends so.
    @Test(arguments: [
        ("Sunday, 17-May-26 06:40:00 GMT", "2026-05-17T06:40:00Z"),
        ("Monday, 01-Jan-75 00:00:00 GMT", "2075-01-01T00:00:00Z"),
        ("Sunday, 17-May-76 06:40:00 GMT", "2076-05-17T06:40:00Z"),
        ("Sunday, 17-May-76 06:40:01 GMT", "1976-05-17T06:40:01Z"),
        ("Thursday, 31-Dec-76 00:00:00 GMT", "1976-12-31T00:00:00Z"),
        ("Friday, 01-Jan-77 00:00:00 GMT", "1977-01-01T00:00:00Z"),
        ("Friday, 31-Dec-99 23:59:59 GMT", "1999-12-31T23:59:59Z"),
        ("Saturday, 01-Jan-00 00:00:00 GMT", "2000-01-01T00:00:00Z"),
    ])
    func `a year of two digits is understood by the clock`(text: String, time: String) {
        #expect(Self.read(text) == time)
    }

    @Test(arguments: [
        "", "Mon", "Mon, ", "Mon, 9223372036854775807 Apr 2022 04:53:00 GMT",
        "Mon, 15 Aug 9223372036854775807 04:53:00 GMT",
        "Mon, 15 Aug 2022 9223372036854775807:53:00 GMT", "Mon, 15 Aug 2022 04:53:9223372036854775807 GMT",
        "Mon, -1 Aug 2022 04:53:00 GMT", "Mon, +1 Aug 2022 04:53:00 GMT", "Mon, 015 Aug 2022 04:53:00 GMT",
        "Mon, 15 Aug 2022 04:53:00", "Mon, 15 Aug 2022 04:53:00 UTC", "Mon, 15 Aug 2022 04:53:00 GMT ",
        " Mon, 15 Aug 2022 04:53:00 GMT",
        "Mon,  15 Aug 2022 04:53:00 GMT", "mon, 15 aug 2022 04:53:00 gmt", "Xyz, 15 Aug 2022 04:53:00 GMT",
        "Mon, 31 Feb 2022 04:53:00 GMT", "Mon, 29 Feb 2022 04:53:00 GMT", "Mon, 00 Aug 2022 04:53:00 GMT",
        "Mon, 15 Aug 0000 04:53:00 GMT",
        "Mon, 15 Aug 2022 24:00:00 GMT", "Mon, 15 Aug 2022 04:60:00 GMT", "Mon, 15 Aug 2022 04:53:61 GMT",
        "Mon, 15 Aug 22 04:53:00 GMT",
        "Monday, 15-Aug-2022 04:53:00 GMT", "Monday, 15 Aug 22 04:53:00 GMT", "Mon, 15-Aug-22 04:53:00 GMT",
        "Sun Nov 6 08:49:37 1994", "Sun Nov   6 08:49:37 1994", "Sun Nov 06 08:49:37 94",
        "Sun Nov  6 08:49:37 1994 GMT",
        "Sun Nov  6 08:49:37 19940", "Mon, １５ Aug 2022 04:53:00 GMT", "Fri, 31 Dec 9999 23:59:60 GMT",
    ])
    func `what has none of the three shapes, or is no day, is no date`(text: String) {
        #expect(Self.read(text) == nil)
    }

    /// Every number of every form in turn is the largest, the smallest and the longest: nothing overflows.
    @Test func `a number of any size in any place is refused, not reckoned with`() {
        let forms = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov 16 08:49:37 1994"]
        for form in forms {
            for place in form.ranges(of: #/[0-9]+/#) {
                for number in Hostile.numbers where number.utf8.count != form[place].utf8.count {
                    #expect(Self.read(form.replacingCharacters(in: place, with: number)) == nil)
                }
            }
        }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
