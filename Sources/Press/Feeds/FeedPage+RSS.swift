import News

extension FeedPage {
    /// RSS 2.0 with the full text (`content:encoded`), the picture (`media:content`, Media RSS 1.5) and the feed's
    /// own address (`atom:link`, as the RSS Advisory Board's profile asks).
    ///
    /// Readers take `title` and `description` for HTML: plain text is escaped for HTML, and that for XML.
    func rss(_ newspaper: Newspaper) -> [UInt8] {
        var xml = XMLWriter()
        xml.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        xml.open(
            "rss",
            [
                "version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom",
                "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
                "xmlns:dc": "http://purl.org/dc/elements/1.1/", "xmlns:media": "http://search.yahoo.com/mrss/",
            ],
            ending: ">\n<channel>\n"
        )
        xml.words("title", title(newspaper))
        xml.element("link", newspaper.absolute(home))
        xml.words("description", description(newspaper))
        xml.element("language", newspaper.site.language)
        if !entries.isEmpty { xml.element("lastBuildDate", updated.rssDate) }
        xml.element("generator", "Warta")
        let own = newspaper.absolute(.feed(.rss, scope))
        xml.empty("atom:link", ["href": own, "rel": "self", "type": "application/rss+xml"])
        for entry in entries { xml.rssItem(entry, newspaper) }
        xml.markup("</channel>\n</rss>\n")
        return xml.bytes
    }
}

extension XMLWriter {
    fileprivate mutating func rssItem(_ entry: FeedEntry, _ newspaper: Newspaper) {
        markup("<item>\n")
        words("title", entry.title)
        element("link", newspaper.url + entry.href)
        // The address may change with slug and section; the wire's identity does not.
        element("guid", entry.identifier, ["isPermaLink": "false"])
        element("pubDate", entry.published.rssDate)
        for person in entry.people { element("dc:creator", person.name) }
        if let script = newspaper.script(of: entry.language) { element("dc:language", script.language) }
        for subject in entry.subjects { element("category", subject) }
        words("description", entry.summary)
        element("content:encoded", entry.html)
        for use in entry.pictures { media(use, newspaper) }
        markup("</item>\n")
    }

    /// Plain text in an element that readers take for HTML.
    fileprivate mutating func words(_ name: String, _ text: String) {
        element(name, XML.escape(text))
    }

    private mutating func media(_ use: PictureUse, _ newspaper: Newspaper) {
        guard let picture = use.picture, let width = picture.widths.last else { return }
        let height = max(1, width * picture.height / max(1, picture.width))
        open(
            "media:content",
            [
                "url": newspaper.absolute(newspaper.largest(picture)), "medium": "image", "type": "image/jpeg",
                "width": "\(width)", "height": "\(height)",
            ],
            ending: ">\n"
        )
        let caption = newspaper.line(under: PictureUse(caption: use.caption, madeWithAI: use.madeWithAI))
        element("media:description", caption.shortened(to: FeedEntry.longestLine), ["type": "plain"])
        element("media:credit", use.credit, ["role": "photographer"])
        markup("</media:content>\n")
    }
}

extension Timestamp {
    /// RSS takes mail's dates (RFC 822), whose zone is an offset.
    fileprivate var rssDate: String { HTTPDate.write(self).dropLast(3) + "+0000" }
}
