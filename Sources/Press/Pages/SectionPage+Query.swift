import News
import Storage

extension SectionPage {
    /// Rows of a page.
    private static let size = 20

    /// Nil where there is no such section, or nothing of it is public.
    init?(_ readers: any ReadersView, _ slug: Slug, _ page: Address.Page, at now: Timestamp) throws {
        guard let section = try readers.section(slug) else { return nil }
        let list = try PagedRows<StoryRow>(readers, .section(slug), page, size: Self.size)
        guard try list.isOfSomething(readers, .section(slug)) else { return nil }
        self.init(section: section, page: page, list: list)
        if page == .first { placed = try PlacedCards(readers, .section(slug), at: now) }
    }
}
