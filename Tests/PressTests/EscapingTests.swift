import Foundation
import News
import TestSupport
import Testing

@testable import Press

@Suite struct EscapingTests {
    @Test func `XML loses the characters that it cannot hold and escapes those that mean something`() {
        #expect(XML.escape("a\u{0}b\u{8}c\u{1F}d\u{B}\u{FFFE}\u{FFFF}") == "abcd")
        #expect(XML.escape("\t\n\r") == "\t\n\r")
        #expect(XML.escape("<a href=\"x\">'&amp;") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;")
        #expect(XML.escape("Ærø 😀 日本") == "Ærø 😀 日本")
        var xml = XMLWriter()
        xml.element("a", "", ["b": "c"])
        #expect(xml.bytes.isEmpty)
        xml.empty("a", ["b": "\"<"])
        #expect(xml.text == "<a b=\"&quot;&lt;\"/>\n")
        #expect(XML.escapedLength("<Æ'") == XML.escape("<Æ'").utf8.count)
    }

    /// Copy as a hostile wire sends it, in every field that pages, feeds and sitemaps print.
    private static let hostile: WireItem = {
        let words = "</script>\"'><img src=x onerror=alert(1)>]]>\u{1}&"
        return WireItem.sample(1) { copy in
            copy.headline = "Judul " + words
            copy.lead = words
            copy.genre = words
            copy.place = words
            copy.section = Section(slug: Section.dunia.slug, name: "Dunia " + words)
            copy.tags = [Tag(slug: Tag.rusia.slug, name: words)]
            copy.bylines = [Byline(Person(slug: Person.alifia.slug, name: words))]
            copy.pictures = [PictureUse(uri: "tag:x", picture: .sample, caption: words, credit: words)]
            copy.copyrightNotice = words
            copy.usageTerms = words
            copy.body = Body(text: words)
        }
    }()

    @Test func `hostile copy stays text on every page`() async throws {
        let room = try await Newsroom([Self.hostile])
        let pages: [Address] = [
            .front, .section(Section.dunia.slug), .index(), .tag(Tag.rusia.slug), .author(Person.alifia.slug),
            .search("judul"), .search("<script>\"'"), .rails, try await room.story(1).address,
        ]
        for address in pages {
            let text = try await room.text(address)
            #expect(!text.contains("<img src=x"), "\(address.path)")
            // Every script element is one of ours: the file of the theme, or data.
            #expect(text.occurrences(of: "<script") == text.occurrences(of: "</script>"), "\(address.path)")
        }
    }

    /// An accent on a quote makes one character of the two, which ends an attribute as the quote alone does.
    @Test func `a quote with an accent ends no attribute`() async throws {
        let words = "x\"\u{301} onmouseover=alert(1) '\u{301} <\u{338}b>\u{20DD}&\u{301}"
        let item = WireItem.sample(1) { copy in
            copy.headline = words
            copy.lead = words
            copy.pictures = [PictureUse(uri: "tag:x", picture: .sample, caption: words, credit: words)]
        }
        let room = try await Newsroom([item])
        for address in [.front, .section(Section.dunia.slug), .rails, try await room.story(1).address] as [Address] {
            let bytes = try await room.page(address).bytes
            for quote in ["\"\u{301}", "'\u{301}", "<\u{338}"] {
                // In JSON-LD the quote is a text's, behind a backslash.
                let isFound = bytes.ranges(of: Array(quote.utf8)).contains { range in
                    bytes[range.lowerBound - 1] != UInt8(ascii: "\\") && quote != "'\u{301}"
                }
                #expect(!isFound, "\(address.path): \(quote)")
            }
        }
    }

    @Test func `hostile copy leaves feeds and sitemaps well-formed`() async throws {
        let room = try await Newsroom([Self.hostile, .sample(2)])
        for address: Address in [.feed(.rss), .feed(.atom), .sitemap(0), .sitemapIndex, .newsSitemap] {
            let text = try await room.text(address)
            let parser = try XMLChecker(text)
            #expect(parser.isWellFormed, "\(address.path): \(parser.fault)")
        }
        let feed = try await room.page(.feed(.json)).bytes
        let read = try JSONSerialization.jsonObject(with: Data(feed)) as? [String: Any]
        #expect((read?["items"] as? [Any])?.count == 2)
    }

    @Test func `a manifest and the files for robots say what they must`() async throws {
        let room = try await Newsroom([.sample(1)])
        let manifest = try await JSONSerialization.jsonObject(with: Data(room.page(.manifest).bytes)) as? [String: Any]
        #expect(manifest?["name"] as? String == "Warta")
        let robots = try await room.text(.robots)
        #expect(robots.contains("Sitemap: https://warta.example/sitemap.xml\n"))
        #expect(robots.contains("Disallow: /cari$\n") && robots.contains("Disallow: /cari?\n"))
        let security = try await room.text(.security)
        #expect(security.contains("Contact: mailto:security@warta.example\n"))
        #expect(security.contains("Expires: 2027-01-02T00:00:00Z\n"))
    }
}

/// Whether a text is well-formed XML, in the opinion of the program `python3`.
private struct XMLChecker {
    let isWellFormed: Bool
    let fault: String

    init(_ text: String) throws {
        let program = "import sys, xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read())"
        let (status, output) = try Program.run("python3 -c '\(program)'", on: Array(text.utf8))
        isWellFormed = status == 0
        fault = String(decoding: output, as: UTF8.self)
    }
}
