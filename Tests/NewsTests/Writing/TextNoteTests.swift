import Testing

@testable import News

@Suite struct TextNoteTests {
    private let text = Document(Body(text: "Harga beras naik.\n\nWarga mengeluh."))

    private func step(_ from: Int, _ to: Int, _ words: String = "") throws -> Step {
        let content = words.isEmpty ? "" : #","slice":{"content":[{"type":"text","text":"\#(words)"}]}"#
        let json = #"{"stepType":"replace","from":\#(from),"to":\#(to)\#(content)}"#
        return try Step(json: JSONValue(parsing: Array(json.utf8)))
    }

    @Test func `the words are found where they stand`() throws {
        let place = try #require(TextNote.Place(of: "beras", in: text, epoch: 1))
        #expect(place.range == 7..<12)
        #expect(text.text(from: 7, to: 12) == "beras")
        #expect(text.text(from: 7, to: 25) == "beras naik. Warga")
        #expect(TextNote.Place(of: "gula", in: text, epoch: 1) == nil)
        #expect(TextNote.Place(of: "", in: text, epoch: 1) == nil)
        #expect(text.text(from: 7, to: 900) == "")
    }

    @Test(arguments: [
        // Before the words, behind them, at their edges, inside them.
        (1, 1, "Oh, ", 11..<16), (17, 17, "x", 7..<12), (7, 7, "x", 8..<13), (12, 12, "x", 7..<12),
        (9, 9, "xy", 7..<14),
        (5, 9, "", 5..<8), (10, 14, "", 7..<10),
    ])
    func `a note moves with its words`(from: Int, to: Int, words: String, expected: Range<Int>) throws {
        let place = TextNote.Place(epoch: 1, range: 7..<12)
        #expect(place.moved(by: [try step(from, to, words)])?.range == expected)
    }

    @Test func `a note whose words are gone has no place`() throws {
        let place = TextNote.Place(epoch: 1, range: 7..<12)
        #expect(place.moved(by: [try step(7, 12)]) == nil)
        #expect(place.moved(by: [try step(3, 14, "lain")]) == nil)
        #expect(place.moved(by: [try step(7, 9), try step(7, 10)]) == nil)
    }

    @Test func `what is said has words, and not too many`() throws {
        #expect(try TextNote.text("  Cek  lagi?\r\n\r\nTerima kasih. \n\n") == "Cek lagi?\n\nTerima kasih.")
        #expect(throws: NewsError.self) { try TextNote.text(" \n\t ") }
        #expect(throws: NewsError.self) { try TextNote.text(String(repeating: "a", count: TextNote.longest + 1)) }
    }
}
