public import News

/// What readers find: the questions that their pages are made of.
///
/// A ``ReadTransaction`` answers them of now, a ``PastView`` of a past instant, so that one code makes the pages of
/// both.
public protocol ReadersView {
    /// What readers may know of a story: its published text while they see it, or that it was withdrawn; nil if
    /// nothing.
    /// - Parameters:
    ///   - number: The story.
    ///   - withBody: Whether the text is read too; otherwise its body may be empty.
    func publishedStory(_ number: StoryNumber, withBody: Bool) throws -> PublishedStory?
    /// The address at which readers find a story, or the notice that it was withdrawn; nil if they see neither.
    func readersAddress(of number: StoryNumber) throws -> Address?
    /// The rows of those stories that are public, in the order given.
    func rows(_ numbers: [StoryNumber]) throws -> [StoryRow]
    /// The newest public stories of a list, or those just older than a position; newest first.
    func rows(
        _ listing: Listing,
        before: ListPosition?,
        within: Range<ListPosition>?,
        limit: Int
    ) throws -> [StoryRow]
    /// The public stories of a list just newer than a position, newest first.
    func rows(_ listing: Listing, after: ListPosition, within: Range<ListPosition>?, limit: Int) throws -> [StoryRow]
    /// The newest public stories of a tag, with their positions; 50 at most.
    func newest(of tag: Slug) throws -> [(story: StoryNumber, position: ListPosition)]
    /// Whether readers were given another text since they first saw the story, as far as that was kept.
    func wasRewritten(_ story: PublishedStory) throws -> Bool
    /// The story that another answers; nil where it is no reply.
    func storyAnswered(by reply: StoryNumber) throws -> StoryNumber?
    /// The replies to a story that were granted, whether readers can open them or not.
    func replies(to story: StoryNumber) throws -> [StoryNumber]
    /// The stories that another verified, whether readers can open them or not.
    func storiesVerified(by number: StoryNumber) throws -> [StoryNumber]
    /// The section with this slug, even if it has no public story.
    func section(_ slug: Slug) throws -> Section?
    /// The sections in the navigation.
    func masthead() throws -> Masthead
    /// What the desk has placed on a front; nil where nothing was launched.
    func liveFront(_ front: Front) throws -> FrontVersion?
    /// The newest version of the line of breaking news, which may have ended; nil where nobody has written one.
    func banner() throws -> Banner?
}

extension ReadTransaction: ReadersView {}

extension ReadersView {
    /// The newest public stories of a list, or those just older than a position; newest first.
    public func rows(_ listing: Listing, before: ListPosition?, limit: Int) throws -> [StoryRow] {
        try rows(listing, before: before, within: nil, limit: limit)
    }

    /// Stories to read next: those that the desk chose, then the newest public ones that share most of its first five
    /// tags, then its section's newest.
    ///
    /// Among the newest 50 of each tag; never the story itself, nor one that is not public.
    public func related(to story: PublishedStory, limit: Int) throws -> RelatedStories {
        let chosen = try rows(story.copy.related.filter { $0 != story.number }).prefix(limit)
        let near =
            chosen + (try sharingTags(of: story, besides: chosen.map(\.number), limit: limit - chosen.count))
        guard near.count < limit else { return RelatedStories(rows: Array(near), followsSection: false) }
        let known = Set(near.map(\.number)).union([story.number])
        let newest = try rows(.section(story.copy.section.slug), before: nil, limit: limit + 1)
        let rows = (near + newest.filter { !known.contains($0.number) }).prefix(limit)
        return RelatedStories(rows: Array(rows), followsSection: true)
    }

    /// The stories that share most of its tags.
    private func sharingTags(
        of story: PublishedStory,
        besides known: [StoryNumber],
        limit: Int
    ) throws -> [StoryRow] {
        guard limit > 0 else { return [] }
        var shared: [StoryNumber: (tags: Int, position: ListPosition)] = [:]
        for tag in story.copy.tags.prefix(5) {
            for (number, position) in try newest(of: tag.slug) {
                shared[number] = (shared[number, default: (0, position)].tags + 1, position)
            }
        }
        for number in known + [story.number] { shared[number] = nil }
        let ranked = shared.sorted { ($0.value.tags, $0.value.position) > ($1.value.tags, $1.value.position) }
        return try rows(ranked.prefix(limit).map(\.key))
    }
}

/// Stories to read next after another.
public struct RelatedStories: Sendable {
    /// The nearest first.
    public let rows: [StoryRow]
    /// Whether the desk and the tags named too few, so that each story which comes into the section may be one of them.
    public let followsSection: Bool

    /// Of a story that has no text for readers.
    public static let none = RelatedStories(rows: [], followsSection: false)

    public init(rows: [StoryRow], followsSection: Bool) {
        self.rows = rows
        self.followsSection = followsSection
    }
}
