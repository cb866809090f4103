import News

/// What a feed tells, in one format: the newest stories, whole as far as a budget of bytes goes.
struct FeedPage: Sendable {
    let format: Address.FeedFormat
    let scope: Address.FeedScope
    /// Of the section or the tag; nil for the site.
    let name: String?
    /// The newest first.
    let entries: [FeedEntry]

    /// The masthead too, as a section may be given another name, and the stories that related blocks name, which may be of
    /// other sections.
    var depends: Set<Dependency> {
        let topic: Topic =
            switch scope {
            case .site, .corrections: .site
            case .section(let slug): .section(slug)
            case .tag(let slug): .tag(slug)
            }
        let mentioned = entries.flatMap(\.mentioned).map { Dependency.topic(.story($0)) }
        return Set([.topic(topic), .masthead] + mentioned)
    }

    /// The page whose feed this is.
    var home: Address {
        switch scope {
        case .site: .front
        case .section(let slug): .section(slug)
        case .tag(let slug): .tag(slug)
        case .corrections: .corrections()
        }
    }

    /// The newest change of any story in it; 1970 for an empty feed, so that its bytes stand still.
    var updated: Timestamp {
        entries.map(\.changed).max() ?? Timestamp(milliseconds: 0)
    }
}
