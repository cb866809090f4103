import Testing

@testable import News

@Suite struct BodyTests {
    private static let forms: [(html: String, canonical: String)] = [
        ("Teks saja", "<p>Teks saja</p>"),
        ("<div>Satu<div>Dua</div>Tiga</div>", "<p>Satu</p><p>Dua</p><p>Tiga</p>"),
        ("<p>a  <b> b </b>\n c </p>", "<p>a <strong>b </strong>c</p>"),
        ("<h1>Satu</h1><h5>Lima</h5>", "<h2>Satu</h2><h3>Lima</h3>"),
        (
            "<p><i>a</i><b>b</b><s>c</s><sub>d</sub><sup>e</sup><code>f</code><mark>g</mark></p>",
            "<p><em>a</em><strong>b</strong><s>c</s><sub>d</sub><sup>e</sup><code>f</code><mark>g</mark></p>"
        ),
        ("<p>a<br><br>b<br>c</p>", "<p>a</p><p>b<br/>c</p>"),
        ("<p>a&nbsp;b</p><p>&nbsp;</p><p> </p>", "<p>a\u{A0}b</p>"),
        ("<ul><li>a<li><p>b</p><p>c</p></ul>", "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>"),
        ("<ol start=3><li>a</ol>", "<ol start=\"3\"><li>a</li></ol>"),
        ("<ol start=-3><li>a</ol>", "<ol start=\"-3\"><li>a</li></ol>"),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<blockquote class='big pull'>a</blockquote>", "<blockquote class=\"pull\"><p>a</p></blockquote>"),
        ("<pre>\n a\n  b\n</pre>", "<pre> a\n  b</pre>"),
        ("<hr><p>a &amp; b &lt; c</p>", "<hr/><p>a &amp; b &lt; c</p>"),
        ("<figure data-picture='2'><img src=x></figure>", "<figure data-picture=\"2\"></figure>"),
        ("<figure data-picture='-2'></figure><figure data-picture='99999'></figure>", ""),
        (
            "<iframe src='//www.youtube.com/embed/x'></iframe>",
            "<p class=\"embed\"><a href=\"https://www.youtube.com/embed/x\">youtube.com</a></p>"
        ),
        (
            "<table><caption>T<tr><th>a<th colspan=2>b<tr><td>c<td><p>d</p><p>e</p><td></table>",
            "<table><caption>T</caption><tbody><tr><th>a</th><th colspan=\"2\">b</th></tr>"
                + "<tr><td>c</td><td>d<br/>e</td><td></td></tr></tbody></table>"
        ),
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "<p>a</p><p>b</p>"),
        (
            "<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>",
            "<table><tbody><tr><td>a<br/>b<br/>c</td><td>d</td></tr></tbody></table>"
        ),
        ("<b>a<p>b</p>c</b>", "<p><strong>a</strong></p><p><strong>b</strong></p><p><strong>c</strong></p>"),
        ("<x-card>teks <u>itu</u></x-card>", "<p>teks itu</p>"),
        (
            "<p><a href='https://a.id/?x=1&amp;y=\"2\"' onclick=evil()>a</a></p>",
            "<p><a href=\"https://a.id/?x=1&amp;y=&quot;2&quot;\">a</a></p>"
        ),
    ]

    @Test(arguments: forms)
    func `HTML comes out in its one right form`(form: (html: String, canonical: String)) throws {
        let body = try Body(html: form.html)
        #expect(body.html == form.canonical)
        let again = try Body(html: body.html)
        #expect(again == body)
        #expect(again.html.utf8.elementsEqual(body.html.utf8))
        #expect(Body(blocks: body.blocks) == body)
    }

    @Test func `plain text has its paragraphs at blank lines`() {
        let body = Body(text: "Satu\nbaris\r\n\r\nDua & <tiga>\n \n\n")
        #expect(body.html == "<p>Satu baris</p><p>Dua &amp; &lt;tiga&gt;</p>")
        #expect(body.text == "Satu baris\nDua & <tiga>")
    }

    @Test func `a picture in the text is the one that the story knows by its address`() throws {
        let html = "<p>a<img src='b.jpg'>c</p><figure><img src='x.jpg'><figcaption>left</figcaption></figure>"
        let body = try Body(html: html) { $0 == "b.jpg" ? 3 : nil }
        #expect(
            body.blocks
                == [.paragraph([.text("a")]), .picture(3), .paragraph([.text("c")]), .paragraph([.text("left")])]
        )
    }

    @Test func `a picture that the story does not have is not pointed to`() throws {
        let html = "<figure data-picture=\"0\"></figure><figure data-picture=\"1\"></figure>"
        #expect(try Body(html: html, pictureCount: 1).blocks == [.picture(0)])
    }

    @Test func `a post taken over from a network keeps its words and its address`() throws {
        let html =
            "<blockquote class='twitter-tweet'><p>Kata</p><a href='https://x.com/a/status/1'>1 Mei</a></blockquote>"
        let body = try Body(html: html)
        #expect(body.blocks.last == .embed(url: "https://x.com/a/status/1"))
        #expect(body.text.hasPrefix("Kata"))
    }

    @Test func `quotes and lists nest twelve deep, and deeper text is kept`() throws {
        let body = try Body(html: String(repeating: "<blockquote>", count: 40) + "dalam")
        #expect(body.html.components(of: "<blockquote>") == Body.deepest)
        #expect(body.text == "dalam")
    }

    @Test func `blocks from elsewhere are brought into the same form`() throws {
        let body = Body(blocks: [
            .paragraph([.text(" a  b\u{0}"), .emphasis([.emphasis([.text("c ")])]), .lineBreak]),
            .paragraph([.link(href: "javascript:x", [.text("d")])]), .heading(level: 9, [.text("e")]),
            .paragraph([]), .list(ordered: false, start: 4, items: [[], [.paragraph([.text("f")])]]),
            .embed(url: "ftp://x"), .picture(-1), .preformatted("\n\ng\r\n"),
        ])
        #expect(body.html == "<p>a b <em>c</em></p><p>d</p><h3>e</h3><ul><li>f</li></ul><pre>g</pre>")
        #expect(try Body(html: body.html) == body)
    }
}

extension String {
    func components(of piece: String) -> Int {
        ranges(of: piece).count
    }
}
