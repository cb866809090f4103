public import News

/// A stretch of story numbers: one file of the sitemap.
public struct SitemapShard: Hashable, Sendable {
    /// Stories numbered from `shard` × `size`.
    public let shard: Int64
    /// When a public story of it last changed, came or went.
    public let modified: Timestamp

    /// Numbers in a shard.
    ///
    /// The protocol allows 50,000 addresses in a file and 50,000 files in an index. So small a shard is pressed in a
    /// few milliseconds, and again only when one of so few stories changed; the index has room for 25 million stories.
    public static let size: Int64 = 500

    public init(shard: Int64, modified: Timestamp) {
        self.shard = shard
        self.modified = modified
    }
}

/// What a sitemap says of one story.
public struct SitemapRow: Hashable, Sendable {
    public let number: StoryNumber
    public let section: Slug
    public let headline: String
    public let updated: Timestamp

    public init(number: StoryNumber, section: Slug, headline: String, updated: Timestamp) {
        self.number = number
        self.section = section
        self.headline = headline
        self.updated = updated
    }

    /// Where the story stands.
    public var address: Address { .story(section: section, number, Slug(headline, fallback: "artikel")) }
}
