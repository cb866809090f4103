import Testing

@testable import News

/// That no number of a body is lost, joined to another, or changed.
@Suite struct BodyNumberTests {
    private static let row = "<table><tbody><tr><td>10</td><td>20</td></tr></tbody></table>"

    private static let tables: [(html: String, canonical: String)] = [
        ("<tr><td>10</td><td>20</td></tr>", row), ("<td>10<td>20", row), ("<TBODY><TR><TD>10<TD>20", row),
        (
            "<html><body>\n<!--StartFragment--><col width=64><tr height=20><td>10</td>\n<td>20</td></tr><!--EndFragment-->",
            row
        ),
        ("<p>a</p><tr><td>10</td><td>20</td></tr><p>b</p>", "<p>a</p>\(row)<p>b</p>"),
        ("<tr><td>10</td><td>20</td></tr>b", "\(row)<p>b</p>"),
        ("\(row)<tr><td>10</td><td>20</td></tr>", row + row),
        ("<script>'<td>'</script><p title='<td>'>a</p>", "<p>a</p>"), ("<!--<td>--><p>a</p>", "<p>a</p>"),
        ("<td>a", "<p>a</p>"), ("<p>a<td>b</p>c", "<p>a</p><p>b</p><p>c</p>"),
    ]

    @Test(arguments: tables)
    func `fields stay apart where their table did not come along`(form: (html: String, canonical: String)) throws {
        let body = try Body(html: form.html)
        #expect(body.html == form.canonical)
        #expect(try Body(html: body.html) == body)
    }

    private static let lists: [(html: String, canonical: String)] = [
        ("<ol><li>a<li value=7>b<li>c</ol>", "<ol><li>a</li></ol><ol start=\"7\"><li>b</li><li>c</li></ol>"),
        ("<ol><li value=7>a<li value=8>b</ol>", "<ol start=\"7\"><li>a</li><li>b</li></ol>"),
        ("<ol start=5><li value=5>a<li value=x>b</ol>", "<ol start=\"5\"><li>a</li><li>b</li></ol>"),
        ("<ol start=-1><li>a<li>b<li value=1>c</ol>", "<ol start=\"-1\"><li>a</li><li>b</li><li>c</li></ol>"),
        ("<ol reversed start=3><li>a<li>b</ol>", "<ol start=\"3\"><li>a</li></ol><ol start=\"2\"><li>b</li></ol>"),
        ("<ol reversed><li>a<li>b</ol>", "<ol start=\"2\"><li>a</li></ol><ol><li>b</li></ol>"),
        ("<ul><li value=7>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol start=1000000><li>a</ol>", "<ol start=\"1000000\"><li>a</li></ol>"),
        (
            "<ol reversed start=9><li>a<ol><li>b<li>c</ol><li>d</ol>",
            "<ol start=\"9\"><li><p>a</p><ol><li>b</li><li>c</li></ol></li></ol><ol start=\"8\"><li>d</li></ol>"
        ),
        (word("a", "Pasal 5"), "<ul><li>Pasal 5\u{A0} a</li></ul>"),
        (word("a", "1.1.") + word("b", "1.2."), "<ul><li>1.1.\u{A0} a</li><li>1.2.\u{A0} b</li></ul>"),
        (word("a", "iv.") + word("b", "v."), "<ol start=\"4\"><li>a</li><li>b</li></ol>"),
        (word("a", "٣.") + word("b", "٤."), "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
        (word("a", "10.") + word("b", "12."), "<ol start=\"10\"><li>a</li></ol><ol start=\"12\"><li>b</li></ol>"),
        (word("a", "a)") + word("b", "b)"), "<ol><li>a</li><li>b</li></ol>"),
        (word("a", "h.") + word("b", "i.") + word("c", "j."), "<ol start=\"8\"><li>a</li><li>b</li><li>c</li></ol>"),
        (word("a", "1.") + word("b", "1."), "<ol><li>a</li></ol><ol><li>b</li></ol>"),
        (word("a", "5%"), "<ul><li>5%\u{A0} a</li></ul>"), (word("a", "а)"), "<ul><li>а)\u{A0} a</li></ul>"),
        (
            "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]>1.1.<![endif]>5 orang</p>",
            "<ul><li>1.1. 5 orang</li></ul>"
        ),
    ]

    private static func word(_ words: String, _ marker: String) -> String {
        "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>\(marker)"
            + "<span>&nbsp; </span></span><![endif]>\(words)</p>"
    }

    @Test(arguments: lists)
    func `an item keeps its number`(form: (html: String, canonical: String)) throws {
        let body = try Body(html: form.html)
        #expect(body.html == form.canonical)
        #expect(try Body(html: body.html) == body)
        #expect(Body(blocks: body.blocks) == body)
    }
}
