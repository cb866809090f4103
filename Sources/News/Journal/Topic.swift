/// What a page is about, and what a change touches: where one meets the other, the page is pressed again.
public enum Topic: Hashable, Sendable {
    /// Every list of the whole site.
    case site
    case section(Slug)
    case tag(Slug)
    case author(Slug)
    case story(StoryNumber)
}

extension Topic: LosslessStringConvertible {
    /// As it is written in the journal: `site`, `section:dunia`, `story:7`.
    public var description: String {
        switch self {
        case .site: "site"
        case .section(let slug): "section:\(slug)"
        case .tag(let slug): "tag:\(slug)"
        case .author(let slug): "author:\(slug)"
        case .story(let number): "story:\(number)"
        }
    }

    public init?(_ text: String) {
        if text == "site" {
            self = .site
            return
        }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch (parts[0], Slug(rawValue: parts[1])) {
        case ("section", let slug?): self = .section(slug)
        case ("tag", let slug?): self = .tag(slug)
        case ("author", let slug?): self = .author(slug)
        case ("story", _):
            guard let number = StoryNumber(parts[1]) else { return nil }
            self = .story(number)
        default: return nil
        }
    }
}

extension Story {
    /// The lists and pages on which its published text stands or stood; its own alone where there is none.
    public var topics: Set<Topic> { (published?.topics ?? []).union([.story(number)]) }
}

extension Copy {
    /// The lists in which a story with this text stands.
    public var topics: Set<Topic> {
        var topics: Set<Topic> = [.site, .section(section.slug)]
        topics.formUnion(tags.map { .tag($0.slug) })
        topics.formUnion(bylines.map { .author($0.person.slug) })
        return topics
    }
}
