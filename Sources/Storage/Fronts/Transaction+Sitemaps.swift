internal import News

extension Transaction {
    /// The shards in which some story is public, ascending.
    public func sitemapShards() throws -> [SitemapShard] {
        try sql.rows(Self.shardQuery)
            .map { SitemapShard(shard: try $0.required(0), modified: try $0.time(1)) }
    }

    /// The public stories of a shard, by number: at most `SitemapShard.size`.
    public func sitemapRows(shard: Int64) throws -> [SitemapRow] {
        guard shard >= 0, shard < .max / SitemapShard.size else { return [] }
        let from = shard * SitemapShard.size
        // A dozen sections for hundreds of stories: each slug is looked at once.
        var sections: [String: Slug] = [:]
        return try sql.rows(Self.sitemapQuery, [.integer(from), .integer(from + SitemapShard.size)]).map { row in
            let name = try row.string(1)
            let section = try sections[name] ?? row.slug(1)
            sections[name] = section
            return SitemapRow(
                number: try row.number(0),
                section: section,
                headline: try row.string(2),
                updated: try row.time(3)
            )
        }
    }

    static let shardQuery = "SELECT shard, modified FROM sitemap_shard ORDER BY shard"

    static let sitemapQuery = """
        SELECT story.number, section.slug, story.headline, story.updated FROM story
        LEFT JOIN section ON section.id = story.section
        WHERE story.number >= $1 AND story.number < $2 AND story.position IS NOT NULL ORDER BY story.number
        """
}

extension Transaction {
    /// Notes that the shard of a story is to be written again; one without a public story is forgotten.
    func touchSitemap(of number: StoryNumber, now: Timestamp) throws {
        let shard = number.rawValue / SitemapShard.size
        if memo.sitemapShards[shard].map({ $0 < now }) ?? true {
            memo.sitemapShards[shard] = now
            try sql.execute(Self.touchQuery, [.integer(shard), SQLValue(now)])
        }
        if try sql.row(Self.hiddenQuery, [SQLValue(number)]) != nil {
            let from = shard * SitemapShard.size
            let values: [SQLValue] = [.integer(shard), .integer(from), .integer(from + SitemapShard.size)]
            if try sql.execute(Self.forgetQuery, values) > 0 { memo.sitemapShards[shard] = nil }
        }
    }

    static let touchQuery = """
        INSERT INTO sitemap_shard (shard, modified) VALUES ($1, $2)
        ON CONFLICT (shard) DO UPDATE SET modified = excluded.modified WHERE excluded.modified > sitemap_shard.modified
        """

    static let hiddenQuery = "SELECT 1 FROM story WHERE number = $1 AND position IS NULL"

    static let forgetQuery = """
        DELETE FROM sitemap_shard WHERE shard = $1
        AND NOT EXISTS (SELECT 1 FROM story WHERE number >= $2 AND number < $3 AND position IS NOT NULL)
        """
}
