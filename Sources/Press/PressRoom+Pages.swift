import News
import Storage

/// Pages that are not kept, pressed by hand.
///
/// What costs much to read, a story's text or a search, is read with a hand taken, so that no more of it goes on at once
/// than there are hands. A few rows are read first: most of what has no page needs no hand to say so.
extension PressRoom {
    func press(_ address: Address, _ former: PressedPart?) async throws -> (PressedPart, Set<Dependency>) {
        switch address {
        case .story(_, let number, _): try await pressStory(address, number, former)
        case .front, .section, .index, .tag, .author, .popular: try await pressList(address, former)
        case .feed(let format, let scope): try await pressFeed(format, scope, former)
        case .sitemapIndex, .sitemap, .newsSitemap: try await pressSitemap(address, former)
        default: try await pressFile(address, former)
        }
    }

    func pressSearch(
        _ text: String,
        _ order: Address.SearchOrder,
        _ page: Address.Page
    ) async throws -> PressedPart {
        let newspaper = newspaper
        return try await hands.take { hand in
            let results = try await store.read {
                try ResultsPage($0, text, order, page, language: newspaper.site.language)
            }
            return try await hand {
                self.html("search", results.view(newspaper), caching: .revalidated, former: nil)
            }
        }
    }

    private func pressStory(
        _ address: Address,
        _ number: StoryNumber,
        _ former: PressedPart?
    ) async throws -> (PressedPart, Set<Dependency>) {
        // Whether a story is there for readers, and where, is known before anything of it is read: a hidden story is
        // answered as quickly as none.
        let place = try await place(of: number)
        guard place == address else { throw Detour.moved(place) }
        let newspaper = newspaper
        return try await hands.take { hand in
            let page = try await store.read { try StoryPage($0, number) }.orThrow(Detour.missing)
            return try await hand { (self.part(page, newspaper, former), page.depends) }
        }
    }

    private func part(_ page: StoryPage, _ newspaper: Newspaper, _ former: PressedPart?) -> PressedPart {
        if let withdrawal = page.story.withdrawal {
            return noticePart(.withdrawn(page.story, withdrawal), former)
        }
        return html(
            "story",
            page.view(newspaper),
            caching: .page(since: page.story.changed, now: clock()),
            former: former,
            surrogateKeys: page.surrogateKeys
        )
    }

    private func pressList(
        _ address: Address,
        _ former: PressedPart?
    ) async throws -> (PressedPart, Set<Dependency>) {
        let newspaper = newspaper
        let rankings = rankings
        let (template, page) = try await store.read { transaction -> (String, (any ViewPage)?) in
            switch address {
            case .section(let slug, let page): ("section", try SectionPage(transaction, slug, page))
            case .index(let section, let day, let page):
                ("list", try ListPage(transaction, section: section, day: day, zone: newspaper.zone, page))
            case .tag(let slug, let page): ("list", try ListPage(transaction, tag: slug, page))
            case .author(let slug, let page): ("list", try ListPage(transaction, author: slug, page))
            case .popular(let window, let section):
                (
                    "popular",
                    try PopularPage(
                        transaction,
                        window,
                        section,
                        ranked: rankings[.init(window: window, section: section)]
                    )
                )
            default: ("front", try FrontPage(transaction))
            }
        }
        guard let page else { throw Detour.missing }
        let keys = page.depends.compactMap { if case .topic(let topic) = $0 { topic.surrogateKey } else { nil } }
        return try await hands.take { hand in
            try await hand {
                let view = page.view(newspaper)
                let caching = Caching.page(age: .fresh)
                let part = self.html(template, view, caching: caching, former: former, surrogateKeys: keys.sorted())
                return (part, page.depends)
            }
        }
    }

    private func pressFeed(
        _ format: Address.FeedFormat,
        _ scope: Address.FeedScope,
        _ former: PressedPart?
    ) async throws -> (PressedPart, Set<Dependency>) {
        let newspaper = newspaper
        return try await hands.take { hand in
            let feed = try await store.read { try Feed($0, scope, newspaper) }.orThrow(Detour.missing)
            return try await hand {
                let bytes = feed.write(format, newspaper)
                return (self.pressed(bytes, format.mediaType, caching: .list, former: former), feed.depends)
            }
        }
    }

    private func pressSitemap(
        _ address: Address,
        _ former: PressedPart?
    ) async throws -> (PressedPart, Set<Dependency>) {
        let newspaper = newspaper
        let twoDaysAgo = Position(clock().adding(seconds: -2 * 86_400))
        return try await hands.take { hand in
            let (bytes, depends) = try await store.read { transaction -> ([UInt8], Set<Dependency>)? in
                switch address {
                case .sitemap(let shard):
                    let rows = try transaction.sitemapRows(shard: shard)
                    return rows.isEmpty ? nil : (Sitemap.shard(rows, newspaper), [.shard(shard)])
                case .newsSitemap:
                    let recent = twoDaysAgo..<Position(rawValue: .max)
                    let rows = try transaction.rows(.site, before: nil, within: recent, limit: 1_000)
                    return (Sitemap.news(rows, newspaper), [.topic(.site), .hour])
                default:
                    let shards = try transaction.sitemapShards().map { ($0.shard, $0.modified) }
                    return (Sitemap.index(shards, newspaper), [.topic(.site)])
                }
            }.orThrow(Detour.missing)
            return try await hand {
                (self.pressed(bytes, "application/xml; charset=utf-8", caching: .list, former: former), depends)
            }
        }
    }

    private func pressFile(
        _ address: Address,
        _ former: PressedPart?
    ) async throws -> (PressedPart, Set<Dependency>) {
        let (bytes, type, caching) = try file(address)
        return try await hands.take { hand in
            try await hand { (self.pressed(bytes, type, caching: caching, former: former), [.hour]) }
        }
    }

    private func file(_ address: Address) throws -> (bytes: [UInt8], type: String, Caching) {
        let newspaper = newspaper
        switch address {
        case .robots: return (Array(newspaper.robots.utf8), "text/plain; charset=utf-8", .list)
        case .security: return (Array(newspaper.security(now: clock()).utf8), "text/plain; charset=utf-8", .list)
        case .manifest: return (newspaper.manifest, "application/manifest+json", .list)
        case .favicon:
            guard let bytes = theme.file(named: "favicon.ico") else { throw Detour.missing }
            return (bytes, "image/x-icon", .list)
        case .asset(let tag, let name):
            guard let bytes = theme.file(named: name), Fragment.digest(of: bytes) == tag else { throw Detour.missing }
            return (bytes, Theme.mediaType(of: name), .immutable)
        default: throw Detour.missing
        }
    }
}

/// A page of the theme: what it was made of, and the values for its template.
protocol ViewPage: Sendable {
    var depends: Set<Dependency> { get }
    func view(_ newspaper: Newspaper) -> View
}

extension FrontPage: ViewPage {}
extension SectionPage: ViewPage {}
extension ListPage: ViewPage {}
extension PopularPage: ViewPage {}

extension Optional {
    fileprivate func orThrow(_ error: any Error) throws -> Wrapped {
        guard let self else { throw error }
        return self
    }
}
