import News

extension FeedPage {
    /// JSON Feed 1.1; titles and summaries are plain text there.
    func json(_ newspaper: Newspaper) -> [UInt8] {
        JSONValue.members([
            "version": "https://jsonfeed.org/version/1.1", "title": .string(title(newspaper)),
            "description": .string(description(newspaper)), "home_page_url": .string(newspaper.absolute(home)),
            "feed_url": .string(newspaper.absolute(.feed(.json, scope))), "language": .string(newspaper.site.language),
            "authors": .array([.members(["name": .string(newspaper.site.name)])]),
            "items": .array(entries.map { jsonItem($0, newspaper) }),
        ]).bytes
    }

    private func jsonItem(_ entry: FeedEntry, _ newspaper: Newspaper) -> JSONValue {
        .members([
            "id": .string(entry.identifier), "url": .string(newspaper.url + entry.href),
            "title": .string(entry.title), "summary": .text(unlessEmpty: entry.summary),
            "content_html": .string(entry.html),
            "image": entry.hero.map { .string(newspaper.absolute(newspaper.largest($0))) },
            "date_published": .string(RFC3339.write(entry.published, zone: entry.zone)),
            "date_modified": .string(RFC3339.write(entry.changed, zone: entry.zone)),
            "authors": entry.people.isEmpty
                ? nil
                : .array(
                    entry.people.map {
                        .members(["name": .string($0.name), "url": .string(newspaper.absolute(.author($0.slug)))])
                    }
                ),
            "tags": .array(entry.subjects.map { .string($0) }),
            "language": .string(entry.language),
        ])
    }
}
