import TestSupport
import Testing

@testable import News

@Suite struct BodyFuzzTests {
    private static let pieces = [
        "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<em>", "</em>", "<a href='https://a.id'>", "</a>", "<a href=/x>",
        "<a href='javascript:x'>", "<div>", "</div>", "<ul>", "</ul>", "<ol start=2>", "</ol>", "<li>", "</li>",
        "<table>", "</table>", "<tr>", "<td>", "<th colspan=3>", "</td>", "<caption>", "</caption>", "<blockquote>",
        "<blockquote class=pull>", "</blockquote>", "<h2>", "</h2>", "<h4>", "<pre>", "</pre>", "<br>", "<br><br>",
        "<hr>", "<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<img src=a.jpg onerror=x>",
        "<figure data-picture=1>", "</figure>", "<figcaption>", "<iframe src=https://b.id>", "</iframe>", "<code>",
        "</code>", "<s>", "</s>", "<sup>", "</sup>", "<span onclick=x>", "</span>", "<p class=embed>", "<math>",
        "<template>", "</template>", "<select>", "<option>", "<font color=red>", "</font>", "<form>", "<q>", "</q>",
        "a", " b", "c ", "  ", "\n", "&nbsp;", "&amp;", "&lt;script&gt;", "&#x6a;", "\u{A0}", "é", "“x”", "\0", "\u{1}",
        "<!--", "-->", "<![CDATA[", "]]>", "<", ">", "\"", "'", "\u{FEFF}", "\u{FFFE}", "\u{85}", "😀",
        "<blockquote class=\"twitter-tweet\">", "<aside class=also data-story=7>", "</aside>",
        "<p class=also data-story=8>",
    ]

    @Test(arguments: 0..<40)
    func `whatever is sent, the written body is harmless and is read as itself`(seed: UInt64) throws {
        var random = Seeded(seed: seed &* 7_919 &+ 1)
        for _ in 0..<60 {
            let count = Int.random(in: 1...40, using: &random)
            let html = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let body = try Body(html: html) { $0 == "a.jpg" ? 0 : nil }
            try expectHarmless(body)
            #expect(Body(blocks: body.blocks) == body, "\(html)")
        }
    }

    private static let plainPieces = [
        "<p>", "</p>", "<p>", "</p>", "<strong>", "</strong>", "<em>", "</em>", "<a href=\"https://a.id\">", "</a>",
        "<ul>", "</ul>", "<li>", "</li>", "<blockquote>", "</blockquote>", "<h2>", "</h2>", "<br/>", "<br>", "<hr/>",
        "<div>", "</div>", "<span class=\"x\">", "</span>", "a", " b ", "c  ", "&amp;", "&nbsp;", "&#8220;", "\n",
        "<figure data-picture=\"1\"></figure>", "<p style=\"a\">", "<b>", "</b>", "é",
        "<p style=\"font-weight:bold\">", "<a href=\"#a\">", "<a class=\"msocomanchor\" href=\"/a\">", "\u{96}",
        "<div class=\"wp-block-embed__wrapper\">", "\0", "<aside class=\"also\" data-story=\"7\"></aside>",
    ]

    @Test(arguments: 0..<40)
    func `the short way and the parser read the same`(seed: UInt64) throws {
        var random = Seeded(seed: seed &* 104_729 &+ 3)
        for _ in 0..<100 {
            let html = Self.tidy(using: &random)
            let short = try BodyParser.blocks(html, pictureCount: 9) { _ in nil }
            let parsed = try BodyParser.blocks(html, pictureCount: 9, isPlainTried: false) { _ in nil }
            #expect(short == parsed, "\(html)")
        }
    }

    /// Half of the time as it falls, half of the time with every end tag for the element that is open.
    private static func tidy(using random: inout Seeded) -> String {
        let count = Int.random(in: 1...30, using: &random)
        let isClosed = Bool.random(using: &random)
        var open: [String] = []
        var html = ""
        for _ in 0..<count {
            let piece = plainPieces.randomElement(using: &random) ?? ""
            if isClosed, piece.hasPrefix("</") {
                html += open.popLast().map { "</\($0)>" } ?? ""
                continue
            }
            html += piece
            if piece.hasPrefix("<"), !piece.hasPrefix("</"), !piece.hasSuffix("/>"), piece != "<br>",
                !piece.contains("figure")
            {
                open.append(String(piece.dropFirst().prefix { $0.isLetter || $0.isNumber }))
            }
        }
        return isClosed ? html + open.reversed().map { "</\($0)>" }.joined() : html
    }
}
