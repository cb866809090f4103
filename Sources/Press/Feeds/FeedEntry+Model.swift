import News

/// One story as a feed tells it, whatever the format.
struct FeedEntry: Sendable {
    /// Without its body where that was left out.
    let story: PublishedStory
    /// A sentence or two, in plain text.
    let summary: String
    /// The story for a feed reader, in HTML whose addresses hold outside the site.
    let html: String

    /// Pictures that a feed names beside the text.
    static let mostPictures = 8
    /// Characters of a lead, a caption or a line of rights in a feed.
    static let longestLine = 600

    var pictures: some Sequence<PictureUse> {
        story.copy.pictures.filter { !$0.isVacant }.prefix(Self.mostPictures)
    }

    /// Section and tags.
    var subjects: [String] { [story.copy.section.name] + story.copy.tags.map(\.name) }
}
