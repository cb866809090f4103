public import News
import Storage

/// What an address is answered with.
public enum Answer: Sendable {
    case page(PressedPage)
    /// It stands elsewhere: 301.
    case moved(Address)
}

/// Why an address has no page of its own.
private enum Detour: Error {
    case missing
    case moved(Address)
}

extension PressRoom {
    /// Answers a public address: with its page, the way to it, or a page that says that there is none.
    ///
    /// - Parameters:
    ///   - address: The address that the request's path matched; nil where it matched none.
    ///   - path: What was asked literally, query and all, for the table of former paths.
    ///   - stitching: Whether the asker is a proxy that puts the rails in by itself (ESI).
    /// - Throws: What the store throws where the page is not kept; `Web` answers 503 then.
    public func answer(_ address: Address?, path: String, stitching: Bool = false) async throws -> Answer {
        do {
            guard let address else { throw Detour.missing }
            // Other systems put a story's number into the front's query: /?p=123.
            if address == .front, path.contains("?"), let story = try? await formerly(path) { return .moved(story) }
            let part = try await part(at: address)
            return .page(stitching && part.hasTail ? stitched(part) : compose(part))
        } catch Detour.moved(let address) {
            // /2020/11/slug was an address elsewhere before it could mean our story 11.
            return .moved(try await formerly(path) ?? address)
        } catch Detour.missing {
            if let address = try await formerly(path) { return .moved(address) }
            return .page(notice(.notFound))
        }
    }

    /// A page that says why there is no other; needs no store.
    public func notice(_ status: PressedPage.Status) -> PressedPage {
        let subject: NoticePage.Subject =
            switch status {
            case .badRequest: .badRequest
            case .unavailable: .unavailable
            default: .missing
            }
        return compose(notice(status) { noticePart(subject, nil) })
    }

    private func part(at address: Address) async throws -> PressedPart {
        switch address {
        case .rails: return try railsPart()
        case .search(let text, let order, let page): return try await search(text, order, page)
        default: break
        }
        return try await cache.part(at: address) { former in
            try await self.press(address, former)
        }
    }

    private func press(_ address: Address, _ former: PressedPart?) async throws -> (PressedPart, Set<Dependency>) {
        switch address {
        case .story(_, let number, _): try await pressStory(address, number, former)
        case .front, .section, .index, .tag, .author, .popular: try await pressList(address, former)
        case .feed(let format, let scope): try await pressFeed(format, scope, former)
        case .sitemapIndex, .sitemap, .newsSitemap: try await pressSitemap(address, former)
        default: try pressFile(address, former)
        }
    }

    /// Where a path that was an address once leads now.
    private func formerly(_ path: String) async throws -> Address? {
        guard path.utf8.count <= 2_048 else { return nil }
        let withoutQuery = String(path.prefix { $0 != "?" })
        return try await store.read { transaction in
            let number = try transaction.formerPath(path) ?? transaction.formerPath(withoutQuery)
            guard let number, let story = try transaction.story(number),
                story.position != nil || story.leavesNotice
            else { return nil }
            return story.address
        }
    }

    private func noticePart(_ subject: NoticePage.Subject, _ former: PressedPart?) -> PressedPart {
        let page = NoticePage(subject: subject)
        let caching: Caching = [.notFound, .gone].contains(page.status) ? .notice : .none
        return html("notice", page.view(newspaper), status: page.status, caching: caching, former: former)
    }

    private func search(
        _ text: String,
        _ order: Address.SearchOrder,
        _ page: Address.Page
    ) async throws -> PressedPart {
        let newspaper = newspaper
        let results = try await store.read {
            try ResultsPage($0, text, order, page, language: newspaper.site.language)
        }
        return html("search", results.view(newspaper), caching: .revalidated, former: nil)
    }

    private func pressStory(
        _ address: Address,
        _ number: StoryNumber,
        _ former: PressedPart?
    ) async throws -> (PressedPart, Set<Dependency>) {
        guard let page = try await store.read({ try StoryPage($0, number) }) else { throw Detour.missing }
        guard page.story.address == address else { throw Detour.moved(page.story.address) }
        if let withdrawal = page.story.withdrawal {
            return (noticePart(.withdrawn(page.story, withdrawal), former), page.depends)
        }
        let changed = max(page.story.updated, page.story.publicSince)
        let part = html(
            "story",
            page.view(newspaper),
            caching: .page(since: changed, now: clock()),
            former: former,
            surrogateKeys: page.surrogateKeys
        )
        return (part, page.depends)
    }

    private func pressList(
        _ address: Address,
        _ former: PressedPart?
    ) async throws -> (PressedPart, Set<Dependency>) {
        let newspaper = newspaper
        let rankings = rankings
        let (template, view, depends) = try await store.read { transaction -> (String, View, Set<Dependency>)? in
            switch address {
            case .section(let slug, let page):
                try SectionPage(transaction, slug, page).map { ("section", $0.view(newspaper), $0.depends) }
            case .index(let section, let day, let page):
                try ListPage(transaction, section: section, day: day, zone: newspaper.zone, page)
                    .map { ("list", $0.view(newspaper), $0.depends) }
            case .tag(let slug, let page):
                try ListPage(transaction, tag: slug, page).map { ("list", $0.view(newspaper), $0.depends) }
            case .author(let slug, let page):
                try ListPage(transaction, author: slug, page).map { ("list", $0.view(newspaper), $0.depends) }
            case .popular(let window, let section):
                try PopularPage(
                    transaction,
                    window,
                    section,
                    ranked: rankings[.init(window: window, section: section)]
                ).map { ("popular", $0.view(newspaper), $0.depends) }
            default:
                try self.front(transaction, newspaper)
            }
        }.orThrow(Detour.missing)
        let keys = depends.compactMap { if case .topic(let topic) = $0 { topic.surrogateKey } else { nil } }
        let part = html(template, view, caching: .page(age: .fresh), former: former, surrogateKeys: keys.sorted())
        return (part, depends)
    }

    private func front(
        _ transaction: Transaction,
        _ newspaper: Newspaper
    ) throws -> (String, View, Set<Dependency>) {
        let page = try FrontPage(transaction)
        return ("front", page.view(newspaper), page.depends)
    }

    private func pressFeed(
        _ format: Address.FeedFormat,
        _ scope: Address.FeedScope,
        _ former: PressedPart?
    ) async throws -> (PressedPart, Set<Dependency>) {
        let newspaper = newspaper
        let feed = try await store.read { try Feed($0, scope) }.orThrow(Detour.missing)
        let part = plain(feed.write(format, newspaper), format.mediaType, caching: .list, former: former)
        return (part, feed.depends)
    }

    private func pressSitemap(
        _ address: Address,
        _ former: PressedPart?
    ) async throws -> (PressedPart, Set<Dependency>) {
        let newspaper = newspaper
        let twoDaysAgo = Position(clock().adding(seconds: -2 * 86_400))
        let (text, depends) = try await store.read { transaction -> (String, Set<Dependency>)? in
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
        return (plain(text, "application/xml; charset=utf-8", caching: .list, former: former), depends)
    }

    private func pressFile(
        _ address: Address,
        _ former: PressedPart?
    ) throws -> (PressedPart, Set<Dependency>) {
        let newspaper = newspaper
        let part: PressedPart
        switch address {
        case .robots: part = plain(newspaper.robots, "text/plain; charset=utf-8", caching: .list, former: former)
        case .security:
            part = plain(
                newspaper.security(now: clock()),
                "text/plain; charset=utf-8",
                caching: .list,
                former: former
            )
        case .manifest:
            part = plain(newspaper.manifest, "application/manifest+json", caching: .list, former: former)
        case .favicon:
            guard let bytes = theme.file(named: "favicon.ico") else { throw Detour.missing }
            part = pressed(bytes, "image/x-icon", caching: .list, former: former)
        case .asset(let tag, let name):
            guard let bytes = theme.file(named: name), Fragment.digest(of: bytes) == tag else { throw Detour.missing }
            part = pressed(bytes, Theme.mediaType(of: name), caching: .immutable, former: former)
        default: throw Detour.missing
        }
        return (part, [.hour])
    }
}

extension Optional {
    fileprivate func orThrow(_ error: any Error) throws -> Wrapped {
        guard let self else { throw error }
        return self
    }
}
