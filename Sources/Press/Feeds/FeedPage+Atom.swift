import News

extension FeedPage {
    /// Atom (RFC 4287) with the full text.
    ///
    /// Titles and summaries have no `type` and so are plain text: readers do not look for markup in them.
    func atom(_ newspaper: Newspaper) -> [UInt8] {
        let own = newspaper.absolute(.feed(.atom, scope))
        var xml = XMLWriter()
        xml.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        xml.open("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": newspaper.site.language], ending: ">\n")
        xml.element("id", own)
        xml.element("title", title(newspaper))
        xml.element("subtitle", description(newspaper))
        xml.element("updated", RFC3339.write(updated))
        xml.empty("link", ["rel": "self", "type": "application/atom+xml", "href": own])
        xml.empty("link", ["rel": "alternate", "type": "text/html", "href": newspaper.absolute(home)])
        xml.author(newspaper.site.name)
        xml.element("generator", "Warta")
        for entry in entries { xml.atomEntry(entry, newspaper) }
        xml.markup("</feed>\n")
        return xml.bytes
    }
}

extension XMLWriter {
    fileprivate mutating func atomEntry(_ entry: FeedEntry, _ newspaper: Newspaper) {
        let script = newspaper.script(of: entry.language)
        open("entry", script.map { ["xml:lang": $0.language] } ?? [:], ending: ">\n")
        element("id", entry.identifier)
        element("title", entry.title)
        empty("link", ["rel": "alternate", "type": "text/html", "href": newspaper.url + entry.href])
        element("published", RFC3339.write(entry.published, zone: entry.zone))
        element("updated", RFC3339.write(entry.changed, zone: entry.zone))
        for person in entry.people { author(person.name) }
        for subject in entry.subjects { empty("category", ["term": subject]) }
        element("summary", entry.summary)
        element("rights", entry.rights)
        element("content", entry.html, ["type": "html"])
        if let picture = entry.hero {
            let source = newspaper.absolute(newspaper.largest(picture))
            empty("link", ["rel": "enclosure", "type": "image/jpeg", "href": source])
        }
        markup("</entry>\n")
    }

    fileprivate mutating func author(_ name: String) {
        markup("<author>")
        element("name", name)
        markup("</author>\n")
    }
}
