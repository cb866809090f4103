import TestSupport
import Testing

@testable import News

/// A body as text in a plain field: opened and saved it stays the very same body.
@Suite struct NotationTests {
    @Test(arguments: [
        ("Satu.\n\nDua.", "<p>Satu.</p><p>Dua.</p>"),
        ("Satu\ndua", "<p>Satu<br/>dua</p>"),
        ("## Judul\nTeks", "<h2>Judul</h2><p>Teks</p>"),
        ("### Anak judul", "<h3>Anak judul</h3>"),
        ("Daftar:\n- a\n- b\nselesai", "<p>Daftar:</p><ul><li>a</li><li>b</li></ul><p>selesai</p>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("2024. Tahun itu", "<p>2024. Tahun itu</p>"),
        ("> kata\n>\n> lagi", "<blockquote><p>kata</p><p>lagi</p></blockquote>"),
        ("AT&T <3 & 5 < 6", "<p>AT&amp;T &lt;3 &amp; 5 &lt; 6</p>"),
        ("<strong>Jakarta</strong> - teks", "<p><strong>Jakarta</strong> - teks</p>"),
        (
            "<table>\n<tr><td>a</td><td>b</td></tr>\n</table>",
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
        ),
        ("<ul>\n\n<li>a</li>\n\n</ul>", "<ul><li>a</li></ul>"),
        ("a\r\n\r\nb\rc", "<p>a</p><p>b<br/>c</p>"),
        ("Teks\n[[7]]\nTeks", "<p>Teks</p><aside class=\"also\" data-story=\"7\"></aside><p>Teks</p>"),
        ("[[7]] dan\n[[0]]\n[[07]]\n[[]]", "<p>[[7]] dan<br/>[[0]]<br/>[[07]]<br/>[[]]</p>"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ])
    func `text becomes the blocks that it looks like`(text: String, html: String) throws {
        #expect(try Body(notation: text).html == html)
    }

    @Test(arguments: [
        ("<p>Satu.</p><p>Dua <em>dan</em> tiga.</p>", "Satu.\n\nDua <em>dan</em> tiga."),
        ("<p>AT&amp;T, 3 &lt; 5</p>", "AT&T, 3 < 5"),
        ("<p>&amp;copy; dan &lt;b&gt;</p>", "&amp;copy; dan &lt;b>"),
        ("<h2>Judul</h2><ul><li>a</li><li>b</li></ul>", "## Judul\n\n- a\n- b"),
        ("<p>- bukan daftar</p>", "<p>- bukan daftar</p>"),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> - b"),
        ("<ol start=\"3\"><li>a</li></ol>", "<ol start=\"3\">\n<li>a</li>\n</ol>"),
        ("<pre>a\n\nb</pre>", "<pre>a&#10;&#10;b</pre>"),
        ("<p>a</p><aside class=\"also\" data-story=\"7\"></aside>", "a\n\n[[7]]"), ("<p>[[7]]</p>", "<p>[[7]]</p>"),
        ("<figure data-picture=\"1\"></figure>", "<figure data-picture=\"1\"></figure>"),
    ])
    func `a body is written in the plainest form that reads as itself`(html: String, text: String) throws {
        let body = try Body(html: html)
        #expect(body.notation == text)
        #expect(try Body(notation: body.notation) == body)
    }

    /// What makes notation ambiguous, among markup of every kind.
    private static let pieces = [
        "<p>", "</p>", "<p>", "</p>", "<p>- ", "<p>## ", "<p>&gt; ", "<p>1. ", "<p>2. ", "<p>&lt;p&gt;", "<p>&amp;amp;",
        "<b>", "</b>", "<em>", "</em>", "<a href='https://a.id/?a=1&amp;copy=2'>", "</a>", "<ul>", "</ul>",
        "<ol start=2>", "<ol>", "</ol>", "<li>", "</li>", "<table>", "</table>", "<tr>", "<td>", "<th colspan=3>",
        "<caption>", "<blockquote>", "<blockquote class=pull>", "</blockquote>", "<h2>", "</h2>", "<h4>", "</h4>",
        "<pre>",
        "</pre>", "<br>", "<hr>", "<figure data-picture=1></figure>", "<iframe src=https://b.id></iframe>", "<code>",
        "<aside class=also data-story=7></aside>", "[[7]]", "[[", "<p>[[8]]",
        "</code>", "<s>", "</s>", "<sup>", "</sup>", "a", " b", "c ", "- ", "\n", "\n\n", "## ", "> ", "&nbsp;",
        "&amp;",
        "&lt;", "&gt;", "&lt;!--", "&#60;/p&#62;", "1. ", "•", "é", "“x”", "\u{2028}", "\u{85}", "\u{301}", "😀",
        "\u{200D}",
        "\u{202E}", "\u{FEFF}",
    ]

    @Test(arguments: 0..<12)
    func `opened and saved unchanged, any body is the very same`(seed: UInt64) throws {
        var random = Seeded(seed: seed &* 6_151 &+ 5)
        for _ in 0..<40 {
            let count = Int.random(in: 1...30, using: &random)
            let html = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let body = try Body(html: html)
            let text = body.notation
            #expect(try Body(notation: text) == body, "\(html)")
            // As a browser sends it.
            #expect(try Body(notation: text.replacing("\n", with: "\r\n")) == body, "\(html)")
        }
    }

    @Test(arguments: 0..<10)
    func `whatever is typed, what is kept is harmless and reads as itself`(seed: UInt64) throws {
        var random = Seeded(seed: seed &* 3_571 &+ 9)
        for _ in 0..<40 {
            let count = Int.random(in: 1...30, using: &random)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let body = try Body(notation: text)
            try expectHarmless(body)
            #expect(try Body(notation: body.notation) == body, "\(text)")
        }
    }

    @Test func `quotes in quotes without end are read to the depth that a body keeps`() throws {
        let deep = String(repeating: "> ", count: 50_000) + "a"
        #expect(try Body(notation: deep).text.contains("a"))
    }

    @Test func `a body as long as may be is written and read again`() throws {
        let words = String(repeating: "kata ", count: 200)
        let long = Body(text: (0..<500).map { "Alinea \($0) & \(words)" }.joined(separator: "\n\n"))
        #expect(try Body(notation: long.notation) == long)
        #expect(throws: BodyError.self) { try Body(notation: String(repeating: "a", count: Body.longest + 1)) }
    }
}
