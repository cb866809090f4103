import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import News
import TestSupport
import Testing

@testable import Press
@testable import Web

@Suite struct AddressSpellingTests {
    private static func item() -> WireItem {
        var item = WireItem.sample(1)
        item.formerPaths = ["/lama/2020/judul.html", "/?p=123"]
        return item
    }

    @Test(arguments: [
        ("/dunia/", "/dunia"), ("/DUNIA", "/dunia"), ("/%64uni%61", "/dunia"), ("//dunia", "/dunia"),
        ("/dunia//", "/dunia"), ("/dunia/?utm_source=x", "/dunia"), ("/dunia/1", "/dunia/1/kawat-nomor-1"),
        ("/dunia/1/kawat-nomor-1/", "/dunia/1/kawat-nomor-1"), ("/Dunia/1/Kawat-Nomor-1", "/dunia/1/kawat-nomor-1"),
        ("/SALAH/1/lain/", "/dunia/1/kawat-nomor-1"), ("/%64unia/1/%6Bawat", "/dunia/1/kawat-nomor-1"),
        ("/TAG/Rusia/", "/tag/rusia"), ("/tag/rusia//Feed.XML", "/tag/rusia/feed.xml"), ("/Feed.json/", "/feed.json"),
        ("/populer/24-jam", "/populer"), ("/populer/24-jam/dunia/", "/populer/24-jam/dunia"),
        ("/penulis/ALIFIA-dwi-ramandhita", "/penulis/alifia-dwi-ramandhita"),
        ("/INDEKS?rubrik=dunia&tanggal=2026-01-01&x=y", "/indeks?rubrik=dunia&tanggal=2026-01-01"),
        ("/cari/?q=kim%20jong+un&urut=sesuai", "/cari?q=kim+jong+un&urut=sesuai"), ("/Sitemap.xml", "/sitemap.xml"),
        ("/?p=123", "/dunia/1/kawat-nomor-1"), ("/lama/2020/judul.html", "/dunia/1/kawat-nomor-1"),
        ("/lama/2020/judul.html?x=y", "/dunia/1/kawat-nomor-1"),
        ("/.Well-Known/security.txt", "/.well-known/security.txt"), ("/ROBOTS.TXT", "/robots.txt"),
    ])
    func `every other spelling leads to the right one in one step`(uri: String, right: String) async throws {
        let portal = try await Portal([Self.item()])
        for method in [HTTPRequest.Method.get, .head] {
            let response = try await portal.ask(uri, method)
            #expect(response.status == .movedPermanently)
            #expect(response["Location"] == right)
            #expect(response.body.readableBytes == 0)
            #expect(try await portal.ask(right, method).status == .ok)
        }
    }

    @Test(arguments: [
        "/", "/?utm_source=x", "/dunia", "/dunia/1/kawat-nomor-1?fbclid=x", "/cari?q=a%20b", "/indeks?tanggal=kemarin",
        "/indeks?rubrik=&tanggal=", "/populer/1-jam", "/tag/rusia/atom.xml", "/robots.txt?x",
    ])
    func `a right spelling is answered at once, whatever else the query says`(uri: String) async throws {
        let portal = try await Portal([Self.item()])
        #expect(try await portal.ask(uri).status == .ok)
    }

    /// A way out must stay on the site: a browser takes `//host` and `\host` for another one.
    @Test(arguments: [
        "//jahat.example/", "///jahat.example", "/\\jahat.example/", "//jahat.example/%2e%2e", "/%2F%2Fjahat",
    ])
    func `no path leads to another site`(uri: String) async throws {
        let response = try await Portal([Self.item()]).ask(uri)
        if let location = response["Location"] {
            #expect(location.hasPrefix("/") && !location.hasPrefix("//") && !location.hasPrefix("/\\"))
        } else {
            #expect(response.status == .notFound)
        }
    }

    @Test(arguments: [
        "/" + String(repeating: "a", count: 2_100), "/" + String(repeating: "a/", count: 1_200), "/%00", "/dunia/%00",
        "/dunia/1/%ff", "/dunia%", "/dunia/%zz", "/%ff%fe", "/%c0%af", "/../../etc/passwd", "/..", "/./.", "/...",
        "/%2e%2e/%2e%2e/etc/passwd", "/%252e%252e/x", "/-/theme/x/../../Package.swift", "/-/theme/x/%2e%2e%2fx.css",
        "/-/theme/x/story.mustache", "/-/pictures/zz/320.jpg", "/-", "/-/", "/-/tidak-ada", "/\u{202E}dunia", "/😀",
        "/-/pictures/" + String(repeating: "ab", count: 32) + "/..%2f..%2f1.jpg", "/dunia/9223372036854775808/x",
        "/dunia/-1/x", "/dunia/01/x", "/dunia/0/x", "/dunia/1e3/x", "/dunia/1/x/y", "/sitemap--1.xml",
        "/sitemap-01.xml", "/sitemap-9223372036854775807.xml", "/populer/2-jam", "/populer/24-jam/tidak-ada",
        "/tag", "/tag/", "/penulis",
        "/newsroomx", "/Newsroom", "/api/stories", "/.git/config", "/wp-login.php", "/index.html", "/dunia/feed.xml/x",
        "/<script>",
        "/dunia?" + String(repeating: "x", count: 2_100),
    ])
    func `what is no address is not found`(uri: String) async throws {
        let response = try await Portal().ask(uri)
        #expect(response.status == .notFound)
        #expect(response["Content-Type"] == "text/html; charset=utf-8")
        #expect(!response.text.contains("<script>"))
    }

    @Test(arguments: [
        "?q=%", "?q=%00", "?q=%ff", "?q=" + String(repeating: "%22", count: 300), "?q=%22%20OR%201%3D1--", "?q=*",
        "?q=NEAR(a%20b)&urut=sesuai", "?q=a&sebelum=9223372036854775807", "?q=a&sesudah=-9223372036854775808",
        "?q=a&sebelum=x&urut=x", "?" + String(repeating: "&", count: 1_000), "?q", "?=", "?q=%F0%9F%98%80",
        "?q=" + String(repeating: "a", count: 2_000), "?q=-&q=b", "?q=%E2%80%AE",
    ])
    func `no search, however odd, is an error`(query: String) async throws {
        #expect(try await Portal().ask("/cari" + query).status == .ok)
    }

    @Test(.timeLimit(.minutes(10))) func `bytes that no client should send are refused, and the server lives on`()
        async throws
    {
        let portal = try await Portal()
        let lines: [[UInt8]] = [
            Array("GET /\u{0} HTTP/1.1".utf8), Array("GET /".utf8) + [0xFF, 0xFE] + Array(" HTTP/1.1".utf8),
            Array("GET dunia HTTP/1.1".utf8), Array("GET http://jahat.example/tidak/ada HTTP/1.1".utf8),
            Array("GET /../../etc/passwd HTTP/1.1".utf8), Array("GET /%2e%2e/etc/passwd HTTP/1.1".utf8),
            Array("OPTIONS * HTTP/1.1".utf8), Array("\u{16}\u{3}\u{1}".utf8), Array("GET /a b HTTP/1.1".utf8),
            Array("GET /\(String(repeating: "a", count: 60_000)) HTTP/1.1".utf8), Array("G\u{0}T / HTTP/1.1".utf8),
        ]
        try await portal.server.test(.live) { client in
            let port = try #require(client.port)
            for line in lines {
                let request = line + Array("\r\nHost: x\r\nConnection: close\r\n\r\n".utf8)
                let answer = try await CollectingConnection.exchange(port: port, request)
                let status = answer.split(separator: " ").dropFirst().first.map(String.init) ?? "closed"
                let name = String(decoding: line.prefix(40), as: UTF8.self)
                #expect(["400", "404", "405", "414", "431", "closed"].contains(status), "\(name): \(status)")
                #expect(!answer.contains("root:"))
            }
            let page = try await client.executeRequest(uri: "/-/live", method: .get, headers: [:], body: nil)
            #expect(page.status == .ok)
        }
    }
}
