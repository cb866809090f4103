internal import News

extension Transaction {
    /// The shards in which some story is public, ascending.
    public func sitemapShards() throws -> [SitemapShard] {
        try sql.rows(Self.shardQuery)
            .map { SitemapShard(shard: try $0.required(0), modified: try $0.time(1)) }
    }

    /// The public stories of a shard, by number: at most 50,000.
    public func sitemapRows(shard: Int64) throws -> [SitemapRow] {
        let (from, overflows) = shard.multipliedReportingOverflow(by: SitemapShard.size)
        guard shard >= 0, !overflows, from <= .max - SitemapShard.size else { return [] }
        return try sql.rows(Self.sitemapQuery, [.integer(from), .integer(from + SitemapShard.size)]).map { row in
            SitemapRow(
                number: try row.number(0),
                section: try row.slug(1),
                headline: try row.string(2),
                updated: try row.time(3),
                picture: try Picture(row, from: 4)
            )
        }
    }

    static let shardQuery = """
        SELECT shard, modified FROM sitemap_shard WHERE EXISTS (
            SELECT 1 FROM story WHERE number >= shard * \(SitemapShard.size) AND number < (shard + 1) * \(SitemapShard.size)
            AND position IS NOT NULL
        ) ORDER BY shard
        """

    static let sitemapQuery = """
        SELECT story.number, section.slug, story.headline, story.updated, \(Picture.columns) FROM story \(StoryRow.joins)
        WHERE story.number >= $1 AND story.number < $2 AND story.position IS NOT NULL ORDER BY story.number
        """

    /// Notes that the shard of a story is to be written again.
    func touchSitemap(of number: StoryNumber, now: Timestamp) throws {
        let shard = number.rawValue / SitemapShard.size
        if let touched = memo.sitemapShards[shard], touched >= now { return }
        memo.sitemapShards[shard] = now
        try sql.execute(
            """
            INSERT INTO sitemap_shard (shard, modified) VALUES ($1, $2)
            ON CONFLICT (shard) DO UPDATE SET modified = excluded.modified
            WHERE excluded.modified > sitemap_shard.modified
            """,
            [.integer(shard), SQLValue(now)]
        )
    }
}
