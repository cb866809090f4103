import News
import Storage

extension SitemapPage {
    /// Stories that news indexes take: no older than two days, and at most so many (Google News sitemap 0.9).
    private static let mostNews = 1_000

    /// Nil where no story of a shard is public.
    init?(_ transaction: ReadTransaction, _ address: Address, now: Timestamp) throws {
        switch address {
        case .sitemap(let shard):
            let rows = try transaction.sitemapRows(shard: shard)
            if rows.isEmpty { return nil }
            self = .shard(shard, rows)
        case .newsSitemap:
            let recent = ListPosition(now.adding(seconds: -2 * 86_400))..<ListPosition(rawValue: .max)
            let rows = try transaction.rows(.site, before: nil, within: recent, limit: Self.mostNews)
            // What somebody paid for is no news (Google News' policies).
            self = .news(rows.filter { $0.label == nil })
        case .pagesSitemap:
            self = .pages(
                try StandingPage.Kind.allCases.compactMap { kind in
                    let page = try transaction.standingPage(kind)
                    if let page, !page.isEmpty { return (kind, page.at) }
                    return kind.isAlwaysThere ? (kind, nil) : nil
                }
            )
        default:
            self = .index(try transaction.sitemapShards())
        }
    }
}
