import HTTPTypes
import News
import TestSupport
import Testing

@testable import Web

/// RFC 9112 section 3.2 and RFC 9113 section 8.3.1: a request names one host.
@Suite(.timeLimit(.minutes(10))) struct RequestHostTests {
    private static let valid = [
        "x", "warta.example", "WARTA.EXAMPLE:8080", "127.0.0.1", "127.0.0.1:0", "[::1]", "[::1]:443", "x:", "x:65535",
        "xn--p1ai", "a_b", "a%20b", "warta.example.", "a%2fb%C3%A4",
    ]
    private static let invalid = [
        "", ":", ":80", "a b", "a/b", "a@b", "x:65536", "x:-1", "x:+1", "x:9223372036854775808", "x:80:80", "x:y",
        "[::1",
        "%", "a%", "%zz", "a%2", "a%2gb", "%%41", "::1", "[]", "[::1]x", "[::g]", "a?b", "a#b", "a\\b", "a\"b", "a,b c",
        "<x>", "x, y", "\u{E4}.example",
        "http://x",
        String(repeating: "a", count: 256),
    ]

    /// Requests of HTTP/1, and whether their hosts are right.
    private static let requests: [(lines: [String], isRight: Bool)] =
        valid.map { (["HTTP/1.1", "Host: \($0)"], true) } + invalid.map { (["HTTP/1.1", "Host: \($0)"], false) } + [
            (["HTTP/1.1"], false), (["HTTP/1.1", "Host: x", "Host: x"], false),
            (["HTTP/1.1", "Host: x", "host: y"], false),
            (["HTTP/1.1", "Host:", "Host: x"], false), (["HTTP/1.1", "X-Host: x"], false), (["HTTP/1.0"], true),
            (["HTTP/1.0", "Host: x"], true), (["HTTP/1.0", "Host: x", "Host: y"], false),
            (["HTTP/1.0", "Host: a b"], false),
            (["HTTP/1.1", "Transfer-Encoding: chunked"], false), (["HTTP/1.1", "Connection: close"], false),
        ]

    /// A cache between that goes by the one, and we by the other, would mix up two newspapers.
    @Test(arguments: [
        ("http://x/-/live", "Host: x", 200), ("HTTPS://X/-/live", "Host: x", 200),
        ("http://x:80/-/live", "Host: x:80", 200), ("http://y/-/live", "Host: x", 400),
        ("http://x:81/-/live", "Host: x:80", 400), ("http://y", "Host: x", 400), ("http://x@y/-/live", "Host: y", 400),
        ("http:///-/live", "Host: x", 400), ("http://y?/-/live", "Host: x", 400),
    ])
    func `a target that names a host names the same`(target: String, host: String, status: Int) async throws {
        let portal = try await Portal()
        try await portal.servingBoth { front, behind in
            for port in [front, behind] {
                let bytes = Array("GET \(target) HTTP/1.1\r\n\(host)\r\n\r\n".utf8)
                let said = try await RawConnection.exchange(port: port, [bytes])
                #expect(Int(RawAnswer.text(said).dropFirst(9).prefix(3)) == status)
                let old = Array("GET http://y/-/live HTTP/1.0\r\n\r\n".utf8)
                let answer = try await RawConnection.exchange(port: port, [old])
                #expect(Int(RawAnswer.text(answer).dropFirst(9).prefix(3)) == 200)
            }
        }
    }

    @Test func `a request without a host, with two or with none that can be is refused, whoever answers`() async throws
    {
        let portal = try await Portal()
        _ = try await portal.ask(Exchange.story)
        try await portal.servingBoth { front, behind in
            for port in [front, behind] {
                for request in Self.requests {
                    for (target, right) in [
                        (Exchange.story, 200), ("/tidak/ada", 404), ("/-/live", 200), ("http://y/-/live", 400),
                    ] where target.first == "/" || request.lines != ["HTTP/1.0"] {
                        let line = "GET \(target) "
                        let ending = request.lines.contains("Transfer-Encoding: chunked") ? "\r\n0\r\n\r\n" : "\r\n"
                        let bytes = Array((line + request.lines.map { $0 + "\r\n" }.joined() + ending).utf8)
                        let said = try await RawConnection.exchange(port: port, [bytes])
                        let status = Int(RawAnswer.text(said).dropFirst(9).prefix(3))
                        #expect(status == (request.isRight ? right : 400), "\(target) \(request.lines)")
                    }
                }
            }
        }
    }

    @Test func `over HTTP/2 a field may say the same as the authority, and nothing else`() throws {
        func isValid(_ authority: String?, _ hosts: String...) -> Bool {
            var request = HTTPRequest(method: .get, scheme: "https", authority: authority, path: "/")
            for host in hosts { request.headerFields.append(HTTPField(name: .host, value: host)) }
            return RequestHost.isValid(request)
        }
        #expect(isValid("x.example") && isValid(nil, "x.example") && isValid("x.example", "X.example"))
        #expect(!isValid(nil) && !isValid("x.example", "y.example") && !isValid("x.example", "x.example", "x.example"))
        #expect(!isValid("a b") && !isValid(nil, "a b") && !isValid("", "x.example"))
    }
}
