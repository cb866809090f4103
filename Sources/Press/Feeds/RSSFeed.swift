import News

extension Feed {
    /// RSS 2.0 with the full text (`content:encoded`), the picture (`media:content`, Media RSS 1.5) and the feed's
    /// own address (`atom:link`, as the RSS Advisory Board's profile asks).
    func rss(_ newspaper: Newspaper) -> String {
        let channel =
            XML.element("title", title(newspaper)) + XML.element("link", newspaper.absolute(home))
            + XML.element("description", description(newspaper))
            + XML.element("language", newspaper.site.language)
            + (stories.isEmpty ? "" : XML.element("lastBuildDate", HTTPDate.write(updated).rssDate))
            + XML.element("generator", "Warta")
            + XML.empty(
                "atom:link",
                [
                    "href": newspaper.absolute(.feed(.rss, scope)), "rel": "self", "type": "application/rss+xml",
                ]
            )
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
            xmlns:content="http://purl.org/rss/1.0/modules/content/" \
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
            <channel>
            \(channel)\(stories.map { rssItem($0, newspaper) }.joined())</channel>
            </rss>

            """
    }

    private func rssItem(_ story: Story, _ newspaper: Newspaper) -> String {
        let copy = story.copy
        let address = newspaper.absolute(story.address)
        var item = XML.element("title", copy.headline) + XML.element("link", address)
        // The address may change with slug and section; the wire's identity does not.
        item += XML.element("guid", story.uri, ["isPermaLink": "false"])
        item += XML.element("pubDate", HTTPDate.write(story.publicSince).rssDate)
        item += copy.bylines.map { XML.element("dc:creator", $0.person.name) }.joined()
        item += ([copy.section.name] + copy.tags.map(\.name)).map { XML.element("category", $0) }.joined()
        item += XML.element("description", copy.summary)
        item += XML.element("content:encoded", newspaper.feedHTML(story))
        item += copy.pictures.map { media($0, newspaper) }.joined()
        return "<item>\n\(item)</item>\n"
    }

    private func media(_ use: PictureUse, _ newspaper: Newspaper) -> String {
        guard let picture = use.picture, let width = picture.widths.last else { return "" }
        let words =
            XML.element("media:description", use.caption, ["type": "plain"])
            + XML.element("media:credit", use.credit, ["role": "photographer"])
        let height = max(1, width * picture.height / max(1, picture.width))
        let source = XML.escape(newspaper.absolute(newspaper.largest(picture)))
        return "<media:content url=\"\(source)\" medium=\"image\" type=\"image/jpeg\" width=\"\(width)\" "
            + "height=\"\(height)\">\n\(words)</media:content>\n"
    }
}

extension String {
    /// RSS takes mail's dates (RFC 822), whose zone is an offset.
    fileprivate var rssDate: String { replacing("GMT", with: "+0000") }
}
