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
            ("sections of", Transaction.sectionQuery),
            ("due", Transaction.dueQuery),
            ("next due", Transaction.nextDueQuery),
            ("export", Transaction.exportQuery),
            ("bylines", Transaction.bylineQuery),
            ("tags", Transaction.tagQuery),
            ("pictures", Transaction.pictureQuery),
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
            // The names of sections are a dozen rows, read in their order.
            #expect(!scans || (name == "sections" && step == "SCAN section"), "\(name): \(step)")
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

    @Test func `the newest found need no sorting`() async throws {
        let sql =
            "SELECT rowid FROM story_search WHERE story_search MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3"
        #expect(try await plan(sql).allSatisfy { !$0.contains("TEMP B-TREE") })
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
