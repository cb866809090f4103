import Testing

@testable import News

/// The tree is HTML's own: what a browser makes of the same markup, also where the markup is not in order.
@Suite struct MarkupTreeTests {
    /// Elements as `name(children)`, text in quotes, and what is no HTML as `*`.
    private static let trees: [(html: String, outline: String)] = [
        // Tables: implied parts, and what does not belong there stands before them.
        ("<table><tr><td>a<td>b</table>", "table(tbody(tr(td('a') td('b'))))"),
        ("<table>x<tr><td>a</table>", "'x' table(tbody(tr(td('a'))))"),
        ("<table><b>x<tr>y</table>z", "b('x') b('y') table(tbody(tr())) b('z')"),
        ("<table><td><table><td>a</table>b", "table(tbody(tr(td(table(tbody(tr(td('a')))) 'b'))))"),
        ("<table><caption>a<tr><td>b", "table(caption('a') tbody(tr(td('b'))))"),
        ("<table><colgroup><col><p>a", "p('a') table(colgroup(col()))"),
        ("<table><tr><td>a</p>b</table>", "table(tbody(tr(td('a' p() 'b'))))"),
        ("<td>a<tr>b", "'ab'"),
        // The adoption agency: formatting that is closed in the wrong order.
        ("<b>a<i>b</b>c</i>d", "b('a' i('b')) i('c') 'd'"),
        ("<b>a<p>b</b>c</p>", "b('a') p(b('b') 'c')"),
        ("<a>a<div>b<a>c", "a('a') div(a('b') a('c'))"),
        ("<b><b><b><b>a</p>b", "b(b(b(b('a' p() 'b'))))"),
        ("<p><b>a<p>b", "p(b('a')) p(b('b'))"),
        ("<nobr>a<nobr>b", "nobr('a') nobr('b')"),
        ("<font>a<p>b</font>c", "font('a') p(font('b') 'c')"),
        // Blocks that end one another.
        ("<p>a<div>b", "p('a') div('b')"), ("<li>a<li>b", "li('a') li('b')"), ("<dd>a<dt>b", "dd('a') dt('b')"),
        ("<h1>a<h2>b", "h1('a') h2('b')"), ("<option>a<option>b", "option('a') option('b')"), ("</p>a", "p() 'a'"),
        ("a</br>b", "'a' br() 'b'"), ("<pre>\n\na</pre>", "pre('\na')"),
        ("<button>a<button>b", "button('a') button('b')"),
        // Foreign content, and the ways out of it.
        ("<svg><title>a</title></svg>b", "* 'b'"), ("<svg><foreignObject><p>a</p></foreignObject></svg>b", "* 'b'"),
        ("<math><mi>a</mi></math>b", "* 'b'"), ("<svg><![CDATA[<p>a]]></svg>b", "* 'b'"),
        // Raw text, templates, selects, framesets.
        ("<script><p>a</script>b", "script('<p>a') 'b'"), ("<style>a<b></style>c", "style('a<b>') 'c'"),
        ("<textarea>\na<b></textarea>c", "textarea('a<b>') 'c'"), ("<title>a&amp;b</title>c", "title('a&b') 'c'"),
        ("<xmp>a<b></xmp>c", "xmp('a<b>') 'c'"), ("<plaintext>a</plaintext>b", "plaintext('a</plaintext>b')"),
        ("<template><td>a</td></template>b", "template() 'b'"),
        ("<table><template><tr><td>a</table>b", "table(template())"),
        ("<select><option>a<p>b</select>c", "select(option('ab')) 'c'"),
        ("<select><table><tr><td>a", "select('a')"), ("<select><input>a", "select() input() 'a'"),
        ("a<frameset><frame></frameset>b", "'ab'"), ("<body><html><head>a", "'a'"), ("<!doctype html>a", "'a'"),
        // Comments that are none, and text that is no tag.
        ("a<!-->b", "'a' 'b'"), ("a<!--x--!>b", "'a' 'b'"), ("a<?x?>b", "'a' 'b'"), ("a</ x>b", "'a' 'b'"),
        ("a < b <3 </> c", "'a < b <3  c'"), ("a<", "'a<'"), ("a<b", "'a'"), ("a<![CDATA[x]]>b", "'a' 'b'"),
        // References.
        ("&amp;&lt&notit;&#x41;&#0;&#150;&#xD800;&nosuch;&", "'&<¬it;A\u{FFFD}–\u{FFFD}&nosuch;&'"),
    ]

    @Test(arguments: trees)
    func `markup in any order is read as HTML says`(tree: (html: String, outline: String)) throws {
        #expect(try Self.outline(MarkupTree(tree.html).root) == tree.outline, "\(tree.html)")
    }

    private static func outline(_ parent: MarkupNode) -> String {
        var parts: [String] = []
        var next = parent.firstChild
        while let node = next {
            next = node.nextSibling
            switch node.kind {
            case .text(let text): parts.append("'\(text)'")
            case .element: parts.append("\(node.name)(\(outline(node)))")
            case .other: parts.append("*")
            case .comment: break
            }
        }
        return parts.joined(separator: " ")
    }

    @Test(arguments: [1, 7, 255, 256, 257, 5_000])
    func `a tag, a character and a reference may stand across any two pieces`(length: Int) throws {
        let filler = String(repeating: "é", count: length)
        let html = "<p class=\"\(filler)\">\(filler)&amp;\(filler)<b>😀</b><!--\(filler)<a b c-->\(filler)"
        #expect(try Body(html: html).html == "<p>\(filler)&amp;\(filler)<strong>😀</strong>\(filler)</p>")
    }

    @Test func `elements deeper than browsers go leave their words, and the words stay apart`() throws {
        let html = String(repeating: "<div>", count: 3_000) + "<p>satu<p>dua<div>tiga <b>em</b>pat</div>lima"
        #expect(
            try Body(html: html).text.split(whereSeparator: \.isWhitespace) == ["satu", "dua", "tiga", "empat", "lima"]
        )
    }

    @Test func `where elements are left out, what follows their end stands where it stood`() throws {
        let deep = String(repeating: "<div>", count: 600) + "dalam" + String(repeating: "</div>", count: 600)
        #expect(
            try Body(html: "<b>a</b>\(deep)<h2>Judul</h2>").html
                == "<p><strong>a</strong></p><p>dalam</p><h2>Judul</h2>"
        )
    }
}
