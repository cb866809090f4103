import TestSupport
import Testing

@testable import News

/// A block that names another story of the newspaper.
@Suite struct RelatedBlockTests {
    private static let seven = StoryNumber(rawValue: 7)
    private static let html = "<aside class=\"also\" data-story=\"7\"></aside>"

    private static let read: [(html: String, read: String)] = [
        (html, html),
        ("<aside class=\"also x\" data-story=7>kata <b>lain</b></aside>", html + "<p>kata <strong>lain</strong></p>"),
        ("<p>a" + html + "b</p>", "<p>a</p>" + html + "<p>b</p>"),
        ("<blockquote>" + html + "</blockquote>", "<blockquote>" + html + "</blockquote>"),
        ("<table><tr><td>a" + html + "b</td></tr></table>", "<p>a</p><p>b</p>"),
        ("<aside data-story=7>a</aside>", "<p>a</p>"), ("<aside class=also>a</aside>", "<p>a</p>"),
    ]

    private static let noNumbers = ["", "0", "-7", "07", "7a", "x", "99999999999999999999"]

    @Test func `it is read where it is one, and no word around it is lost`() throws {
        let none = Self.noNumbers.map { (html: "<aside class=also data-story=\"\($0)\"></aside>", read: "") }
        for one in Self.read + none {
            let body = try Body(html: one.html)
            #expect(body.html == one.read, "\(one.html)")
            #expect(try Body(html: body.html) == body && Body(blocks: body.blocks) == body)
            #expect(try Body(notation: body.notation) == body)
        }
    }

    @Test func `it has no words of its own, and leads to its story`() throws {
        let body = try Body(html: "<p>a <a href=\"/dunia/9/x\">b</a></p>\(Self.html)<ul><li>\(Self.html)c</li></ul>")
        #expect(body.text == "a b\nc")
        #expect(body.relatedStories == [Self.seven])
        #expect(body.linkedStories(on: []) == [StoryNumber(rawValue: 9), Self.seven])
        #expect(body.withoutRelatedStories.html == "<p>a <a href=\"/dunia/9/x\">b</a></p><ul><li>c</li></ul>")
        #expect(Body(blocks: [.related(StoryNumber(rawValue: 0))]).isEmpty)
    }

    @Test func `a text names so many stories in blocks and no more, whichever way it comes`() throws {
        let blocks = (1...Int64(Body.mostRelated)).map { Block.related(StoryNumber(rawValue: $0)) }
        let body = Body(blocks: [.quote(blocks)])
        let (html, notation) = (body.html, body.notation)
        #expect(try Body(html: html) == body && Body(notation: notation) == body)
        #expect(throws: BodyError.manyRelated) { try Body(html: html + Self.html) }
        #expect(throws: BodyError.manyRelated) { try Body(notation: notation + "\n\n[[7]]") }
        var text = CopyText(.sample)
        text.body = notation + "\n\n[[7]]"
        #expect(throws: CopyText.Fault.manyRelatedBlocks) {
            try text.applied(to: .sample, sections: [.dunia])
        }
        let json =
            #"{"stepType":"replace","from":0,"to":0,"slice":{"content":[{"type":"related","attrs":{"story":7}}]}}"#
        let step = try Step(json: JSONValue(parsing: Array(json.utf8)))
        #expect(try Document(Body(blocks: Array(blocks.dropLast()))).applying(step).body.relatedStories.count == 99)
        #expect(throws: DocumentFault.tooLarge) { _ = try Document(body).applying(step) }
    }

    @Test func `an attribute step gives it another number, and no other thing`() throws {
        let document = Document(Body(blocks: [.related(Self.seven)]))
        let step = { (value: String) in
            try Step(
                json: JSONValue(parsing: Array(#"{"stepType":"attr","pos":0,"attr":"story","value":\#(value)}"#.utf8))
            )
        }
        #expect(try document.applying(step("8")).body.blocks == [.related(StoryNumber(rawValue: 8))])
        for value in ["0", "null", "\"8\"", "1.5"] {
            #expect(throws: DocumentFault.self) { _ = try document.applying(step(value)) }
        }
    }
}
