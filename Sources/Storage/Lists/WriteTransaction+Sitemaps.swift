internal import News

extension WriteTransaction {
    /// Marks the shard of a story as changed; one without a public story is forgotten.
    ///
    /// - Parameters:
    ///   - number: The story's number.
    ///   - isListed: Whether readers see it now.
    ///   - now: When it changed.
    func touchSitemap(of number: StoryNumber, isListed: Bool, now: Timestamp) throws {
        let shard = number.rawValue / SitemapShard.size
        if sitemapShards[shard].map({ $0 < now }) ?? true {
            sitemapShards[shard] = now
            try sql.execute(Self.touchQuery, [SQLValue(siteNumber), .integer(shard), SQLValue(now)])
        }
        if !isListed {
            let from = shard * SitemapShard.size
            let values: [SQLValue] = [
                SQLValue(siteNumber), .integer(shard), .integer(from), .integer(from + SitemapShard.size),
            ]
            if try sql.execute(Self.forgetQuery, values) > 0 { sitemapShards[shard] = nil }
        }
    }

    private static let touchQuery = """
        INSERT INTO sitemap_shard (site, shard, modified) VALUES ($1, $2, $3)
        ON CONFLICT (site, shard) DO UPDATE SET modified = excluded.modified WHERE excluded.modified > sitemap_shard.modified
        """

    private static let forgetQuery = """
        DELETE FROM sitemap_shard WHERE site = $1 AND shard = $2
        AND NOT EXISTS (SELECT 1 FROM story WHERE site = $1 AND number >= $3 AND number < $4 AND position IS NOT NULL)
        """
}
