import News
import Storage

/// The page of one story: a published one, or the notice that it was withdrawn.
struct StoryPage: Sendable {
    /// Without its text where it was withdrawn.
    let story: PublishedStory
    /// What to read next.
    let related: RelatedStories
    /// Those stories of its related blocks that readers can open.
    let mentioned: [StoryRow]
    /// Whether there is a page that tells what changed in it.
    var hasChanges = false
    /// The story that it answers, as far as readers find it.
    var answered: StoryLink?
    /// Those granted replies to it that readers can open.
    var replies: [StoryRow] = []
    /// The stories that it verified, as far as readers find them.
    var verified: [StoryLink] = []
    /// The stories that verified it, as far as readers find them.
    var verifying: [StoryLink] = []
    /// Stories whose fate its links follow: what it answers, all granted replies, what it verified and what verified it.
    var linked: [StoryNumber] = []

    /// Stories to read next at most.
    static let mostRelated = 4

    /// All of which a change may make the page another.
    ///
    /// The story itself and those that its related blocks and the desk name, whether readers can open them or not; the
    /// masthead; the tags by which related stories are found, the section where it has filled them up, and those stories
    /// themselves, none of which may stand here once it was taken back.
    var depends: Set<Dependency> {
        var kin: [Topic] = story.copy.tags.prefix(5).map { .tag($0.slug) }
        if related.followsSection { kin.append(.section(story.copy.section.slug)) }
        let named = [story.number] + story.copy.body.relatedStories + story.copy.related + linked
        return Set((kin + (named + related.rows.map(\.number)).map { .story($0) }).map { .topic($0) } + [.masthead])
    }

    /// The most important first, as there is no room for all of a story with many tags.
    var surrogateKeys: [String] {
        let copy = story.copy
        let topics: [Topic] =
            [.story(story.number), .section(copy.section.slug), .site] + copy.tags.map { .tag($0.slug) }
            + copy.bylines.map { .author($0.person.slug) }
        return topics.map(\.surrogateKey)
    }
}
