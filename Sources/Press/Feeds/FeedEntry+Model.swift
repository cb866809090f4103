import News

/// One entry as a feed tells it, whatever the format: a story, or a correction of one.
struct FeedEntry: Sendable {
    let title: String
    /// Where it is read on the site, without scheme and host.
    let href: String
    /// Stays when the address changes.
    let identifier: String
    let published: Timestamp
    let changed: Timestamp
    /// In which it tells its times.
    let zone: Zone
    /// BCP 47.
    let language: String
    var people: [Person] = []
    /// Section and tags.
    let subjects: [String]
    /// A sentence or two, in plain text.
    let summary: String
    /// For a feed reader, in HTML whose addresses hold outside the site.
    let html: String
    var rights = ""
    /// Named beside the text, the one on top first where there is one.
    var pictures: [PictureUse] = []
    var hero: Picture?
    /// Stories of which it tells the headline.
    var mentioned: [StoryNumber] = []

    /// Pictures that a feed names beside the text.
    static let mostPictures = 8
    /// Characters of a lead, a caption or a line of rights in a feed.
    static let longestLine = 600
}

extension FeedEntry {
    /// - Parameters:
    ///   - story: The story, without its body where that is left out.
    ///   - label: What it is called because somebody paid for it; nil for news.
    ///   - summary: A sentence or two.
    ///   - html: The story for a feed reader.
    init(_ story: PublishedStory, label: String?, summary: String, html: String) {
        let copy = story.copy
        self.init(
            title: [label, copy.headline].compactMap { $0 }.joined(separator: ": "),
            href: story.address.path,
            identifier: story.identifier,
            published: story.publicSince,
            changed: story.changed,
            zone: copy.zone,
            language: copy.language,
            people: copy.bylines.map(\.person),
            subjects: [copy.section.name] + copy.tags.map(\.name) + (label.map { [$0] } ?? []),
            summary: summary,
            html: html,
            rights: copy.copyrightNotice.shortened(to: Self.longestLine),
            pictures: Array(copy.pictures.filter { !$0.isVacant }.prefix(Self.mostPictures)),
            hero: copy.hero?.picture,
            mentioned: copy.body.relatedStories
        )
    }
}
