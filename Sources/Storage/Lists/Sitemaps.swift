public import News

/// A range of story numbers: one file of the sitemap.
public struct SitemapShard: Hashable, Sendable {
    /// Stories numbered from `shard` × `size`.
    public let shard: Int64
    /// When a public story in it last changed, appeared or disappeared.
    public let modified: Timestamp

    /// How many story numbers a shard has.
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
    /// The readable part of its address, where the desk chose one.
    public let chosenSlug: Slug?
    public let updated: Timestamp

    public init(number: StoryNumber, section: Slug, headline: String, chosenSlug: Slug? = nil, updated: Timestamp) {
        self.number = number
        self.section = section
        self.headline = headline
        self.chosenSlug = chosenSlug
        self.updated = updated
    }

    /// The story's address.
    public var address: Address {
        .story(section: section, number, Slug(chosen: chosenSlug, headline: headline))
    }
}
