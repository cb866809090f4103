import News

extension Feed {
    /// Atom (RFC 4287) with the full text.
    func atom(_ newspaper: Newspaper) -> String {
        let own = newspaper.absolute(.feed(.atom, scope))
        let head =
            XML.element("id", own) + XML.element("title", title(newspaper))
            + XML.element("subtitle", description(newspaper)) + XML.element("updated", RFC3339.write(updated))
            + XML.empty("link", ["rel": "self", "type": "application/atom+xml", "href": own])
            + XML.empty("link", ["rel": "alternate", "type": "text/html", "href": newspaper.absolute(home)])
            + "<author>\(XML.element("name", newspaper.site.name))</author>\n"
            + XML.element("generator", "Warta")
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(XML.escape(newspaper.site.language))">
            \(head)\(stories.map { atomEntry($0, newspaper) }.joined())</feed>

            """
    }

    private func atomEntry(_ story: Story, _ newspaper: Newspaper) -> String {
        let copy = story.copy
        var entry = XML.element("id", story.uri) + XML.element("title", copy.headline)
        entry += XML.empty(
            "link",
            ["rel": "alternate", "type": "text/html", "href": newspaper.absolute(story.address)]
        )
        entry += XML.element("published", RFC3339.write(story.publicSince, zone: copy.zone))
        entry += XML.element("updated", RFC3339.write(max(story.updated, story.publicSince), zone: copy.zone))
        entry += copy.bylines.map { "<author>\(XML.element("name", $0.person.name))</author>\n" }.joined()
        entry += ([copy.section.name] + copy.tags.map(\.name)).map { XML.empty("category", ["term": $0]) }.joined()
        entry += XML.element("summary", copy.summary)
        entry += XML.element("rights", copy.copyrightNotice)
        entry += XML.element("content", newspaper.feedHTML(story), ["type": "html"])
        if let picture = copy.pictures.first?.picture {
            entry += XML.empty(
                "link",
                [
                    "rel": "enclosure", "type": "image/jpeg",
                    "href": newspaper.absolute(newspaper.largest(picture)),
                ]
            )
        }
        return "<entry>\n\(entry)</entry>\n"
    }
}
