extension Body {
    /// The stories that its related blocks name, each once, in their order.
    public var relatedStories: [StoryNumber] {
        var stories: [StoryNumber] = []
        Self.collect(blocks, into: &stories)
        return stories
    }

    private static func collect(_ blocks: [Block], into stories: inout [StoryNumber]) {
        for block in blocks {
            switch block {
            case .related(let story): if !stories.contains(story) { stories.append(story) }
            case .quote(let inner): collect(inner, into: &stories)
            case .list(_, _, let items): for item in items { collect(item, into: &stories) }
            case .paragraph, .heading, .pullQuote, .table, .preformatted, .rule, .picture, .embed: break
            }
        }
    }

    /// The body without related blocks: the numbers in a text of another newspaper's are not ours.
    public var withoutRelatedStories: Body {
        relatedStories.isEmpty ? self : Body(blocks: Self.withoutRelated(blocks))
    }

    private static func withoutRelated(_ blocks: [Block]) -> [Block] {
        blocks.compactMap { block in
            switch block {
            case .related: nil
            case .quote(let inner): .quote(withoutRelated(inner))
            case .list(let ordered, let start, let items):
                .list(ordered: ordered, start: start, items: items.map(withoutRelated))
            case .paragraph, .heading, .pullQuote, .table, .preformatted, .rule, .picture, .embed: block
            }
        }
    }
}
