import News
import Storage

/// One file of the sitemap (sitemaps.org protocol 0.9): the index, a shard of story numbers, which changes only with its
/// own stories, or two days of news.
enum SitemapPage: Sendable {
    case index([SitemapShard])
    case shard(Int64, [SitemapRow])
    case news([StoryRow])
    /// The standing pages, with the time of their present version where they have one; and the public ledger.
    case pages([(kind: StandingPage.Kind, changed: Timestamp?)])

    var depends: Set<Dependency> {
        switch self {
        case .index: [.topic(.site)]
        case .shard(let shard, _): [.shard(shard)]
        case .news: [.topic(.site), .hour]
        case .pages: [.standingPages]
        }
    }
}
