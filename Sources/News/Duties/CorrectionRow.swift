/// What the list of corrections shows of one: what was said, and of which story.
public struct CorrectionRow: Hashable, Sendable {
    public let correction: Correction
    public let story: StoryNumber
    /// The story's identity.
    public let uri: String
    public let headline: String
    /// The readable part of the story's address, where the desk chose one.
    public let chosenSlug: Slug?
    public let section: Section
    /// BCP 47.
    public let language: String
    public let zone: Zone
    /// Whether the story was withdrawn since.
    public let isWithdrawn: Bool
    /// What it is called where somebody paid for it.
    public let label: PaidContent.Label?

    public init(
        correction: Correction,
        story: StoryNumber,
        uri: String,
        headline: String,
        chosenSlug: Slug?,
        section: Section,
        language: String,
        zone: Zone,
        isWithdrawn: Bool,
        label: PaidContent.Label? = nil
    ) {
        self.correction = correction
        self.story = story
        self.uri = uri
        self.headline = headline
        self.chosenSlug = chosenSlug
        self.section = section
        self.language = language
        self.zone = zone
        self.isWithdrawn = isWithdrawn
        self.label = label
    }

    /// Of the story.
    public var address: Address {
        .story(section: section.slug, story, Slug(chosen: chosenSlug, headline: headline))
    }

    /// Its place in the list, newest first: no two corrections of a newspaper are of the same millisecond.
    public var position: ListPosition { ListPosition(correction.at) }
}
