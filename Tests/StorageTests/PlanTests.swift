import News
import TestSupport
import Testing

@testable import Storage

/// What each query of a public page costs: a search in an index and nothing sorted, however large the archive.
@Suite struct PlanTests {
    static let queries: [(name: String, sql: String)] =
        [Listing.site, .section(Section.dunia.slug), .tag(Tag.rusia.slug), .author(Person.alifia.slug)].flatMap {
            listing in
            ["ASC", "DESC"].map { ("\(listing) \($0)", listing.query(order: $0)) }
        } + [
            ("row", ReadTransaction.rowQuery),
            ("tagged", ReadTransaction.taggedQuery),
            ("sitemap", ReadTransaction.sitemapQuery),
            ("sitemap shards", ReadTransaction.shardQuery),
            ("sitemap, hidden", WriteTransaction.hiddenQuery),
            ("sitemap, forgotten", WriteTransaction.forgetQuery),
            ("sections of", ReadTransaction.sectionQuery),
            ("due", ReadTransaction.dueQuery),
            ("next due", ReadTransaction.nextDueQuery),
            ("position taken", WriteTransaction.takenQuery),
            ("last position", WriteTransaction.lastQuery),
            ("wire facts", ReadTransaction.knownQuery),
            ("stops", ReadTransaction.stopQuery),
            ("section by key", NameTable.section.knownQuery),
            ("tag by key", NameTable.tag.knownQuery),
            ("person by key", NameTable.person.knownQuery),
            ("export", ReadTransaction.exportQuery),
            ("bylines", ReadTransaction.bylineQuery),
            ("tags", ReadTransaction.tagQuery),
            ("pictures", ReadTransaction.pictureQuery),
            ("a picture's story", ReadTransaction.showingQuery),
            ("former paths", ReadTransaction.formerPathQuery),
            ("hit", ReadTransaction.hitQuery),
            ("sections", ReadTransaction.sectionsQuery),
            ("sections counted", ReadTransaction.countQuery),
            ("sections placed", ReadTransaction.placedQuery),
            ("story", ReadTransaction.storyQuery),
            ("story without its text", ReadTransaction.bodilessQuery),
            ("readers' address", ReadTransaction.addressQuery),
            ("opening", ReadTransaction.openingQuery),
            ("former path", "SELECT story FROM former_path WHERE path = $1"),
            ("uri", "SELECT number, updated FROM story WHERE uri = $1"),
            ("journal", "SELECT sequence FROM journal WHERE sequence > $1 ORDER BY sequence LIMIT $2"),
        ]

    @Test(arguments: queries)
    func `a public query searches an index and sorts nothing`(name: String, sql: String) async throws {
        let plan = try await plan(sql)
        #expect(!plan.isEmpty)
        for step in plan {
            #expect(!step.contains("TEMP B-TREE"), "\(name): \(step)")
            // The partial index holds nothing but what waits.
            let scans = step.hasPrefix("SCAN ") && !step.contains("INDEX story_due")
            // Of the sections the first dozen rows are read, and all shards of the sitemap are asked for; read in their order.
            let isShort = ["SCAN section", "SCAN sitemap_shard", "SCAN (subquery"].contains { step.hasPrefix($0) }
            #expect(!scans || isShort, "\(name): \(step)")
        }
    }

    @Test(arguments: [
        (Listing.site, "story USING INDEX sqlite_autoindex_story_"),
        (.section(Section.dunia.slug), "story USING INDEX story_section"),
        (.tag(Tag.rusia.slug), "story_tag USING"), (.author(Person.alifia.slug), "story_byline USING"),
    ])
    func `a list is led by its own index`(listing: Listing, start: String) async throws {
        let plan = try await plan(listing.query(order: "DESC"))
        #expect(plan.first?.hasPrefix("SEARCH " + start) == true, "\(plan)")
    }

    @Test(arguments: [SearchTable.newestQuery, SearchTable.nextQuery, SearchTable.rangeQuery])
    func `what a search finds comes from the index in its order`(query: String) async throws {
        let plan = try await plan(query)
        #expect(plan.count == 1)
        #expect(plan.allSatisfy { $0.contains("story_search VIRTUAL TABLE INDEX") && $0.contains(":M") }, "\(plan)")
    }

    private func plan(_ sql: String) async throws -> [String] {
        let home = try TestStore()
        let count = (1...9).prefix { sql.contains("$\($0)") }.count
        return try await home.store.read { transaction in
            try transaction.sql.rows("EXPLAIN QUERY PLAN " + sql, Array(repeating: .null, count: count))
                .compactMap { $0.text(3) }
        }
    }
}
