/// Sitemaps of 500 numbers instead of 50,000: what was counted in large shards is counted anew.
let migration0002 = """
    DELETE FROM sitemap_shard;
    INSERT INTO sitemap_shard (shard, modified)
        SELECT number / \(SitemapShard.size), max(updated) FROM story WHERE position IS NOT NULL
        GROUP BY number / \(SitemapShard.size);
    """
