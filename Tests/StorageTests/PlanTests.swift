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
            ("row", Transaction.rowQuery),
            ("tagged", Transaction.taggedQuery),
            ("sitemap", Transaction.sitemapQuery),
            ("sitemap shards", Transaction.shardQuery),
            ("sitemap, hidden", Transaction.hiddenQuery),
            ("sitemap, forgotten", Transaction.forgetQuery),
            ("sections of", Transaction.sectionQuery),
            ("due", Transaction.dueQuery),
            ("next due", Transaction.nextDueQuery),
            ("position taken", Transaction.takenQuery),
            ("last position", Transaction.lastQuery),
            ("wire facts", Transaction.knownQuery),
            ("stops", Transaction.stopQuery),
            ("section by key", NameTable.section.knownQuery),
            ("tag by key", NameTable.tag.knownQuery),
            ("person by key", NameTable.person.knownQuery),
            ("export", Transaction.exportQuery),
            ("bylines", Transaction.bylineQuery),
            ("tags", Transaction.tagQuery),
            ("pictures", Transaction.pictureQuery),
            ("a picture's story", Transaction.showingQuery),
            ("former paths", Transaction.formerPathQuery),
            ("hit", Transaction.hitQuery),
            ("sections", Transaction.sectionsQuery),
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
            // The names of sections are a dozen rows, and all shards of the sitemap are asked for; read in their order.
            let isWhole = ["sections": "SCAN section", "sitemap shards": "SCAN sitemap_shard"][name] == step
            #expect(!scans || isWhole, "\(name): \(step)")
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
