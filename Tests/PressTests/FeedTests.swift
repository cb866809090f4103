import Foundation
import News
import Storage
import TestSupport
import Testing

@testable import Press

@Suite struct FeedTests {
    private static func long(_ index: Int64, bytes: Int) -> WireItem {
        .sample(index) { copy in
            copy.body = Body(text: "Awal \(index). " + String(repeating: "kata ", count: bytes / 5))
        }
    }

    @Test(arguments: Address.FeedFormat.allCases)
    func `a feed has the newest stories whole, and the leads of those beyond its budget`(
        format: Address.FeedFormat
    ) async throws {
        let room = try await Newsroom((1...20).map { Self.long($0, bytes: 100_000) })
        let text = try await room.text(.feed(format))
        #expect(text.utf8.count < FeedPage.budget + (64 << 10))
        let whole = (1...20).filter { text.contains("Awal \($0).") }
        #expect(whole == [16, 17, 18, 19, 20])
        for index in 1...20 {
            #expect(["<", "\""].contains { text.contains("Kawat nomor \(index)" + $0) }, "\(index)")
        }
        #expect(text.occurrences(of: "Surat pada hari pembebasan.") >= 40)
    }

    @Test func `a story without a lead is told by the beginning of its text`() async throws {
        var items = [Self.long(1, bytes: 600_000), Self.long(2, bytes: 1_000)]
        for index in items.indices { items[index].copy.lead = "" }
        let room = try await Newsroom(items)
        let text = try await room.text(.feed(.json))
        #expect(text.contains("Awal 1. kata") && text.contains("Awal 2. kata") && text.utf8.count < 16_000)
    }

    @Test func `plain words reach the readers of each format as words`() async throws {
        let words = "Elemen <script> & \"kutipan\" kini dilarang"
        let room = try await Newsroom([
            .sample(1) { copy in
                copy.headline = words
                copy.lead = words
            }
        ])
        let rss = try await room.text(.feed(.rss))
        let escaped = "Elemen &amp;lt;script&amp;gt; &amp;amp; &amp;quot;kutipan&amp;quot; kini dilarang"
        #expect(rss.contains("<title>\(escaped)</title>"))
        #expect(rss.contains("<description>Elemen &amp;lt;script&amp;gt; "))
        let atom = try await room.text(.feed(.atom))
        #expect(atom.contains("<title>Elemen &lt;script&gt; &amp; &quot;kutipan&quot; kini dilarang</title>"))
        #expect(atom.contains("<summary>Elemen &lt;script&gt; "))
        let json = try await JSONSerialization.jsonObject(with: Data(room.page(.feed(.json)).bytes)) as? [String: Any]
        let item = (json?["items"] as? [[String: Any]])?.first
        #expect(item?["title"] as? String == words && item?["summary"] as? String == words)
    }

    @Test(arguments: Address.FeedFormat.allCases)
    func `an identity that is no URI becomes one that stays`(format: Address.FeedFormat) async throws {
        var item = WireItem.sample(1)
        item.uri = "20260105-0042"
        let room = try await Newsroom([item])
        let identity = "tag:warta,2026:uri/20260105-0042"
        #expect(try await room.text(.feed(format)).contains(identity))
        item.version = item.version.adding(seconds: 60)
        item.copy.headline = "Judul lain"
        item.copy.section = .politik
        try await room.take(item)
        #expect(try await room.text(.feed(format)).contains(identity))
    }

    @Test func `links in a story lead out of a feed to where they hold`() async throws {
        let html = "<p><a href=\"/dunia/\">a</a> <a href=\"#b\">b</a> <a href=\"https://c.example/\">c</a></p>"
        let body = try Body(html: html)
        let room = try await Newsroom([.sample(1) { $0.body = body }])
        let address = try await room.story(1).address.path
        let text = try await room.text(.feed(.atom))
        #expect(text.contains("&lt;a href=&quot;https://warta.example/dunia/&quot;&gt;"))
        let inside = "&lt;a href=&quot;https://warta.example\(address)#b&quot;&gt;"
        #expect(text.contains(inside) || !body.html.contains("#b"))
        #expect(text.contains("&lt;a href=&quot;https://c.example/&quot;&gt;"))
    }

    @Test(arguments: ["0001-01-01T00:00:00Z", "1945-08-17T03:00:00Z", "1969-12-31T23:59:59Z", "2026-01-01T00:00:00Z"])
    func `sitemaps and feeds print the dates of any year`(written: String) async throws {
        let time = try #require(RFC3339.read(written)?.time)
        var item = WireItem.sample(1, version: 0)
        (item.version, item.firstPublished) = (time, time)
        let room = try await Newsroom([item])
        #expect(try await room.text(.sitemap(0)).contains("<lastmod>\(written)</lastmod>"))
        let index = try await room.text(.sitemapIndex)
        #expect(index.contains("/sitemap-0.xml</loc>"))
        let atom = try await room.text(.feed(.atom))
        let dates = atom.split(separator: "<published>").dropFirst().compactMap { $0.split(separator: "<").first }
        #expect(dates.compactMap { RFC3339.read(String($0))?.time } == [time])
        #expect(try await room.text(.front).contains("Kawat nomor 1"))
    }
}
