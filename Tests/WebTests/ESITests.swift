import HTTPTypes
import Hummingbird
import HummingbirdTesting
import News
import TestSupport
import Testing

@testable import Press
@testable import Web

/// Proxies that put the rails in by themselves (W3C notes *Edge Architecture* and *ESI Language*).
@Suite struct ESITests {
    private static let capable = HTTPFields(named: ["Surrogate-Capability": "abc=\"Surrogate/1.0 ESI/1.0\""])
    private static let include = "<esi:include src=\"/-/rails\"/>\n"

    @Test(arguments: ["/", "/dunia/1/kawat-nomor-1", "/dunia", "/cari?q=kawat"])
    func `a proxy that stitches gets an include where the rails stand`(uri: String) async throws {
        let portal = try await Portal(proxies: ["127.0.0.1"])
        let whole = try await portal.ask(uri)
        let part = try await portal.ask(uri, .get, Self.capable)
        #expect(part.text.hasSuffix(Self.include))
        #expect(part["Surrogate-Control"] == "content=\"ESI/1.0\"")
        #expect(part["ETag"] != whole["ETag"])
        #expect(part["Vary"]?.contains("Surrogate-Capability") == true)
        #expect(part["Surrogate-Key"] == whole["Surrogate-Key"])
        // Stitched, it is the page that everybody else gets.
        let rails = try await portal.ask("/-/rails", .get, Self.capable)
        #expect(part.text.dropLast(Self.include.count) + rails.text == whole.text)
    }

    @Test func `the rails alone can be kept, revalidated and purged`() async throws {
        let portal = try await Portal()
        let rails = try await portal.ask("/-/rails")
        #expect(rails.status == .ok && rails.text.hasPrefix("<aside") && rails.text.hasSuffix("</html>\n"))
        #expect(rails["Surrogate-Key"] == "rails")
        #expect(rails["Surrogate-Control"] == nil)
        let tag = try #require(rails["ETag"])
        #expect(try await portal.ask("/-/rails", .get, [.ifNoneMatch: tag]).status == .notModified)
        try await portal.take(.sample(2))
        let news = try await portal.ask("/-/rails", .get, [.ifNoneMatch: tag])
        #expect(news.status == .ok && news.text.contains("Kawat nomor 2"))
    }

    @Test func `a page that a proxy keeps stays good while only the rails change`() async throws {
        let portal = try await Portal([.sample(1), Self.foreign(2)], proxies: ["127.0.0.1"])
        let uri = "/dunia/1/kawat-nomor-1"
        var fields = Self.capable
        fields[.ifNoneMatch] = try await portal.ask(uri, .get, Self.capable)["ETag"]
        #expect(fields[.ifNoneMatch] != nil)
        let whole = try #require(try await portal.ask(uri)["ETag"])
        try await portal.take(Self.foreign(3))
        #expect(try await portal.ask(uri, .get, fields).status == .notModified)
        #expect(try await portal.ask(uri, .get, [.ifNoneMatch: whole]).status == .ok)
    }

    /// A story that is kin to no other section's.
    private static func foreign(_ index: Int64) -> WireItem {
        var item = WireItem.sample(index)
        item.copy.section = .politik
        item.copy.tags = [.pemilu]
        return item
    }

    @Test(arguments: ["abc=\"Surrogate/1.0\"", "", "ESI"])
    func `who cannot stitch gets the whole page`(capability: String) async throws {
        let response = try await Portal().ask("/", .get, HTTPFields(named: ["Surrogate-Capability": capability]))
        #expect(response.text.contains("<aside") && !response.text.contains("esi:"))
        #expect(response["Surrogate-Control"] == nil)
    }

    @Test(arguments: ["/feed.xml", "/sitemap.xml", "/robots.txt"])
    func `what has no rails has no include`(uri: String) async throws {
        let response = try await Portal().ask(uri, .get, Self.capable)
        #expect(!response.text.contains("esi:"))
        #expect(response["Surrogate-Control"] == nil)
    }
}
