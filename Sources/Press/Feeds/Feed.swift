import News
import Storage

/// What a feed tells, whatever its format: the newest stories whole.
struct Feed: Sendable {
    let scope: Address.FeedScope
    let name: String?
    let stories: [Story]

    static let size = 20

    /// Nil where there is no such section or tag.
    init?(_ transaction: Transaction, _ scope: Address.FeedScope) throws {
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
        stories = try transaction.rows(listing, before: nil, limit: Self.size)
            .compactMap { try transaction.story($0.number) }
        // A section or tag of which nothing is public is none to a reader.
        if stories.isEmpty, listing != .site { return nil }
    }

    var depends: Set<Dependency> {
        switch scope {
        case .site: [.topic(.site)]
        case .section(let slug): [.topic(.section(slug))]
        case .tag(let slug): [.topic(.tag(slug))]
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
        stories.map { max($0.updated, $0.publicSince) }.max() ?? Timestamp(milliseconds: 0)
    }

    func write(_ format: Address.FeedFormat, _ newspaper: Newspaper) -> String {
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

extension Newspaper {
    /// The whole story for a feed reader: hero, lead and body, with addresses that hold outside the site.
    func feedHTML(_ story: Story) -> String {
        let copy = story.copy
        var html = ""
        if let hero = copy.pictures.first, let picture = hero.picture {
            html += figure(picture, hero)
        }
        if !copy.lead.isEmpty { html += "<p><strong>\(XML.escape(copy.lead))</strong></p>" }
        for block in copy.body.blocks {
            if case .picture(let index) = block {
                guard copy.pictures.indices.contains(index), let picture = copy.pictures[index].picture
                else { continue }
                html += figure(picture, copy.pictures[index])
            } else {
                html += Body(blocks: [block]).html
            }
        }
        // In canonical HTML a "<" begins a tag and nothing else, so that no text is mistaken for a link.
        return html.replacing("<a href=\"/", with: "<a href=\"\(url)/")
            .replacing("<a href=\"#", with: "<a href=\"\(XML.escape(absolute(story.address)))#")
    }

    private func figure(_ picture: Picture, _ use: PictureUse) -> String {
        let source = XML.escape(absolute(largest(picture)))
        return "<figure><img src=\"\(source)\" alt=\"\(XML.escape(use.alternativeText))\">"
            + "<figcaption>\(XML.escape(use.line))</figcaption></figure>"
    }
}
