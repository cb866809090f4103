import News
import Storage

/// What a feed tells, whatever its format: the newest stories, whole as far as a budget of bytes goes.
struct Feed: Sendable {
    let scope: Address.FeedScope
    let name: String?
    let entries: [FeedEntry]

    static let size = 20

    /// Bytes that the texts of a feed may have in all, escaped as XML has them.
    ///
    /// Twenty stories of a newspaper are a fifth of it. A story that no longer fits is told by its lead, so that no
    /// feed becomes as large as its stories happen to be.
    static let budget = 512 << 10

    /// Nil where there is no such section or tag.
    init?(_ transaction: ReadTransaction, _ scope: Address.FeedScope, _ newspaper: Newspaper) throws {
        self.scope = scope
        let listing: Listing
        switch scope {
        case .site:
            listing = .site
            name = nil
        case .section(let slug):
            listing = .section(slug)
            guard let section = try transaction.section(slug) else { return nil }
            name = section.name
        case .tag(let slug):
            listing = .tag(slug)
            guard let tag = try transaction.tag(slug) else { return nil }
            name = tag.name
        }
        var budget = Self.budget
        entries = try transaction.rows(listing, before: nil, limit: Self.size)
            .compactMap { try Self.entry(transaction, $0.number, newspaper, &budget) }
        // A section or tag of which nothing is public is none to a reader.
        if entries.isEmpty, listing != .site { return nil }
    }

    /// A body that is long is read only while the budget lasts: after the first that did not fit, none is.
    private static func entry(
        _ transaction: ReadTransaction,
        _ number: StoryNumber,
        _ newspaper: Newspaper,
        _ budget: inout Int
    ) throws -> FeedEntry? {
        if budget > 0, let story = try transaction.publishedStory(number) {
            let entry = FeedEntry(story, newspaper)
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

    /// The masthead too, as a section may be given another name.
    var depends: Set<Dependency> {
        switch scope {
        case .site: [.topic(.site), .masthead]
        case .section(let slug): [.topic(.section(slug)), .masthead]
        case .tag(let slug): [.topic(.tag(slug)), .masthead]
        }
    }

    /// The page whose feed this is.
    var home: Address {
        switch scope {
        case .site: .front
        case .section(let slug): .section(slug)
        case .tag(let slug): .tag(slug)
        }
    }

    func title(_ newspaper: Newspaper) -> String {
        [newspaper.site.name, name].compactMap { $0 }.joined(separator: " - ")
    }

    func description(_ newspaper: Newspaper) -> String {
        switch scope {
        case .site: newspaper.describe("front")
        case .section: newspaper.describe("section", name ?? "")
        case .tag: newspaper.describe("tag", name ?? "")
        }
    }

    /// The newest change of any story in it; 1970 for an empty feed, so that its bytes stand still.
    var updated: Timestamp {
        entries.map(\.story.changed).max() ?? Timestamp(milliseconds: 0)
    }

    func write(_ format: Address.FeedFormat, _ newspaper: Newspaper) -> [UInt8] {
        switch format {
        case .rss: rss(newspaper)
        case .atom: atom(newspaper)
        case .json: json(newspaper)
        }
    }
}

extension Address.FeedFormat {
    var mediaType: String {
        switch self {
        case .rss: "application/rss+xml; charset=utf-8"
        case .atom: "application/atom+xml; charset=utf-8"
        case .json: "application/feed+json"
        }
    }
}
