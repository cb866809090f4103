/// What a client may send for one answer, well or badly said.
struct Exchange: Sendable {
    let name: String
    let bytes: [UInt8]
    /// Whether nothing more is answered on the connection afterwards.
    var isLast = false
    /// Whether Hummingbird answers, stumbles over the rest, and says 400 as well: two answers to one request.
    var isAnsweredTwice = false

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    init(_ name: String, _ text: String) {
        self.init(name, Array(text.utf8))
    }

    /// Another with more fields.
    init(_ other: Exchange, fields: [String]) {
        let more = fields.map { $0 + "\r\n" }.joined() + "\r\n"
        self.init(other.name + " " + fields.joined(separator: " "), other.bytes.dropLast(2) + Array(more.utf8))
    }

    /// A request as a browser makes it.
    static func ask(_ target: String, _ method: String = "GET", _ fields: String...) -> Exchange {
        let lines = (["\(method) \(target) HTTP/1.1", "Host: x"] + fields).map { $0 + "\r\n" }
        return Exchange(([method, target] + fields).joined(separator: " "), lines.joined() + "\r\n")
    }

    /// A story that ``Portal`` has as it comes.
    static let story = "/dunia/1/kawat-nomor-1"

    /// An address of every kind of page, and of what is no page.
    static func targets(style: String) -> [String] {
        [
            "/", "/dunia", story, "/indeks", "/indeks?rubrik=dunia", "/tag/rusia", "/penulis/alifia-dwi-ramandhita",
            "/populer", "/populer/1-jam/dunia", "/cari", "/cari?q=kawat", "/feed.xml", "/atom.xml", "/feed.json",
            "/dunia/feed.xml", "/tag/rusia/atom.xml", "/sitemap.xml", "/sitemap-0.xml", "/sitemap-news.xml",
            "/robots.txt", "/.well-known/security.txt", "/manifest.webmanifest", "/favicon.ico", style, "/-/rails",
            "/-/live", "/-/ready", "/-/health", "/-/reads/1", "/tidak/ada/di/sini", "/dunia/99/tidak-ada", "/newsroom",
            "/dunia/1/salah", "/DUNIA", "/dunia/", "/-/pictures/\(String(repeating: "ab", count: 32))/320.jpg",
            // Of the right page, with more behind: 2,048 bytes are the most that an address may have.
            story + "?utm_source=x", story + "?", story + "?%zz&%ff", story + "#bawah", "/?utm_source=x", "/dunia?x",
            story + "?" + String(repeating: "x", count: 2_048), story + "?" + String(repeating: "x", count: 2_049),
            story + "?x?y=/../z", "/dunia/1/kawat-nomor-1%3Fx",
        ]
    }

    /// Requests for a kept page that ask in one way or the other for less, or for more.
    static func conditions(tag: String, gzipTag: String, date: String) -> [Exchange] {
        let gzip = "Accept-Encoding: gzip"
        return [
            ask(story, "GET", "If-None-Match: \(tag)"), ask(story, "GET", "If-None-Match: W/\(tag)"),
            ask(story, "GET", "If-None-Match: \"x\", \(tag)"), ask(story, "GET", "If-None-Match: *"),
            ask(story, "GET", "If-None-Match: \"x\""), ask(story, "GET", "If-None-Match:"),
            ask(story, "GET", "If-None-Match: \(gzipTag)"), ask(story, "GET", gzip, "If-None-Match: \(gzipTag)"),
            ask(story, "GET", gzip, "If-None-Match: \(tag)"), ask(story, "HEAD", "If-None-Match: \(tag)"),
            ask(story, "GET", "If-None-Match: \"x\"", "If-None-Match: \(tag)"),
            ask(story, "GET", "If-Modified-Since: \(date)"), ask(story, "HEAD", "If-Modified-Since: \(date)"),
            ask(story, "GET", "If-Modified-Since: Mon, 01 Jan 2001 00:00:00 GMT"),
            ask(story, "GET", "If-Modified-Since: kemarin"), ask(story, "GET", "if-modified-since:\t\(date) "),
            ask(story, "GET", "If-None-Match: \"x\"", "If-Modified-Since: \(date)"),
            ask(story, "GET", "Range: bytes=0-9"), ask(story, "GET", "If-Match: \"x\""),
        ]
            + [
                "gzip", "gzip, deflate, br", "GZIP", "br", "identity", "*", "*;q=0", "gzip;q=0", "gzip;q=0.5", "x-gzip",
                "deflate, gzip;q=1.0", "", "gzip , br", "gzipp", "br, *", "\u{E4}gzip",
            ]
            .flatMap { [ask(story, "GET", "Accept-Encoding: \($0)"), ask("/", "HEAD", "accept-encoding:\($0)")] }
            + [ask(story, "GET", "Accept-Encoding: br", "Accept-Encoding: gzip")]
    }

    /// Requests of other kinds whose end is certain.
    static let others = [
        ask("/", "POST"), ask("/", "PUT"), ask("/", "DELETE"), ask("/", "OPTIONS"), ask("/", "PATCH"),
        ask("/", "TRACE"),
        ask("*", "OPTIONS"), ask("/-/reads/1", "POST"), ask("/-/reads/1", "POST", "Content-Length: 0"),
        ask("/-/reads/1", "POST", "User-Agent: Firefox", "Sec-Fetch-Site: same-origin"), ask("/-/reads/0", "POST"),
        ask("/-/reads/007", "POST"), ask("/-/reads/x", "POST"), ask("/-/reads/1/", "POST"),
        ask("/-/reads/1?x", "POST"),
        ask("/-/reads/999999999999999", "POST"), ask("/-/reads/9999999999999999", "POST"), ask("/-/updates", "HEAD"),
        ask("/-/updates", "POST"), ask(story, "GET", "Connection: keep-alive"), ask(story, "GET", "Cookie: a=b; c=d"),
        ask(story, "GET", "Surrogate-Capability: x=\"ESI/1.0\""), ask(story, "GET", "Expect: 100-continue"),
        ask(story, "GET", "X-Obs: \u{E4}\u{F6}"), ask(story, "GET", "X-Empty:"), ask(story, "GET", "X-Tab:\ta\tb\t"),
        ask(story, "GET", "!#$%&'*+-.^_`|~: every character of a name"), ask("http://x\(story)"),
        ask("http://lain.example\(story)"),
        Exchange("a body that is passed by", ask("/", "POST", "Content-Length: 5").bytes + Array("hello".utf8)),
        Exchange("a beacon's body", ask("/-/reads/1", "POST", "Content-Length: 5").bytes + Array("hello".utf8)),
        Exchange("a page asked with a body", ask(story, "GET", "Content-Length: 5").bytes + Array("hello".utf8)),
        Exchange(
            "a long beacon",
            ask("/-/reads/1", "POST", "Content-Length: 9000").bytes + Array(repeating: 65, count: 9_000)
        ),
        Exchange("no host", "GET \(story) HTTP/1.1\r\n\r\n"),
        Exchange("an empty host", "GET \(story) HTTP/1.1\r\nHost:\r\n\r\n"),
        Exchange("an odd host", "GET \(story) HTTP/1.1\r\nHost: a b/c\r\n\r\n"),
    ]

    /// Fields that leave the end of a request in doubt, or are no fields.
    static let doubts = [
        ["Content-Length: 0", "Content-Length: 0"], ["Content-Length: 0", "Content-Length: 5"], ["Content-Length: +0"],
        ["Content-Length: 5", "Content-Length: 0"], ["Content-Length: -1"], ["Content-Length: 0x0"],
        ["Content-Length: 0, 0"], ["Content-Length:"], ["Content-Length : 0"], ["Content-Length: 99999999999999999999"],
        ["Transfer-Encoding: chunked", "Content-Length: 0"], ["Content-Length: 0", "Transfer-Encoding: chunked"],
        ["Host: x"], ["Host: y"], ["X : y"], [": y"], ["X"], ["X: a", " b"], ["X: \u{0}"], ["X: \u{1}"], ["X: \u{7F}"],
        ["X: a\rb"], ["X\u{E4}: y"], ["X: a\nY: b"],
    ]

    /// Requests that the fast path leaves to Hummingbird with the whole connection.
    static let last = (doubtful + endings).map { exchange in
        var exchange = exchange
        exchange.isLast = true
        exchange.isAnsweredTwice = ["broken chunks", ask(story, "GET", "Transfer-Encoding: identity").name]
            .contains(exchange.name)
        return exchange
    }

    private static let endings = [
        ask(story, "GET", "Connection: close"), ask("/cari?q=a", "GET", "Connection: close"),
        ask(story, "HEAD", "connection: Close"), ask("/-/reads/1", "POST", "Connection: close"),
        ask(story, "GET", "Connection: close, x"), ask(story, "GET", "Connection: close", "Connection: close"),
        ask(story, "GET", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: x"),
        ask(story, "GET", "Upgrade: h2c"), ask(story, "GET", "Proxy-Connection: close"),
        ask("x.example:443", "CONNECT"), ask(story, "get"), ask(story, "FOO"), ask(story, "G\u{0}T"),
        ask(story, "M-SEARCH"), ask(story, "PRI"), ask(story + "\u{1}"), ask(story + " x"), ask(story + "\u{7F}"),
        ask("x"), ask(""), ask(story, "GET", "Transfer-Encoding: identity"),
        Exchange("chunks", ask("/", "POST", "Transfer-Encoding: chunked").bytes + Array("3\r\nabc\r\n0\r\n\r\n".utf8)),
        Exchange("broken chunks", ask("/", "POST", "Transfer-Encoding: chunked").bytes + Array("zz\r\nabc".utf8)),
        Exchange("HTTP/1.0", "GET \(story) HTTP/1.0\r\n\r\n"),
        Exchange("HTTP/1.0, kept", "GET \(story) HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n"),
        Exchange("HTTP/0.9", "GET \(story)\r\n"), Exchange("HTTP/2.0", "GET \(story) HTTP/2.0\r\nHost: x\r\n\r\n"),
        Exchange("HTTP/1.2", "GET \(story) HTTP/1.2\r\nHost: x\r\n\r\n"),
        Exchange("http/1.1", "GET \(story) http/1.1\r\nHost: x\r\n\r\n"),
        Exchange("HTTP/1.10", "GET \(story) HTTP/1.10\r\nHost: x\r\n\r\n"),
        Exchange("two spaces", "GET  \(story) HTTP/1.1\r\nHost: x\r\n\r\n"),
        Exchange("a space behind", "GET \(story) HTTP/1.1 \r\nHost: x\r\n\r\n"),
        Exchange("a space before", " GET \(story) HTTP/1.1\r\nHost: x\r\n\r\n"),
        Exchange("bare LF", "GET \(story) HTTP/1.1\nHost: x\n\n"),
        Exchange("one bare LF", "GET \(story) HTTP/1.1\r\nHost: x\n\r\n"),
        Exchange("bare LF at the end", "GET \(story) HTTP/1.1\r\nHost: x\r\n\n"),
        Exchange("bare CR", "GET \(story) HTTP/1.1\rHost: x\r\r"),
        Exchange("empty lines before", "\r\n\r\n" + "GET \(story) HTTP/1.1\r\nHost: x\r\n\r\n"),
        Exchange("TLS", [0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]), Exchange("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Exchange(
            "bytes of no ASCII in the target",
            Array("GET /".utf8) + [0xFF, 0xFE] + Array(" HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        ),
        Exchange("a field before any name", "GET \(story) HTTP/1.1\r\n Host: x\r\n\r\n"),
    ]

    /// Such a request for a page, with a method that it does not have, and for what is answered without a page.
    private static let doubtful: [Exchange] = doubts.flatMap { fields in
        [ask(story), ask(story, "POST"), ask("/-/reads/1", "POST")].map { Exchange($0, fields: fields) }
    }
}
