import TestSupport
import Testing

@testable import News

@Suite struct DocumentTests {
    /// One body with every kind of block and mark.
    private static let whole = """
        <p>Satu <strong>dua <em>tiga</em></strong> <a href="https://a.id/">empat</a><br/>lima</p><h2>Enam</h2><h3>Tujuh</h3>\
        <blockquote><p>delapan</p><ul><li>sembilan</li></ul></blockquote><blockquote class="pull"><p>sepuluh</p></blockquote>\
        <ol start="4"><li>sebelas</li><li><p>dua belas</p><ul><li><code>a</code><s>b</s><sub>c</sub><sup>d</sup><mark>e</mark></li>\
        </ul></li></ol><table><caption>tiga belas</caption><tbody><tr><th colspan="2">empat belas</th></tr>\
        <tr><td>lima belas</td><td rowspan="2">enam belas</td></tr></tbody></table><table><tbody><tr><td>x</td><td>y</td></tr></tbody></table>\
        <pre>tujuh\n  belas</pre><hr/><figure data-picture="0"></figure>\
        <p class="embed"><a href="https://youtu.be/x">youtu.be</a></p><aside class="also" data-story="7"></aside>
        """

    @Test func `every kind of block and mark goes into the editor and comes back`() throws {
        let body = try Body(html: Self.whole)
        #expect(body.html == Self.whole)
        let document = Document(body)
        #expect(document.body == body)
        #expect(try Document(json: JSONValue(parsing: document.json.bytes)) == document)
    }

    @Test func `texts that only read alike have other positions, and are two`() {
        let (one, apart) = (Body(text: "kafé"), Body(text: "kafe\u{301}"))
        #expect(one != apart)
        #expect(Document(one).size + 1 == Document(apart).size)
    }

    @Test func `an empty body is an empty paragraph`() throws {
        let document = Document(Body(blocks: []))
        #expect(document.json.written == #"{"type":"doc","content":[{"type":"paragraph"}]}"#)
        #expect(document.size == 2)
        #expect(document.body.isEmpty)
    }

    @Test func `marks that lie one in another come back in the schema's order`() throws {
        let body = try Body(html: "<p><em>a<strong>b<a href=\"/c\">c</a></strong></em></p>")
        let ordered = "<p><em>a</em><strong><em>b</em></strong><a href=\"/c\"><strong><em>c</em></strong></a></p>"
        #expect(Document(body).body.html == ordered)
        #expect(Document(Document(body).body).body == Document(body).body)
    }

    /// Parts of which bodies are made at random.
    private static let pieces = [
        "<p>", "</p>", "Jakarta ", "é😀 ", "<strong>", "</strong>", "<em>", "</em>", "<a href=\"https://a.id/x\">",
        "</a>", "<br>",
        "<h2>", "</h2>", "<h3>", "</h3>", "<ul>", "</ul>", "<ol start=\"3\">", "</ol>", "<li>", "</li>", "<blockquote>",
        "</blockquote>", "<blockquote class=\"pull\">", "<table>", "<tr>", "<th colspan=2>", "<td rowspan=3>", "</td>",
        "</tr>",
        "</table>", "<caption>", "</caption>", "<pre>a\n b</pre>", "<hr>", "<figure data-picture=\"2\"></figure>",
        "<code>", "</code>",
        "<sub>", "</sub>", "<sup>", "</sup>", "<s>", "</s>", "<mark>", "</mark>", "  ", "\n", "&lt;b&gt;",
        "<iframe src=\"https://www.youtube.com/embed/x\"></iframe>", "<aside class=\"also\" data-story=\"7\"></aside>",
    ]

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `whatever body is opened, nothing but the order of marks changes`(seed: UInt64) throws {
        var random = Seeded(seed: seed &* 7_919 &+ 3)
        for _ in 0..<100 {
            let count = Int.random(in: 1...40, using: &random)
            let html = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let body = try Body(html: html)
            let document = Document(body)
            let back = document.body
            #expect(back.text == body.text, "\(html)")
            #expect(Document(back) == document, "\(html)")
            #expect(Document(back).body == back, "\(html)")
            #expect(try Document(json: JSONValue(parsing: document.json.bytes, deepest: Document.nesting)) == document)
        }
    }

    @Test(arguments: [
        #"{}"#, #"[]"#, #""doc""#, #"{"type":"paragraph"}"#, #"{"type":"doc"}"#, #"{"type":"doc","content":[]}"#,
        #"{"type":"doc","content":[{"type":"text","text":"a"}]}"#, #"{"type":"doc","content":{"type":"paragraph"}}"#,
        #"{"type":"doc","content":[{"type":"script"}]}"#, #"{"type":"doc","content":[{"type":"listItem"}]}"#,
        #"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":""}]}]}"#,
        #"{"type":"doc","content":[{"type":"paragraph","attrs":{"style":"color:red"}}]}"#,
        #"{"type":"doc","content":[{"type":"paragraph","marks":[{"type":"bold"}]}]}"#,
        #"{"type":"doc","content":[{"type":"heading","attrs":{"level":1}}]}"#,
        #"{"type":"doc","content":[{"type":"heading","attrs":{"level":99999999999999999999}}]}"#,
        #"{"type":"doc","content":[{"type":"heading","attrs":{"level":"2"}}]}"#,
        #"{"type":"doc","content":[{"type":"picture"}]}"#,
        #"{"type":"doc","content":[{"type":"picture","attrs":{"index":-1}}]}"#,
        #"{"type":"doc","content":[{"type":"picture","attrs":{"index":1000}}]}"#,
        #"{"type":"doc","content":[{"type":"embed","attrs":{"url":"javascript:alert(1)"}}]}"#,
        #"{"type":"doc","content":[{"type":"embed","attrs":{"url":"/dunia/1"}}]}"#,
        #"{"type":"doc","content":[{"type":"related"}]}"#,
        #"{"type":"doc","content":[{"type":"related","attrs":{"story":0}}]}"#,
        #"{"type":"doc","content":[{"type":"related","attrs":{"story":"7"}}]}"#,
        #"{"type":"doc","content":[{"type":"related","attrs":{"story":9007199254740992}}]}"#,
        #"{"type":"doc","content":[{"type":"related","attrs":{"story":7,"headline":"x"}}]}"#,
        #"{"type":"doc","content":[{"type":"horizontalRule","content":[{"type":"paragraph"}]}]}"#,
        #"{"type":"doc","content":[{"type":"table","content":[{"type":"paragraph"}]}]}"#,
        #"{"type":"doc","content":[{"type":"captionedTable","content":[{"type":"tableCaption"}]}]}"#,
        #"{"type":"doc","content":[{"type":"preformatted","content":[{"type":"hardBreak"}]}]}"#,
    ])
    func `what is no document of the schema is refused`(text: String) throws {
        let json = try JSONValue(parsing: Array(text.utf8))
        #expect(throws: DocumentFault.self) { try Document(json: json) }
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,x", "//", "#a", "", "ja\tvascript:x", "file:///etc/passwd",
    ])
    func `a link that no body may have is refused`(href: String) throws {
        let mark = JSONValue.members(["type": "link", "attrs": .members(["href": .string(href)])])
        #expect(throws: DocumentFault.self) { try Mark(json: mark) }
    }

    @Test func `quotes and lists are as deep as a body keeps them, and no deeper`() throws {
        func nested(_ depth: Int) -> JSONValue {
            var node = JSONValue.members(["type": "paragraph"])
            for _ in 0..<depth { node = .members(["type": "blockquote", "content": .array([node])]) }
            return .members(["type": "doc", "content": .array([node])])
        }
        #expect(throws: Never.self) { try Document(json: nested(Body.deepest)) }
        #expect(throws: DocumentFault.self) { try Document(json: nested(Body.deepest + 1)) }
    }

    @Test func `a document that would be too long as a body is refused`() throws {
        let paragraph = DocumentNode(.paragraph, [.text(String(repeating: "a", count: 1_000))])
        let long = DocumentNode(.doc, Array(repeating: paragraph, count: 1_100))
        #expect(throws: DocumentFault.tooLarge) { try long.check() }
        let fits = DocumentNode(.doc, Array(repeating: paragraph, count: 900))
        #expect(throws: Never.self) { try fits.check() }
        let empty = DocumentNode(.doc, Array(repeating: DocumentNode(.paragraph), count: 100_000))
        #expect(throws: DocumentFault.tooLarge) { try empty.check() }
    }
}
