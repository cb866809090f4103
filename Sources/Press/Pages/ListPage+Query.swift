import News
import Storage

extension ListPage {
    /// Rows of a page.
    static let size = 40

    /// Nil where there is no such tag, or nothing of it is public.
    init?(_ transaction: ReadTransaction, tag slug: Slug, _ page: Address.Page) throws {
        guard let tag = try transaction.tag(slug) else { return nil }
        let list = try PagedRows<StoryRow>(transaction, .tag(slug), page, size: Self.size)
        guard try list.isOfSomething(transaction, .tag(slug)) else { return nil }
        self.init(subject: .tag(tag), page: page, list: list)
    }

    /// Nil where there is no such person, or nothing of theirs is public.
    init?(_ transaction: ReadTransaction, author slug: Slug, _ page: Address.Page) throws {
        guard let person = try transaction.person(slug) else { return nil }
        let list = try PagedRows<StoryRow>(transaction, .author(slug), page, size: Self.size)
        guard try list.isOfSomething(transaction, .author(slug)) else { return nil }
        self.init(subject: .author(person), page: page, list: list)
    }

    /// The index, of a section or a day of the newspaper's zone where they are given.
    init?(_ transaction: ReadTransaction, section slug: Slug?, day: CivilDay?, zone: Zone, _ page: Address.Page) throws
    {
        let section = try slug.flatMap { try transaction.section($0) }
        if slug != nil, section == nil { return nil }
        let within = day.map { ListPosition.range(of: $0, in: zone) }
        let listing = slug.map { Listing.section($0) } ?? .site
        let list = try PagedRows<StoryRow>(transaction, listing, page, size: Self.size, within: within)
        // The index of everything stands also while there is nothing.
        if slug != nil, try !list.isOfSomething(transaction, listing) { return nil }
        self.init(
            subject: .index(section: section, day: day),
            page: page,
            list: list,
            sections: try transaction.sections(limit: Masthead.mostKnown)
        )
    }
}

extension ListPosition {
    /// The positions of one day.
    static func range(of day: CivilDay, in zone: Zone) -> Range<ListPosition> {
        let next = CivilDay(daysSince1970: day.daysSince1970 + 1)
        return ListPosition(zone.start(of: day))..<ListPosition(zone.start(of: next))
    }
}
