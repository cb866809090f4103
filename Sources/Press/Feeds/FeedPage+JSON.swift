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
        let story = entry.story
        let copy = story.copy
        let people = copy.bylines.map(\.person)
        return .members([
            "id": .string(story.identifier), "url": .string(newspaper.absolute(story.address)),
            "title": .string(copy.headline), "summary": .text(unlessEmpty: entry.summary),
            "content_html": .string(entry.html),
            "image": copy.hero?.picture.map { .string(newspaper.absolute(newspaper.largest($0))) },
            "date_published": .string(RFC3339.write(story.publicSince, zone: copy.zone)),
            "date_modified": .string(RFC3339.write(entry.story.changed, zone: copy.zone)),
            "authors": people.isEmpty
                ? nil
                : .array(
                    people.map {
                        .members(["name": .string($0.name), "url": .string(newspaper.absolute(.author($0.slug)))])
                    }
                ),
            "tags": .array(entry.subjects.map { .string($0) }),
            "language": .string(copy.language),
        ])
    }
}
