import News
import Storage

/// Sitemaps (sitemaps.org protocol 0.9): an index, shards by number that change only with their own stories, and
/// two days of news.
enum Sitemap {
    private static let prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private static let namespace = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

    static func index(_ shards: [(shard: Int64, modified: Timestamp)], _ newspaper: Newspaper) -> String {
        var text = prologue + "<sitemapindex \(namespace)>\n"
        for shard in shards {
            text += "<sitemap>\(place(newspaper.absolute(.sitemap(shard.shard)), changed: shard.modified))</sitemap>\n"
        }
        return text + "</sitemapindex>\n"
    }

    static func shard(_ rows: [SitemapRow], _ newspaper: Newspaper) -> String {
        var text = prologue + "<urlset \(namespace)>\n"
        for row in rows {
            text += "<url>\(place(newspaper.absolute(row.address), changed: row.updated))</url>\n"
        }
        return text + "</urlset>\n"
    }

    private static func place(_ url: String, changed: Timestamp) -> String {
        "<loc>\(XML.escape(url))</loc>\n<lastmod>\(RFC3339.write(changed))</lastmod>\n"
    }

    /// For news indexes: what is no older than two days, at most 1,000 (Google News sitemap 0.9).
    static func news(_ rows: [StoryRow], _ newspaper: Newspaper) -> String {
        let name = XML.element("news:name", newspaper.site.name)
        let language = XML.element("news:language", newspaper.site.language)
        let entries = rows.map { row in
            let date = XML.element("news:publication_date", RFC3339.write(row.published, zone: row.zone))
            let title = XML.element("news:title", row.headline)
            return "<url>\(XML.element("loc", newspaper.absolute(row.address)))<news:news>\n"
                + "<news:publication>\n\(name)\(language)</news:publication>\n\(date)\(title)</news:news></url>\n"
        }
        let news = "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\""
        return prologue + "<urlset \(namespace) \(news)>\n\(entries.joined())</urlset>\n"
    }
}
