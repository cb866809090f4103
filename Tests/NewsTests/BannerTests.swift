import TestSupport
import Testing

@testable import News

@Suite struct BannerTests {
    private func line(_ words: String, seconds: Int64) throws(NewsError) -> Banner {
        let end = Timestamp.sampleNow.adding(seconds: seconds)
        return try Banner.next(after: 0, words, story: nil, until: end, by: .member("citra"), at: .sampleNow)
    }

    @Test func `a line stands until its end, and not when it was taken down`() throws {
        let line = try line("  Gempa\n di   Cianjur ", seconds: 60)
        #expect(line.words == "Gempa di Cianjur" && line.version == 1)
        #expect(line.stands(at: .sampleNow) && line.stands(at: line.end.adding(milliseconds: -1)))
        #expect(!line.stands(at: line.end))
        let down = line.takenDown(by: .member("dewi"), at: .sampleNow)
        #expect(!down.stands(at: .sampleNow) && down.version == 2)
    }

    @Test(arguments: ["", " \n\u{2028}\u{200B}", String(repeating: "a", count: 121)])
    func `a line without words, or with too many, is refused`(words: String) {
        #expect(throws: NewsError.self) { try line(words, seconds: 60) }
    }

    @Test(arguments: [-1, 0, 86_401] as [Int64])
    func `an end that is over, or more than a day ahead, is refused`(seconds: Int64) {
        #expect(throws: NewsError.self) { try line("Gempa", seconds: seconds) }
    }

    @Test func `the longest line and the longest time are taken`() throws {
        #expect(try line(String(repeating: "é", count: 120), seconds: 86_400).words.count == 120)
    }
}
