public import News

/// A stretch of 50,000 story numbers: one file of the sitemap.
public struct SitemapShard: Hashable, Sendable {
    /// Stories numbered from `shard` × `size`.
    public let shard: Int64
    /// When a public story of it last changed, came or went.
    public let modified: Timestamp

    /// Numbers in a shard; the sitemap protocol allows 50,000 URLs in a file.
    public static let size: Int64 = 50_000

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
    /// The hero, where it has a file.
    public let picture: Picture?

    public init(number: StoryNumber, section: Slug, headline: String, updated: Timestamp, picture: Picture?) {
        self.number = number
        self.section = section
        self.headline = headline
        self.updated = updated
        self.picture = picture
    }

    /// Where the story stands.
    public var address: Address { .story(section: section, number, Slug(headline, fallback: "artikel")) }
}
