import Testing

@testable import News

@Suite struct HostileBodyTests {
    @Test(arguments: [
        "<script>alert(1)</script>", "<p onclick=alert(1)>x", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>", "<math><mtext><script>alert(1)</script></mtext></math>",
        "<a href=javascript:alert(1)>x</a>", "<a href=' JaVa\nScript:alert(1)'>x</a>",
        "<a href='&#1;javascript:x'>x</a>",
        "<a href='java&#9;script:alert(1)'>x</a>", "<a href='javascript&colon;alert(1)'>x</a>",
        "<a href='data:text/html,<script>x</script>'>x</a>", "<a href='vbscript:x'>x</a>", "<a href=//evil.id>x</a>",
        "<iframe src='javascript:alert(1)'></iframe>", "<iframe srcdoc='<script>x</script>'></iframe>",
        "<style>*{x:expression(alert(1))}</style>", "<link rel=import href=x>", "<base href='//evil'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<template><script>x</script></template>",
        "<form action='javascript:x'><button>y</button></form>", "<meta http-equiv=refresh content='0;url=x'>",
        "<table><script>x</script><tr><td onmouseover=x>y", "<p class=embed><a href='javascript:x'>y</a></p>",
        "<![CDATA[<script>x</script>]]>", "<!--><script>x</script>-->", "<textarea><script>x</script></textarea>",
        "<a href=\"https://x.id/&quot; onclick=&quot;x\">y</a>", "<xmp><script>x</script></xmp>",
    ])
    func `nothing that runs comes through`(html: String) throws {
        let body = try Body(html: html)
        try expectHarmless(body)
    }

    private static let tags = [
        "div", "b", "table", "a", "font", "ul", "blockquote", "p", "svg", "table><tr><td", "figure", "span", "li", "h2",
    ]

    @Test(.timeLimit(.minutes(10)), arguments: tags)
    func `twenty thousand nested elements are read or refused on a small stack`(tag: String) async {
        let count = Body.mostElements / (tag.split(separator: "<").count)
        let html = String(repeating: "<\(tag)>", count: count) + "x"
        #expect(throws: Never.self) { try Body(html: html) }
    }

    @Test func `a hundred thousand elements are refused`() {
        #expect(throws: BodyError.tooManyElements) { try Body(html: String(repeating: "<b>", count: 100_000)) }
    }

    @Test func `a body of more than a mebibyte is refused with its size`() {
        let html = String(repeating: "a", count: Body.longest + 1)
        #expect(throws: BodyError.tooLong(bytes: Body.longest + 1)) { try Body(html: html) }
    }

    @Test func `a body that would be too long once written is refused while it can be`() {
        #expect(throws: BodyError.self) { try Body(html: String(repeating: "&", count: 500_000)) }
        #expect(throws: BodyError.self) { try Body(text: String(repeating: "&", count: 500_000)).check() }
        #expect(throws: BodyError.self) { try Body(text: String(repeating: "a\n\n", count: 30_000)).check() }
    }

    private static let links: [(href: String, kept: String?)] = [
        ("https://a.id/x", "https://a.id/x"), ("HTTPS://A.id", "https://A.id"), (" http://a.id\n", "http://a.id"),
        ("mailto:a@b.id", "mailto:a@b.id"), ("tel:+62811", "tel:+62811"), ("/dunia", "/dunia"), ("#a", nil),
        ("//a.id/x", "https://a.id/x"), ("/\\evil.id", nil), ("\\\\evil.id", nil), ("/\t/evil.id", "https://evil.id"),
        ("javascript:x", nil), ("java\tscript:x", nil), ("\u{1}javascript:x", nil), ("data:x", nil), ("https:", nil),
        ("https:evil.id", nil), ("http:///x", nil), ("foo.html", nil), ("", nil), ("#", nil), ("ftp://a", nil),
        ("https://a.id/a b", "https://a.id/a%20b"), ("https://a.id/\u{7F}", nil), ("https://\\evil", nil),
    ]

    @Test(arguments: links)
    func `a link leads where it may or nowhere`(link: (href: String, kept: String?)) {
        #expect(LinkTarget.clean(link.href) == link.kept)
        if let kept = link.kept { #expect(LinkTarget.clean(kept) == kept) }
    }
}

/// Checks that the written body has no way to run anything, and is its own form.
func expectHarmless(_ body: Body) throws {
    let html = body.html
    let tags = html.split(separator: "<").map { $0.prefix { $0 != ">" } }
    for tag in tags {
        let name = tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" }.lowercased()
        #expect(safeNames.contains(name.replacing("/", with: "")), "\(name) in \(html)")
        // What stands outside quotes is names: none may be a handler.
        let names = tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map { $0.element.lowercased() }.joined(separator: " ")
        #expect(!names.contains(" on"), "\(html)")
    }
    #expect(!html.lowercased().contains("href=\"javascript"))
    #expect(!html.lowercased().contains("href=\"data:"))
    let again = try Body(html: html)
    #expect(again == body, "\(html)")
    #expect(again.html.utf8.elementsEqual(html.utf8))
}

private let safeNames: Set<String> = [
    "p", "h2", "h3", "blockquote", "ul", "ol", "li", "table", "caption", "tbody", "tr", "td", "th", "pre", "hr", "br",
    "figure", "aside", "a", "em", "strong", "code", "s", "sub", "sup", "mark",
]
