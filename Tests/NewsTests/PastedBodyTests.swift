import Testing

@testable import News

/// What office programs, mail clients and content systems put into a body.
@Suite struct PastedBodyTests {
    private static let styles: [(html: String, canonical: String)] = [
        (
            "<b style=\"font-weight:normal\"><p><span style=\"font-weight:400\">A </span>"
                + "<span style=\"font-weight:700\">B</span></p></b>",
            "<p>A <strong>B</strong></p>"
        ),
        (
            "<b id=docs-internal-guid-1 style='font-weight:normal;'><p dir=ltr><span style='font-style:italic'>a</span>"
                + "<span style='text-decoration:underline'>b</span><span style='text-decoration:line-through'>c</span>"
                + "<span style='vertical-align:super'>d</span><span style='vertical-align:sub'>e</span>"
                + "<span style='vertical-align:baseline;font-style:normal'>f</span></p></b>",
            "<p><em>a</em>b<s>c</s><sup>d</sup><sub>e</sub>f</p>"
        ),
        ("<h1><span style='font-weight:400'>a</span></h1><h2 style='font-weight:bold'>b</h2>", "<h2>a</h2><h2>b</h2>"),
        (
            "<p>a<b>b<i>c<span style='font-weight:normal'>d</span>e</i>f</b>g</p>",
            "<p>a<strong>b<em>c</em></strong><em>d<strong>e</strong></em><strong>f</strong>g</p>"
        ),
        ("<p style='FONT-WEIGHT: Bold !important'>a</p><p>b</p>", "<p><strong>a</strong></p><p>b</p>"),
        (
            "<div style='font-style:italic'><p>a</p><ul><li>b</ul></div>",
            "<p><em>a</em></p><ul><li><em>b</em></li></ul>"
        ),
        (
            "<table><tr><td style='font-weight:600'>a<th style='font-weight:600'>b</table>",
            "<table><tbody><tr><td><strong>a</strong></td><th>b</th></tr></tbody></table>"
        ),
        (
            "<span style='font:italic bold 12pt/14pt \"A\"'>a</span><b style='font:12pt A'>b</b>",
            "<p><em><strong>a</strong></em>b</p>"
        ),
        ("<p><b style='mso-bidi-font-weight:normal'>a</b></p>", "<p><strong>a</strong></p>"),
        ("<p><s style='text-decoration:none'>a</s><sup style='vertical-align:baseline'>b</sup></p>", "<p>ab</p>"),
        ("<p><span style='mso-hide:all'>a</span>b</p>", "<p>b</p>"),
        // An export of Google Docs, and one of Apple's programs: classes, and a sheet that says what they are.
        (
            "<html><head><style type=text/css>@import url(x);.c0{font-weight:400}.c1{font-weight:700}\n.c2 , .c3"
                + "{font-style:italic}ol.c4{font-weight:700}@media print{.c5{font-weight:700}}.c6{font-weight:700}</style>"
                + "</head><body><p class='c0'><span class='c1'>a</span><span class='c0 c2'>b</span><span class='c4'>c</span>"
                + "<span class='c1' style='font-weight:400'>d</span><span class=c6>e</span></p></body></html>",
            "<p><strong>a</strong><em>b</em>cd<strong>e</strong></p>"
        ),
        (
            "<style>p.p1 {margin: 0.0px; font: 12.0px Helvetica}\nspan.s1 {font: bold 12.0px Helvetica}</style>"
                + "<p class=p1><span class=s1>a</span><b>b</b>c</p>",
            "<p><strong>a</strong><strong>b</strong>c</p>"
        ),
        ("<style>.a{font-weight:bold</style><p class=a>b</p><style></p>", "<p>b</p>"),
        ("<p style='font-weight:'>a</p><p style=';;:;font-weight'>b</p>", "<p>a</p><p>b</p>"),
    ]

    @Test(arguments: styles)
    func `styles say what is bold, slanted, struck, raised or lowered`(form: (html: String, canonical: String)) throws {
        #expect(try Body(html: form.html).html == form.canonical)
    }

    /// An item as Word writes it.
    private static func item(
        _ words: String,
        _ marker: String,
        level: Int = 1,
        list: String = "l0",
        order: Int = 1
    ) -> String {
        "<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:\(list) level\(level) lfo\(order)'>"
            + "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>\(marker)"
            + "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>\(words)<o:p></o:p></p>\n"
    }

    private static let lists: [(html: String, canonical: String)] = [
        (item("a", "·") + item("b", "·") + "<p>c</p>", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        (
            item("a", "·") + item("b", "o", level: 2) + item("c", "§", level: 3) + item("d", "·"),
            "<ul><li><p>a</p><ul><li><p>b</p><ul><li>c</li></ul></li></ul></li><li>d</li></ul>"
        ),
        (item("a", "1.") + item("b", "2."), "<ol><li>a</li><li>b</li></ol>"),
        (item("a", "3)") + item("b", "(4)"), "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
        (
            item("a", "1.") + item("b", "a)", level: 2) + item("c", "2."),
            "<ol><li><p>a</p><ol><li>b</li></ol></li><li>c</li></ol>"
        ),
        (item("a", "1.") + item("b", "·", list: "l1", order: 2), "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        (item("a", "·", level: 3) + item("b", "·"), "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        (item("a", "1.") + "<p>b</p>" + item("c", "2."), "<ol><li>a</li></ol><p>b</p><ol start=\"2\"><li>c</li></ol>"),
        (
            "<div class=WordSection1><p class=MsoNormal>a</p>\(item("b", "·"))</div><p>c</p>",
            "<p>a</p><ul><li>b</li></ul><p>c</p>"
        ),
        // Without the inner style, and with comments that are valid.
        ("<p style='mso-list:l0 level1 lfo1'><![if !supportLists]>·&nbsp;<![endif]>a</p>", "<ul><li>a</li></ul>"),
        (
            "<p style='mso-list:l0 level1 lfo1'><!--[if !supportLists]-->2.<!--[endif]-->a</p>",
            "<ol start=\"2\"><li>a</li></ol>"
        ),
        // A marker that never ends is words; so is one where no list can be.
        ("<p style='mso-list:l0 level1 lfo1'><![if !supportLists]>·…", "<ul><li>·…</li></ul>"),
        (
            "<h1 style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1. </span><![endif]>a</h1>",
            "<h2>1. a</h2>"
        ),
        (
            "<table><tr><td>\(item("a", "1."))<td>b</table>",
            "<table><tbody><tr><td>1.\u{A0}\u{A0} a</td><td>b</td></tr></tbody></table>"
        ),
        ("<p style='mso-list:none'>a</p><p style='mso-list:l0 level0 lfo1'>b</p>", "<p>a</p><p>b</p>"),
        // Google Docs and LibreOffice write true lists.
        (
            "<ul><li style='font-weight:400' aria-level=1><p role=presentation>a</p></li><ul><li>b</li></ul></ul>",
            "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>"
        ),
    ]

    @Test(arguments: lists)
    func `the lists of Word are lists`(form: (html: String, canonical: String)) throws {
        let body = try Body(html: form.html)
        #expect(body.html == form.canonical)
        #expect(try Body(html: body.html) == body)
    }

    private static let foreign: [(html: String, canonical: String)] = [
        (
            "<xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml><p>a</p>", "<p>a</p>"
        ),
        ("<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>a</p>", "<p>a</p>"),
        ("<xml><foo>b</foo><span>c</span></xml>a", "<p>a</p>"),
        ("<p>a<o:p></o:p><o:p>&nbsp;</o:p></p>", "<p>a\u{A0}</p>"),
        (
            "<v:shape id=x><v:imagedata src=y /><v:formulas><v:f eqn=z>q</v:f></v:formulas></v:shape><p>a</p>",
            "<p>a</p>"
        ),
        (
            "<o:OfficeDocumentSettings><o:AllowPNG/>b</o:OfficeDocumentSettings><m:oMath><m:r>c</m:r></m:oMath>a",
            "<p>a</p>"
        ),
        // Smart tags stand around the story's own words, and an empty element does not swallow what follows.
        ("<p>a <st1:City w:st=on>b</st1:City> <w:br/>c<o:p/>d</p>", "<p>a b cd</p>"),
        ("<p>Bom: 3<w:br>korban tewas, 40 luka.</p>", "<p>Bom: 3 korban tewas, 40 luka.</p>"),
        ("<p>Naik <o:lock>5 <x:num>persen</p><p>a</p>", "<p>Naik 5 persen</p><p>a</p>"),
        ("<p>Naik <v:imagedata src=x>5 persen</p>", "<p>Naik 5 persen</p>"),
        ("<w:Sdt DocPart=x>a<p>b</p></w:Sdt>", "<p>a</p><p>b</p>"),
        ("<w:WordDocument><p>a</p><p>b</p>", "<p>a</p><p>b</p>"),
        (
            "<script type=application/ld+json>{\"a\":\"<p>b\"}</script><style>p{}</style><template>b</template>a",
            "<p>a</p>"
        ),
        ("<noscript><img src=https://a.id/x></noscript><title>b</title>a", "<p>a</p>"),
        ("<svg><title>b</title><text>c</text></svg><math><mi>d</mi></math>a", "<p>a</p>"),
        ("<![if !vml]>a<![endif]><!--[if mso]>b<![endif]-->", "<p>a</p>"),
        (
            "<p>a<a class=msocomanchor href='#_msocom_1'>[X1]</a></p><div style='mso-element:comment-list'>b</div>",
            "<p>a</p>"
        ),
        ("<p>a</p><div style='mso-element:comment'><p class=MsoCommentText>b</p></div>", "<p>a</p>"),
        (
            "<p>a</p><div class=msocomtxt>b</div><span class='x msocomoff'>c</span><p class=MsoCommentText>d</p>",
            "<p>a</p>"
        ),
        (
            "<p>a<span class=msoDel><del cite='mailto:X' datetime=2022-08-15T11:53>b</del></span>"
                + "<del cite=\"mailto:X\">c</del><span class=msoIns><ins cite='mailto:X'>d</ins></span></p>",
            "<p>ad</p>"
        ),
        ("<p>a<span class=\"MsoDel\">b</span></p>", "<p>a</p>"),
        ("<p>a<span class=\"ice-del ice-cts\">b</span></p>", "<p>a</p>"),
        ("<p>a<del datetime=2022-08-15>b</del><del>c</del></p>", "<p>a<s>b</s><s>c</s></p>"),
        (
            "<p>a <span style='mso-element:field-begin'></span> HYPERLINK \"http://x.id\" "
                + "<span style='mso-element:field-separator'></span>b<span style='mso-element:field-end'></span> c</p>",
            "<p>a b c</p>"
        ),
        ("<p>a<span style='mso-element:field-begin'></span>PAGE<p>b", "<p>a</p><p>b</p>"),
        (
            "<p>a<sup><a href=\"#cmnt1\" id=cmnt_ref1>[a]</a></sup></p><div><p><a href=\"#cmnt_ref1\" id=cmnt1>[a]</a>b</p></div>",
            "<p>a</p>"
        ),
        ("<p>a<a href=\"#cmnt1\">[a]</a></p>", "<p>a</p>"),
    ]

    @Test(arguments: foreign)
    func `the settings of other programs are no text`(form: (html: String, canonical: String)) throws {
        #expect(try Body(html: form.html).html == form.canonical)
    }

    private static let media: [(html: String, canonical: String)] = [
        (
            "<figure><img src=\"https://cdn.example/a.jpg\"><figcaption>Warga mengungsi.</figcaption></figure>",
            "<p class=\"embed\"><a href=\"https://cdn.example/a.jpg\">cdn.example</a></p><p>Warga mengungsi.</p>"
        ),
        ("<figure><img src=a.jpg><figcaption>Warga.</figcaption></figure>", "<p>Warga.</p>"),
        (
            "<figure><img src=known.jpg><figcaption>Warga.</figcaption></figure>",
            "<figure data-picture=\"0\"></figure><p>Warga.</p>"
        ),
        (
            "<img src=data:image/gif;base64,x data-src=//cdn.example/a.jpg>",
            "<p class=\"embed\"><a href=\"https://cdn.example/a.jpg\">cdn.example</a></p>"
        ),
        ("<p>a<img src=https://t.example/x width=1 height=1>b</p>", "<p>ab</p>"),
        ("<p>a<iframe src=https://t.example/x style='display:none'></iframe>b</p>", "<p>ab</p>"),
        ("<p>a<img class='emoji x' alt=😀 src=https://s.w.org/x.png>b</p>", "<p>a😀b</p>"),
        (
            "<amp-img src=https://cdn.example/a.jpg><noscript><img src=x></noscript></amp-img><amp-ad>b</amp-ad>",
            "<p class=\"embed\"><a href=\"https://cdn.example/a.jpg\">cdn.example</a></p>"
        ),
        (
            "<amp-youtube data-videoid=ab-c_1></amp-youtube><amp-youtube data-videoid='x&y'></amp-youtube>",
            "<p class=\"embed\"><a href=\"https://www.youtube.com/watch?v=ab-c_1\">youtube.com</a></p>"
        ),
        (
            "<!-- wp:embed --><figure><div class=wp-block-embed__wrapper>\nhttps://a.id/x\n</div></figure><!-- /wp:embed -->",
            "<p class=\"embed\"><a href=\"https://a.id/x\">a.id</a></p>"
        ),
        ("<div class=wp-block-embed__wrapper>https://a.id/x dan kata</div>", "<p>https://a.id/x dan kata</p>"),
    ]

    @Test(arguments: media)
    func `a picture that did not come along leaves a link and its caption`(
        form: (html: String, canonical: String)
    ) throws {
        #expect(try Body(html: form.html) { $0 == "known.jpg" ? 0 : nil }.html == form.canonical)
    }

    @Test func `a link to a part of the body that is not kept is no link`() throws {
        let html = "<p>a<a href='#catatan'>b</a> <a href=/x#y>c</a></p><p id=catatan>d</p>"
        #expect(try Body(html: html).html == "<p>ab <a href=\"/x#y\">c</a></p><p>d</p>")
    }
}
