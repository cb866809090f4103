import News

extension Feed {
    /// JSON Feed 1.1; titles and summaries are plain text there.
    func json(_ newspaper: Newspaper) -> [UInt8] {
        JSON.fields([
            "version": "https://jsonfeed.org/version/1.1", "title": .text(title(newspaper)),
            "description": .text(description(newspaper)), "home_page_url": .text(newspaper.absolute(home)),
            "feed_url": .text(newspaper.absolute(.feed(.json, scope))), "language": .text(newspaper.site.language),
            "authors": .list([.fields(["name": .text(newspaper.site.name)])]),
            "items": .list(entries.map { jsonItem($0, newspaper) }),
        ]).bytes
    }

    private func jsonItem(_ entry: FeedEntry, _ newspaper: Newspaper) -> JSON {
        let story = entry.story
        let copy = story.copy
        let people = copy.bylines.map(\.person)
        return .fields([
            "id": .text(story.identifier), "url": .text(newspaper.absolute(story.address)),
            "title": .text(copy.headline), "summary": entry.summary.json, "content_html": .text(entry.html),
            "image": copy.pictures.first?.picture.map { .text(newspaper.absolute(newspaper.largest($0))) },
            "date_published": .text(RFC3339.write(story.publicSince, zone: copy.zone)),
            "date_modified": .text(RFC3339.write(entry.changed, zone: copy.zone)),
            "authors": people.isEmpty
                ? nil
                : .list(
                    people.map {
                        .fields(["name": .text($0.name), "url": .text(newspaper.absolute(.author($0.slug)))])
                    }
                ),
            "tags": .list(entry.subjects.map { .text($0) }),
            "language": .text(copy.language),
        ])
    }
}
