import FoundationEssentials
import TestSupport
import Testing

@testable import News

/// Markup made to stop a parser: it gives a body or is refused, and what it costs grows with its length.
@Suite struct HostileMarkupTests {
    private static let nasties = [
        // What ended the process of an earlier parser, and its kin.
        "<table><math><th><mo><select></table>", "<table><svg><td><desc><select></table>",
        "<math><select><mi></select>",
        "<select><math></select><table>", "<table><select><svg></table>", "<svg><desc><td></svg><select></desc>",
        "<math><annotation-xml encoding=text/html><table><math><td></annotation-xml></table>",
        "<math><mi><table><tr></mi>",
        "<table><template><math><th></template></table>", "<template><select><template></select></template></table>",
        "<template><frameset></template><frame>", "<frameset><template></frameset>", "<template><col><td></col><tr>",
        "<table><caption><svg></table></caption>", "<svg><foreignObject><math><mtext></svg></table></foreignObject>",
        "<a><table><a></table></a><a>", "<table><a><tr><a><td></a></table></a>", "<b><table><td><i></b></table></i>",
        "<form><table></form><form></table></form>", "<p><svg><p></p></svg></p>",
        "</html></body></head><html a=b><body>",
        "<isindex><image><keygen><menuitem></isindex>", "<ruby><rtc><rt><rb></ruby></rtc>", "<select><select></select>",
        "<table><input type=hidden><input><form><tr></form>",
        "<optgroup><select><optgroup><option></optgroup></select>",
        "<dialog><summary></dialog></summary><details>", "<plaintext></plaintext><table>", "<!DOCTYPE", "<!--",
        "<![CDATA[",
        "<svg><![CDATA[", "<svg></p><p></svg>", "<math></br><br></math>", "<svg><script></svg>", "<style><!--</style>",
        "<script><!--<script></script>", "<textarea></", "<a href='", "<a =", "<a b=c", "</", "</a b='>", "&#", "&#x",
        "&#99999999999;",
        "\u{0}<\u{0}a\u{0}>\u{0}", "<table>\u{0}<svg>\u{0}", "<marquee><b></marquee></b>",
        "<object><applet></object></applet>",
    ]

    @Test(arguments: nasties)
    func `a nasty gives a body`(html: String) throws {
        for html in [html, html + html, "<table>\(html)", "<svg>\(html)", "<select>\(html)", "<template>\(html)"] {
            try expectHarmless(Body(html: html + "akhir"))
        }
    }

    private static let names =
        ("a abbr address applet area article b big blockquote body br button caption center code col colgroup dd desc "
        + "details dialog dir div dl dt em embed fieldset figcaption figure font form foreignObject frame frameset h1 h3 "
        + "head hr html i iframe image img input keygen li link listing main malignmark mark marquee math menu menuitem "
        + "meta mglyph mi mo mn ms mtext annotation-xml nav nobr noembed noframes noscript object ol optgroup option p "
        + "param plaintext pre q rb rp rt rtc ruby s script section select small source span strike strong style sub "
        + "summary sup svg table tbody td template textarea tfoot th thead title tr tt u ul var video wbr xml xmp o:p w:x")
        .split(separator: " ").map(String.init)
    private static let attributes = [
        " href=/x", " encoding=text/html", " type=hidden", " color=red", " style='font-weight:normal'", "/", " a b",
        " style='mso-list:l0 level2 lfo1'", " class=pull", " colspan=9", " data-picture=1",
    ]
    private static let others = [
        "x", " ", "\n", "\r", "\u{0}", "&amp;", "&#150;", "\u{96}", "<!--", "-->", "<![CDATA[", "]]>",
        "<!doctype html>",
        "<![if !supportLists]>", "<![endif]>", "<", "</", ">", "'", "\"",
    ]
    /// The long form of this test: `WARTA_FUZZ_BODIES=300000 swift test --filter HostileMarkupTests`.
    private static let count = ProcessInfo.processInfo.environment["WARTA_FUZZ_BODIES"].flatMap { Int($0) } ?? 4_000

    @Test(arguments: 0..<8)
    func `no mixture of tags ends the process or is unreadable`(seed: Int) throws {
        var random = Seeded(seed: UInt64(seed) &* 15_485_863 &+ 11)
        for number in 0..<(Self.count / 8) {
            let length = Int.random(in: 1...(number.isMultiple(of: 50) ? 400 : 24), using: &random)
            let html = (0..<length).map { _ in Self.piece(using: &random) }.joined()
            do throws(BodyError) {
                let body = try Body(html: html)
                let again = try Body(html: body.html)
                #expect(again == body, "\(html.debugDescription)")
            } catch {
                #expect(error == .tooManyElements, "\(html.debugDescription)")
            }
        }
    }

    private static func piece(using random: inout Seeded) -> String {
        let name = names.randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<10: return "<\(name)>"
        case 10: return "<\(name)\(attributes.randomElement(using: &random) ?? "")>"
        case 11..<16: return "</\(name)>"
        default: return others.randomElement(using: &random) ?? ""
        }
    }
}

/// What a body costs is counted in looks at open elements and changes of the tree, not in time.
@Suite struct MarkupCostTests {
    /// Each makes a text of about so many tags.
    private static let heavy: [(name: String, html: @Sendable (Int) -> String)] = [
        ("unknown end tags below open elements", { "<span>" * ($0 / 2) + "</x>" * ($0 / 2) }),
        ("formatting closed in the wrong order", { "<b><div>" * ($0 / 3) + "</b>" * ($0 / 3) }),
        ("three kinds of it", { "<a><b><i><div>" * ($0 / 8) + "</a></b></i>" * ($0 / 8) }),
        ("formatting never closed", { "<p><b>x" * ($0 / 2) }), ("links never closed", { "<a href=x><p>" * ($0 / 2) }),
        ("formatting within marquees", { "<marquee><b>" * ($0 / 3) + "</b>" * ($0 / 3) }),
        ("tables in tables", { "<table><tr><td>" * ($0 / 3) }), ("text in a table", { "<table>" + "x<b>" * $0 }),
        ("blocks in a table", { "<table>" + "<div>x" * $0 }), ("lists in lists", { "<ul><li>" * ($0 / 2) }),
        ("items with blocks", { "<li><div>" * ($0 / 2) }), ("selects", { "<select><option>" * ($0 / 2) }),
        ("templates", { "<template>" * $0 }), ("SVG in SVG", { "<svg><g>" * ($0 / 2) }),
        ("MathML in MathML", { "<math><mi>" * ($0 / 2) }), ("forms", { "<form><div>" * ($0 / 2) }),
        ("end tags alone", { "</p>" * $0 }), ("rubies", { "<ruby><rt>" * ($0 / 2) }),
        ("buttons", { "<button><p>" * ($0 / 2) }),
        ("names never heard of", { (0..<$0).map { "<n\($0)>" }.joined() }), ("references", { "&amp;a" * $0 }),
        ("comments of Word", { "<p style='mso-list:l0 level1 lfo1'>" + "<![if !supportLists]>x" * $0 }),
    ]

    @Test(arguments: heavy.indices)
    func `twice the markup costs at most about twice as much`(index: Int) throws {
        let html = Self.heavy[index].html
        let (once, twice) = (try MarkupTree(html(9_000)).steps, try MarkupTree(html(18_000)).steps)
        #expect(twice <= once * 23 / 10 + 1_000, "\(Self.heavy[index].name): \(once), \(twice)")
        // Browsers' depth of 512 times what one tag may look through, which is a few times the open elements.
        #expect(twice <= 18_000 * 512 * 6, "\(Self.heavy[index].name): \(twice)")
    }

    @Test func `the mebibyte that took fifty seconds is refused`() {
        let html = "<span>" * 19_000 + "</x>" * 220_000
        #expect(throws: BodyError.tooManyElements) { try Body(html: html) }
    }

    @Test func `formatting that every paragraph would open again is refused where it is too much`() throws {
        let few = (0..<50).map { "<p><font color=\($0)>x" }.joined()
        #expect(try Body(html: few).blocks.count == 50)
        let many = (0..<9_000).map { "<p><font color=\($0)>x" }.joined()
        #expect(throws: BodyError.tooManyElements) { try Body(html: many) }
    }

    private static let attributes = "a b=c d='e' " * 100_000

    @Test(arguments: [
        "<p \(attributes)>x", "<p><\(attributes)", "</p \(attributes)>", "<p class=\(attributes)>",
        "</><p \(attributes)>",
        "&no<p \(attributes)>", "<<p \(attributes)>", "<svg><![CDATA[]]><p \(attributes)>", "<!--> <p \(attributes)>",
        "<? x><p \(attributes)>", "<p a b c <d <e <f \(attributes)>", "<script></script \(attributes)>",
    ])
    func `a tag of a hundred thousand attributes is refused, wherever it stands`(html: String) {
        #expect(throws: BodyError.tooManyElements, "\(html.prefix(40))") {
            try Body(html: String(html.prefix(900_000)))
        }
    }

    @Test(arguments: [
        "<script>\("for (i = 0; i<n; i++) a b c " * 3_000)</script>", "<!--\("<a b c d e f " * 3_000)-->",
        "<style>\("a<b c d e " * 3_000)</style>", "<p title=\"\("a b c " * 3_000)\">", "<p title='\("/a" * 3_000)'>",
    ])
    func `what only looks like many attributes is read`(html: String) throws {
        #expect(try Body(html: html + "<p>x").html == "<p>x</p>")
    }

    @Test func `spans of fields are within reason, whatever they say`() throws {
        let html = "<table><tr><td colspan=99999999999999999999 rowspan=-5>a<td colspan='3abc' rowspan=1e9>b</table>"
        guard case .table(let rows, _) = try Body(html: html).blocks.first else {
            Issue.record("no table")
            return
        }
        #expect(rows[0].map(\.columns) == [100, 3])
        #expect(rows[0].map(\.rows) == [1, 1])
    }

    @Test func `no word is lost where elements are left out`() throws {
        for name in ["div", "b", "table><tr><td", "ul><li", "font color=1", "a href=/x", "w:x><p", "n"] {
            let html = (0..<2_000).map { "<\(name)\($0.isMultiple(of: 2) ? "" : " ")>k\($0) " }.joined()
            let words = try Body(html: html).text.split(whereSeparator: \.isWhitespace).map(String.init)
            #expect(Set(words) == Set((0..<2_000).map { "k\($0)" }), "\(name)")
        }
    }
}

/// The text so many times.
private func * (text: String, count: Int) -> String {
    String(repeating: text, count: count)
}
