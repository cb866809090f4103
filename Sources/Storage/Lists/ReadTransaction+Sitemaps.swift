internal import News

extension ReadTransaction {
    /// The shards in which some story is public, ascending.
    public func sitemapShards() throws -> [SitemapShard] {
        try sql.rows(Self.shardQuery, [SQLValue(siteNumber)])
            .map { SitemapShard(shard: try $0.required(0), modified: try $0.time(1)) }
    }

    /// The public stories of a shard, by number: at most `SitemapShard.size`.
    public func sitemapRows(shard: Int64) throws -> [SitemapRow] {
        guard shard >= 0, shard < .max / SitemapShard.size else { return [] }
        let from = shard * SitemapShard.size
        let bounds = [SQLValue(siteNumber), .integer(from), .integer(from + SitemapShard.size)]
        // Hundreds of stories share a dozen sections, so each slug is checked only once.
        var sections: [String: Slug] = [:]
        return try sql.rows(Self.sitemapQuery, bounds).map { row in
            let name = try row.string(1)
            let section = try sections[name] ?? row.slug(1)
            sections[name] = section
            return SitemapRow(
                number: try row.number(0),
                section: section,
                headline: try row.string(2),
                chosenSlug: try row.slugIfAny(4),
                updated: try row.time(3)
            )
        }
    }

    private static let shardQuery = "SELECT shard, modified FROM sitemap_shard WHERE site = $1 ORDER BY shard"

    /// The plus keeps SQLite from using the index over sites, after which it would have to sort the rows.
    private static let sitemapQuery = """
        SELECT story.number, section.slug, story.headline, story.updated, story.slug FROM story
        LEFT JOIN section ON section.id = story.section
        WHERE +story.site = $1 AND story.number >= $2 AND story.number < $3 AND story.position IS NOT NULL
        ORDER BY story.number
        """
}
