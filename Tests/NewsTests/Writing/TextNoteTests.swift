import TestSupport
import Testing

@testable import News

/// That a note stays with its words, whatever becomes of the text, and that it is said to those whom it names.
@Suite struct TextNoteTests {
    private let text = Document(Body(text: "Harga beras naik.\n\nWarga mengeluh. Beras mahal, beras langka."))

    private func step(_ from: Int, _ to: Int, _ words: String = "") throws -> Step {
        let content = words.isEmpty ? "" : #","slice":{"content":[{"type":"text","text":"\#(words)"}]}"#
        let json = #"{"stepType":"replace","from":\#(from),"to":\#(to)\#(content)}"#
        return try Step(json: JSONValue(parsing: Array(json.utf8)))
    }

    private func anchor(_ quote: String, _ range: Range<Int>?, epoch: Int = 1) -> TextNote.Anchor {
        TextNote.Anchor(note: 1, quote: quote, place: range.map { TextNote.Place(epoch: epoch, range: $0) })
    }

    @Test func `words are found where they stand, over the borders of blocks too`() {
        let words = DocumentWords(text)
        #expect(words.text(in: 7..<12) == "beras")
        #expect(words.text(in: 7..<25) == "beras naik. Warga")
        #expect(words.place(of: "beras") == 7..<12)
        #expect(words.place(of: "beras", near: 60) == 49..<54)
        #expect(words.place(of: "naik.\n Warga") == 13..<25)
        #expect(words.place(of: "gula") == nil)
        #expect(words.place(of: " ") == nil)
        #expect(words.text(in: 7..<900) == words.text(in: 7..<text.size))
        #expect(words.text(in: 800..<900) == "")
    }

    @Test func `each place of words is one at which the document has them`() throws {
        let body = try Body(
            html: """
                <p>Satu <strong>dua</strong> 🙂 tiga</p><ul><li>empat<br>lima</li></ul><hr><blockquote><p>enam</p></blockquote>
                <table><tr><td>tujuh</td><td>delapan</td></tr></table>
                """
        )
        let document = Document(body)
        let words = DocumentWords(document)
        for quote in ["dua 🙂 tiga", "tiga empat lima", "lima enam", "tujuh delapan", "🙂", "delapan"] {
            let range = try #require(words.place(of: quote), "\(quote)")
            #expect(words.text(in: range) == quote)
            let slice = try DocumentSlice(of: document.root, from: range.lowerBound, to: range.upperBound)
            #expect(slice.text.collapsedWhitespace.filter { $0 != " " } == quote.filter { $0 != " " })
        }
    }

    @Test(arguments: [
        // Before the words, behind them, at their edges, inside them, over their edges; and in their very place.
        (1, 1, "Oh, ", 11..<16), (17, 17, "x", 7..<12), (7, 7, "x", 8..<13), (12, 12, "x", 7..<12),
        (9, 9, "xy", 7..<14), (5, 9, "", 5..<8), (10, 14, "", 7..<10), (7, 12, "gula", 7..<11),
    ])
    func `a note moves with its words`(from: Int, to: Int, words: String, expected: Range<Int>) throws {
        let place = TextNote.Place(epoch: 1, range: 7..<12)
        #expect(place.moved(by: [try step(from, to, words)])?.range == expected)
    }

    @Test func `a note whose words are gone has no place, and has it again when they come back`() throws {
        let note = anchor("beras naik", 7..<17)
        for steps in [
            [try step(7, 17)], [try step(3, 18, "lain")], [try step(7, 9), try step(7, 15)],
        ] { #expect(note.moved(by: steps, in: 1) { DocumentWords(text) } == nil) }
        let lost = anchor("beras naik", nil)
        let back = try step(1, 1, "Kini  beras naik lagi. ")
        let after = try text.applying(back)
        let place = try #require(lost.moved(by: [back], in: 1) { DocumentWords(after) })
        #expect(DocumentWords(after).text(in: place.range) == "beras naik" && place.range.lowerBound < 9)
        // Cut and pasted in one batch.
        let moved = [try step(7, 17), try step(10, 10, "beras naik")]
        let made = try text.applying(moved)
        let there = try #require(note.moved(by: moved, in: 1) { DocumentWords(made) })
        #expect(there.range == 10..<20)
        // Words that stood there all the time bring nothing back.
        #expect(lost.moved(by: [try step(1, 1, "beras")], in: 1) { DocumentWords(text) } == nil)
    }

    @Test func `in another text a note stands where the same words stand, with the same around them`() {
        let old = DocumentWords(text)
        let third = anchor("beras", 49..<54)
        let new = DocumentWords(
            Document(Body(text: "Beras mahal.\n\nHarga beras naik lagi.\n\nKata mereka beras mahal, beras langka."))
        )
        let place = third.placed(in: new, after: old, epoch: 7)
        #expect(place?.epoch == 7)
        #expect(place.map { new.text(in: $0.range.lowerBound..<($0.range.upperBound + 7)) } == "beras langka")
        // The words as they stood last, and else as they were marked.
        let changed = anchor("Harga gula", 1..<12)
        let range = changed.placed(in: new, after: old, epoch: 7)?.range
        #expect(range.map { new.text(in: $0) } == "Harga beras")
        let restored = DocumentWords(Document(Body(text: "Harga gula turun.")))
        #expect(changed.placed(in: restored, after: old, epoch: 7)?.range == 1..<11)
        #expect(changed.placed(in: DocumentWords(Document(Body(text: "Cuaca."))), after: old, epoch: 7) == nil)
        #expect(anchor("Harga gula", nil).placed(in: restored, after: old, epoch: 7)?.range == 1..<11)
    }

    @Test func `what stands behind words tells them apart as well as what stands before them`() {
        let old = DocumentWords(Document(Body(text: "Harga beras naik. Harga beras turun.")))
        let new = DocumentWords(Document(Body(text: "Harga beras turun. Harga beras naik.")))
        let place = anchor("beras", 7..<12).placed(in: new, after: old, epoch: 2)?.range
        #expect(place == 26..<31)
    }

    @Test(arguments: [Block.picture(0), .embed(url: "https://video.example/1"), .related(StoryNumber(rawValue: 7))])
    func `a note on a picture, a card or a related block stays with it`(block: Block) throws {
        let blocks: [Block] = [.paragraph([.text("Satu.")]), block, .paragraph([.text("Dua.")])]
        let old = DocumentWords(Document(Body(blocks: blocks)))
        let new = DocumentWords(Document(Body(blocks: [.paragraph([.text("Nol.")])] + blocks)))
        #expect(old.text(in: 7..<8) == "")
        #expect(anchor("", 7..<8).placed(in: new, after: old, epoch: 2)?.range == 13..<14)
    }

    @Test func `a long text of one letter is searched in a moment`() {
        let words = DocumentWords(Document(Body(text: String(repeating: "a", count: 200_000))))
        #expect(words.place(of: String(repeating: "a", count: 900) + "b") == nil)
    }

    @Test func `what is said has words, and not too many`() throws {
        #expect(try TextNote.text("  Cek  lagi?\r\n\r\nTerima kasih. \n\n") == "Cek lagi?\n\nTerima kasih.")
        #expect(throws: TextNote.Fault.empty) { try TextNote.text(" \n\t ") }
        #expect(throws: TextNote.Fault.tooLong) {
            try TextNote.text(String(repeating: "a", count: TextNote.longest + 1))
        }
        #expect(try TextNote.text(String(repeating: "a", count: TextNote.longest)).count == TextNote.longest)
    }

    private static let members: [Member] = ["Dewi Anggraini", "Dewi Lestari", "Bagus", "Bagus Santoso", "Budi", "Budi"]
        .enumerated().map { index, name in
            Member(
                number: MemberNumber(rawValue: Int64(index + 1)),
                key: "m\(index)",
                name: name,
                email: .citra,
                role: .reporter,
                sections: [],
                isActive: true
            )
        }

    @Test(arguments: [
        ("@Dewi Anggraini tolong cek", [1]), ("tolong, @dewi lestari.", [2]), ("@Dewi", []), ("@Dewi Le", []),
        ("@Bagus", [3]), ("@Bagus Santoso dan @Bagus", [4, 3]), ("@Bagus Santosono", [3]), ("surel@Bagus.id", []),
        ("@Budi", [5, 6]), ("(@Dewi Lestari)(@Dewi Lestari)", [2]), ("@", []), ("@@Bagus", [3]), ("@Baguslah", []),
        ("@Santoso", []),
    ])
    func `a note is said to whom it names`(text: String, numbers: [Int64]) {
        #expect(TextNote.mentioned(in: text, of: Self.members).map(\.rawValue) == numbers)
    }

    @Test func `who is chosen decides between members of one name, and adds nobody`() {
        let chosen: Set<MemberNumber> = [MemberNumber(rawValue: 6), MemberNumber(rawValue: 1)]
        let found = TextNote.mentioned(in: "@Budi dan @Bagus", of: Self.members, chosen: chosen)
        #expect(found.map(\.rawValue) == [6, 3])
        #expect(TextNote.mentioned(in: "@Dewi", of: Self.members, chosen: chosen).map(\.rawValue) == [1])
        #expect(TextNote.mentioned(in: "Tanpa nama.", of: Self.members, chosen: chosen).isEmpty)
        let many = String(repeating: "@Bagus ", count: 285)
        #expect(TextNote.mentioned(in: many, of: Self.members).map(\.rawValue) == [3])
    }
}
