import News
import Storage

extension SitemapPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        let bytes =
            switch self {
            case .index(let shards): Self.index(shards, newspaper)
            case .shard(_, let rows): Self.shard(rows, newspaper)
            case .news(let rows): Self.news(rows, newspaper)
            case .pages(let pages): Self.pages(pages, newspaper)
            }
        return PageContent(bytes: bytes, mediaType: "application/xml; charset=utf-8", caching: .list)
    }

    private static let prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private static let namespace = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
    private static let newsNamespace = "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\""

    private static func index(_ shards: [SitemapShard], _ newspaper: Newspaper) -> [UInt8] {
        var xml = XMLWriter()
        xml.markup(prologue + "<sitemapindex \(namespace)>\n")
        for shard in shards {
            xml.place("sitemap", newspaper.absolute(.sitemap(shard.shard)), changed: shard.modified)
        }
        xml.place("sitemap", newspaper.absolute(.pagesSitemap), changed: nil)
        xml.markup("</sitemapindex>\n")
        return xml.bytes
    }

    private static func shard(_ rows: [SitemapRow], _ newspaper: Newspaper) -> [UInt8] {
        var xml = XMLWriter()
        xml.markup(prologue + "<urlset \(namespace)>\n")
        for row in rows { xml.place("url", newspaper.absolute(row.address), changed: row.updated) }
        xml.markup("</urlset>\n")
        return xml.bytes
    }

    private static func pages(
        _ pages: [(kind: StandingPage.Kind, changed: Timestamp?)],
        _ newspaper: Newspaper
    ) -> [UInt8] {
        var xml = XMLWriter()
        xml.markup(prologue + "<urlset \(namespace)>\n")
        for page in pages { xml.place("url", newspaper.absolute(.standing(page.kind)), changed: page.changed) }
        xml.place("url", newspaper.absolute(.ledger), changed: nil)
        xml.markup("</urlset>\n")
        return xml.bytes
    }

    private static func news(_ rows: [StoryRow], _ newspaper: Newspaper) -> [UInt8] {
        var xml = XMLWriter()
        xml.markup(prologue + "<urlset \(namespace) \(newsNamespace)>\n")
        for row in rows {
            xml.markup("<url>")
            xml.element("loc", newspaper.absolute(row.address))
            xml.markup("<news:news>\n<news:publication>\n")
            xml.element("news:name", newspaper.site.name)
            xml.element("news:language", newspaper.site.language)
            xml.markup("</news:publication>\n")
            xml.element("news:publication_date", RFC3339.write(row.published, zone: row.zone))
            xml.element("news:title", row.headline)
            xml.markup("</news:news></url>\n")
        }
        xml.markup("</urlset>\n")
        return xml.bytes
    }
}
extension XMLWriter {
    fileprivate mutating func place(_ name: String, _ url: String, changed: Timestamp?) {
        markup("<\(name)>")
        element("loc", url)
        if let changed { element("lastmod", RFC3339.write(changed)) }
        markup("</\(name)>\n")
    }
}
