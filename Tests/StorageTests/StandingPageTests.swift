import News
import TestSupport
import Testing

@testable import Storage

@Suite struct StandingPageTests {
    private static func page(_ version: Int, _ text: String, _ imprint: Imprint? = nil) throws -> StandingPage {
        try StandingPage.next(
            imprint == nil ? .guidelines : .imprint,
            after: version - 1,
            notation: text,
            imprint: imprint,
            because: "Karena.",
            by: .member("dewi"),
            at: .sampleNow
        )
    }

    @Test func `each version is kept as it was written, and the last one is the page`() async throws {
        let home = try await TestStore()
        let imprint = Imprint(company: "PT Warta", people: [Imprint.Post(title: "Redaktur", name: "Bagus")])
        let pages = [try Self.page(1, "Satu."), try Self.page(2, "Dua."), try Self.page(3, "")]
        let first = try Self.page(1, "", imprint)
        try await home.store.write { transaction in
            for page in pages + [first] { try transaction.add(page) }
        }
        #expect(try await home.store.read { try $0.standingPage(.guidelines) } == pages[2])
        #expect(try await home.store.read { try $0.standingPages(.guidelines, limit: 9) } == pages.reversed())
        #expect(try await home.store.read { try $0.standingPage(.guidelines, version: 1) } == pages[0])
        #expect(try await home.store.read { try $0.standingPage(.imprint) } == first)
        #expect(try await home.store.read { try $0.standingPage(.reply) } == nil)
        // The emptied page is no page.
        #expect(try await home.store.read { try $0.masthead().pages } == [.imprint: 1])
    }

    @Test func `nobody changes a version or takes it away`() async throws {
        let home = try await TestStore()
        let page = try Self.page(1, "Satu.")
        try await home.store.write { try $0.add(page) }
        for statement in ["UPDATE standing_page SET body = 'x'", "DELETE FROM standing_page"] {
            await #expect(throws: (any Error).self) { try await home.store.raw(statement) }
        }
        await #expect(throws: (any Error).self) { try await home.store.write { try $0.add(page) } }
        #expect(try await home.store.read { try $0.standingPage(.guidelines) } == page)
    }
}
