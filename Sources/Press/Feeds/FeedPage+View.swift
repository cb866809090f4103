import News

extension FeedPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        switch format {
        case .rss: PageContent(bytes: rss(newspaper), mediaType: "application/rss+xml; charset=utf-8", caching: .list)
        case .atom:
            PageContent(bytes: atom(newspaper), mediaType: "application/atom+xml; charset=utf-8", caching: .list)
        case .json: PageContent(bytes: json(newspaper), mediaType: "application/feed+json", caching: .list)
        }
    }

    func title(_ newspaper: Newspaper) -> String {
        [newspaper.site.name, name].compactMap { $0 }.joined(separator: " - ")
    }

    func description(_ newspaper: Newspaper) -> String {
        switch scope {
        case .site: newspaper.describe("front")
        case .section: newspaper.describe("section", name ?? "")
        case .tag: newspaper.describe("tag", name ?? "")
        case .corrections: newspaper.describe("corrections")
        }
    }
}
