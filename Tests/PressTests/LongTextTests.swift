import News
import Storage
import TestSupport
import Testing

@testable import Press

/// Nothing that is put together takes more than its length.
///
/// The deadlines only end what would go on for hours: each text is so long that to copy what stands there for each
/// character would move terabytes.
@Suite(.timeLimit(.minutes(10))) struct LongTextTests {
    static let length = 4 << 20

    /// Characters that are escaped somewhere, or are more than a byte.
    static let hostile = ["'", "\"", "<", "&", "\\", "\u{1}", "\u{2028}", "\u{FFFF}", "é", "a\u{301}", " ", "\n", "{"]

    @Test(arguments: hostile)
    func `escaping and quoting go over a text once`(character: String) {
        let text = String(repeating: character, count: Self.length / character.utf8.count)
        #expect(XML.escape(text).utf8.count <= 6 * text.utf8.count)
        #expect(JSONValue.string(text).writtenForScript.utf8.count <= 6 * text.utf8.count + 2)
        #expect(text.collapsedWhitespace.utf8.count <= text.utf8.count)
        #expect(text.shortened(to: 200).count <= 200)
        let address = Address.search(text)
        #expect(address.path.utf8.count <= 3 * text.utf8.count + 8)
    }

    @Test func `bytes that are written move to a larger place a few times, not for each character`() {
        var bytes: [UInt8] = []
        var capacities: Set<Int> = []
        for _ in 0..<100_000 {
            XML.append("'", to: &bytes)
            capacities.insert(bytes.capacity)
        }
        #expect(bytes.count == 500_000)
        #expect(capacities.count < 40)
    }

    @Test func `a story of nothing but apostrophes is pressed, and told in every feed`() async throws {
        let items = (1...20).map { index in
            WireItem.sample(Int64(index)) { $0.body = Body(text: String(repeating: "'", count: 150_000)) }
        }
        let room = try await Newsroom(items)
        #expect(try await room.text(of: 1).utf8.count > 150_000)
        for format in Address.FeedFormat.allCases {
            #expect(try await room.text(.feed(format)).utf8.count < FeedPage.budget + (64 << 10), "\(format)")
        }
    }

    @Test func `a template prints a long text in its length`() throws {
        let theme = try Newsroom.theme.get()
        let text = String(repeating: "'", count: Self.length)
        #expect(theme.render("feed", ["feed": text, "text": ["feed": text] as View]).count > 2 * 5 * Self.length)
    }
}
