import News
import TestSupport
import Testing

@testable import Storage

@Suite struct MigrationTests {
    @Test func `a store with the large shards of before has its sitemap counted anew`() async throws {
        let home = try TestStore()
        let expected = try await home.store.write { transaction in
            for number in [1, 2, 3] as [Int64] { _ = try transaction.insert(.sample(number), now: .sampleNow) }
            return try transaction.sitemapShards()
        }
        #expect(expected.map(\.shard) == [0])
        try await home.store.unguarded(
            """
            DELETE FROM sitemap_shard;
            INSERT INTO sitemap_shard (shard, modified) VALUES (7, 1);
            UPDATE schema_version SET version = 1;
            """
        )
        let reopened = try Store(folder: home.folder)
        let shards = try await reopened.read { try $0.sitemapShards() }
        #expect(shards.map(\.shard) == [0])
        // When a shard was last touched is known no more; when its stories were last changed is.
        #expect(
            shards.allSatisfy {
                $0.modified <= expected[0].modified && $0.modified > .sampleNow.adding(seconds: -86_400 * 2)
            }
        )
        reopened.close()
    }
}
