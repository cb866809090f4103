import News
import Storage

extension FeedPage {
    /// Stories that a feed tells.
    static let size = 20

    /// Bytes that the texts of a feed may have in all, escaped as XML has them.
    ///
    /// Twenty stories of a newspaper are a fifth of it. A story that no longer fits is told by its lead, so that no
    /// feed becomes as large as its stories happen to be.
    static let budget = 512 << 10

    /// Nil where there is no such section or tag, or nothing of it is public.
    init?(
        _ transaction: ReadTransaction,
        _ format: Address.FeedFormat,
        _ scope: Address.FeedScope,
        _ newspaper: Newspaper
    ) throws {
        let listing: Listing
        let name: String?
        switch scope {
        case .corrections:
            let rows = try transaction.corrections(before: nil, limit: Self.size)
            let name = newspaper.strings.text("corrections.title")
            self.init(format: format, scope: scope, name: name, entries: rows.map { FeedEntry($0, newspaper) })
            return
        case .site: (listing, name) = (.site, nil)
        case .section(let slug): (listing, name) = (.section(slug), try transaction.section(slug)?.name)
        case .tag(let slug): (listing, name) = (.tag(slug), try transaction.tag(slug)?.name)
        }
        if listing != .site, name == nil { return nil }
        var budget = Self.budget
        let entries = try transaction.rows(listing, before: nil, limit: Self.size)
            .compactMap { try Self.entry(transaction, $0.number, newspaper, &budget) }
        if entries.isEmpty, listing != .site { return nil }
        self.init(format: format, scope: scope, name: name, entries: entries)
    }

    /// A body that is long is read only while the budget lasts: after the first that did not fit, none is.
    ///
    /// The budget is of what is printed, so that an entry's HTML is made here, once.
    private static func entry(
        _ transaction: ReadTransaction,
        _ number: StoryNumber,
        _ newspaper: Newspaper,
        _ budget: inout Int
    ) throws -> FeedEntry? {
        if budget > 0, let story = try transaction.publishedStory(number) {
            let entry = FeedEntry(story, try transaction.mentioned(in: story), newspaper)
            let length = XML.escapedLength(entry.html)
            guard length > budget else {
                budget -= length
                return entry
            }
            budget = 0
        }
        guard let story = try transaction.publishedStory(number, withBody: false) else { return nil }
        let opening = story.copy.lead.isEmpty ? try transaction.opening(of: number) : ""
        return FeedEntry(story, opening: opening, newspaper)
    }
}
