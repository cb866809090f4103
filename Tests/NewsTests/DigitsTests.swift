import TestSupport
import Testing

@testable import News

@Suite struct DigitsTests {
    @Test(arguments: [("0", 0), ("007", 7), ("999999999999999", 999_999_999_999_999)])
    func `digits are a number`(text: String, value: Int) {
        #expect(Digits.number(text.utf8) == value)
    }

    @Test func `only digits are, and at most fifteen of them`() {
        for text in Hostile.numbers {
            let isPlain = (1...15).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
            #expect((Digits.number(text.utf8) != nil) == isPlain, "\(text)")
        }
        #expect(Digits.number("12", in: 0...11) == nil)
    }

    /// What is made of a number from outside must be safe to reckon with.
    @Test func `whatever number stands in an address or a position, its sums are in bounds`() {
        for text in Hostile.numbers {
            if let position = ListPosition(text) {
                #expect(Timestamp.range.contains(position.time) && ListPosition(position.time) <= position)
            }
            if let number = StoryNumber(text) { #expect(number.rawValue < 1_000_000_000_000_000) }
            if case .sitemap(let shard) = Address(path: "/sitemap-\(text).xml") {
                #expect(!shard.multipliedReportingOverflow(by: 500).overflow)
            }
            for path in ["/dunia/\(text)/x", "/-/reads/\(text)", "/-/pictures/\(Self.digest)/\(text).jpg"] {
                guard let address = Address(path: path) else { continue }
                #expect(Address(path: address.path) == address, "\(path)")
            }
            _ = Address(path: "/indeks", query: "tanggal=\(text)-01-01&sebelum=\(text)")
            _ = RFC3339.read("\(text)-01-01T00:00:00Z")
            _ = RFC3339.read("2022-08-15T\(text):53:00Z")
            _ = RFC3339.read("2022-08-15T11:53:00.\(text)Z")
            _ = RFC3339.read("2022-08-15T11:53:00+\(text)")
            for value in [Int(text), text.isEmpty ? nil : Int.max, .min].compactMap({ $0 }) {
                #expect(CivilDay(year: value, month: 1, day: 1) == nil || (1...9999).contains(value))
                #expect(CivilDay(year: 2022, month: value, day: 1) == nil || (1...12).contains(value))
                #expect(CivilDay(year: 2022, month: 1, day: value) == nil || (1...31).contains(value))
            }
        }
    }

    private static let digest = String(repeating: "ab", count: 32)

    @Test func `numbers in a body's attributes are bounded`() throws {
        for text in Hostile.numbers {
            let html = """
                <ol start="\(text)"><li value="\(text)">a</li></ol><p>b</p><figure data-picture="\(text)"></figure>\
                <table><tr><td colspan="\(text)" rowspan="\(text)">c</td><td>d</td></tr><tr><td>&#\(text);</td></tr></table>
                """
            let body = try Body(html: html)
            #expect(try Body(html: body.html).html == body.html, "\(text)")
        }
    }
}
