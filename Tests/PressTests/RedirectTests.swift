import News
import TestSupport
import Testing

@testable import Press

@Suite struct RedirectTests {
    /// Where an answer leads; nil where it is a page.
    private func way(_ room: Newsroom, _ path: String) async throws -> String? {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        let address = Address(path: parts[0], query: parts.count > 1 ? parts[1] : "")
        let answer = try await room.press.answer(address, path: path)
        return if case .moved(let address) = answer { address.path } else { nil }
    }

    @Test func `a story under a wrong slug or section leads to its right address, which leads nowhere else`()
        async throws
    {
        let room = try await Newsroom([.sample(1), .sample(2) { $0.section = .politik }])
        let right = try await room.story(1).address.path
        for wrong in ["/dunia/1", "/dunia/1/", "/dunia/1/lain", "/politik/1/kawat-nomor-1", "/tidak-ada/1/x"] {
            #expect(try await way(room, wrong) == right, "\(wrong)")
        }
        #expect(try await way(room, right) == nil)
    }

    @Test func `a story that got a new headline is found under the old address`() async throws {
        let room = try await Newsroom([.sample(1)])
        let old = try await room.story(1).address.path
        #expect(try await way(room, old) == nil)
        try await room.take(.sample(1, version: 5) { $0.headline = "Judul yang Benar" })
        #expect(try await way(room, old) == "/dunia/1/judul-yang-benar")
    }

    @Test func `a former path leads to the story in one step`() async throws {
        var item = WireItem.sample(1)
        item.formerPaths = ["/read/2022/08/15/123/judul-lama", "/lama.html"]
        let room = try await Newsroom([item])
        let right = try await room.story(1).address.path
        for path in item.formerPaths { #expect(try await way(room, path) == right) }
        #expect(try await way(room, "/read/2022/08/15/124/judul-lama") == nil)
        #expect(try await way(room, "/lama.html" + String(repeating: "x", count: 3_000)) == nil)
    }

    @Test func `a former path counts before what its form could mean here`() async throws {
        var second = WireItem.sample(2)
        // The first looks like story 1 in a section 2020; the other is the front with a question.
        second.formerPaths = ["/2020/1/judul-lama", "/?p=77"]
        let room = try await Newsroom([.sample(1), second])
        let right = try await room.story(2).address.path
        for path in second.formerPaths { #expect(try await way(room, path) == right, "\(path)") }
        #expect(try await way(room, "/?p=78") == nil)
        #expect(try await way(room, "/2020/1/judul-lama?utm_source=x") == right)
    }

    private static let spellings: [(kept: String, asked: [String])] = [
        (
            "/berita/جاكرتا/",
            [
                "/berita/جاكرتا", "/berita/جاكرتا/", "/berita/%D8%AC%D8%A7%D9%83%D8%B1%D8%AA%D8%A7/",
                "/berita/%d8%ac%d8%a7%d9%83%d8%b1%d8%aa%d8%a7", "/berita/./x/../جاكرتا?utm_source=x",
            ]
        ),
        ("/a/%7euser/%41b%2fc", ["/a/~user/Ab%2Fc", "/a/%7Euser/%41b%2fc/", "/a//~user/Ab%2fc"]),
        ("/việt(1)", ["/vie\u{323}\u{302}t(1)", "/vi%E1%BB%87t%281%29", "/%2e/vi%e1%bb%87t(1)#x"]),
        ("/?p=4321", ["/?p=4321&fbclid=x&utm_source=y", "/?fbclid=x&p=4321", "/?p=%34321", "/?&p=4321&"]),
        (
            "/index.php?option=com&view=article&id=7",
            ["/index.php?id=7&view=article&option=com", "/index.php?id=7&x=1&option=com&view=article"]
        ),
        ("/dunia?id=77", ["/dunia?id=77", "/dunia/?utm_medium=x&id=77"]),
        ("/100%/x%", ["/100%25/x%25", "/100%/x%"]),
        ("/caf%E9", ["/caf%e9"]),
    ]

    @Test(arguments: spellings)
    func `a former path is found however it is spelled, through Address and all`(
        row: (kept: String, asked: [String])
    ) async throws {
        var item = WireItem.sample(1)
        item.formerPaths = [row.kept]
        let room = try await Newsroom([item, .sample(2)])
        let right = try await room.story(1).address.path
        for path in [row.kept] + row.asked { #expect(try await way(room, path) == right, "\(path)") }
    }

    @Test func `of a query the fields that were stored must all be there, with their values`() async throws {
        var item = WireItem.sample(1)
        item.formerPaths = ["/?p=4321", "/x?a=1&b=2", "/x?a=1"]
        var other = WireItem.sample(2)
        other.formerPaths = ["/x", "/?p=4321&page=2"]
        let room = try await Newsroom([item, other])
        let (first, second) = (try await room.story(1).address.path, try await room.story(2).address.path)
        for path in ["/?p=432", "/?q=4321", "/?P=4321", "/?p=4321&p=1", "/", "/?", "/?page=2"] {
            #expect(try await way(room, path) == nil, "\(path)")
        }
        #expect(try await way(room, "/?page=2&p=4321&z=1") == second)
        #expect(try await way(room, "/x?b=2&a=1&c=3") == first)
        #expect(try await way(room, "/x?a=1&b=3") == first)
        #expect(try await way(room, "/x?a=2") == second)
        #expect(try await way(room, "/x") == second)
    }

    @Test func `a former path of a withdrawn story leads to the page that says so`() async throws {
        var item = WireItem.sample(1)
        item.formerPaths = ["/lama.html"]
        let room = try await Newsroom([item])
        try await room.withdraw(1)
        #expect(try await way(room, "/lama.html") == room.story(1).address.path)
    }

    @Test(arguments: [
        "/dunia/99/x", "/tag/tidak-ada", "/penulis/tidak-ada", "/tidak-ada", "/sitemap-7.xml", "/a/b/c/d",
    ])
    func `what was never there is a page that says so, and is kept by nobody for long`(path: String) async throws {
        let room = try await Newsroom([.sample(1)])
        for _ in 0..<2 {
            guard case .page(let page) = try await room.press.answer(Address(path: path), path: path) else {
                Issue.record("\(path) leads elsewhere")
                return
            }
            #expect(page.status == .notFound)
            #expect(page.caching == .notice)
            #expect(page.text.contains("Halaman tidak ditemukan"))
        }
        #expect(room.press.house.cacheSize == 0)
    }

    @Test func `an asset is answered under the digest of its bytes only`() async throws {
        let room = try await Newsroom([.sample(1)])
        let style = try #require(room.press.newspaper.theme.address(of: "style.css"))
        let page = try await room.page(style)
        #expect(page.status == .ok && page.caching == .immutable)
        #expect(page.part.contentType.fields.map(\.value) == ["text/css; charset=utf-8"])
        for wrong in [
            Address.asset(tag: "0000000000000000", name: "style.css"), .asset(tag: "", name: "story.mustache"),
            .asset(tag: "0", name: "../Package.swift"), .asset(tag: "0", name: "strings-id.json"),
        ] {
            #expect(try await room.status(wrong) == 404, "\(wrong.path)")
        }
    }
}
