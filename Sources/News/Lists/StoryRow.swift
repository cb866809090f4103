/// What a list shows of a story: enough for a row, without its body.
public struct StoryRow: Hashable, Sendable {
    public let number: StoryNumber
    public let position: ListPosition
    public let headline: String
    /// The readable part of its address, where the desk chose one.
    public let chosenSlug: Slug?
    public let lead: String
    public let genre: String
    public let section: Section
    /// BCP 47.
    public let language: String
    public let zone: Zone
    /// The hero, where it has a file.
    public let picture: Picture?
    /// The weightiest kind of its corrections; nil where there is none.
    public let corrected: Correction.Kind?
    /// What it is called because somebody paid for it; nil for news.
    public let label: PaidContent.Label?

    public init(
        number: StoryNumber,
        position: ListPosition,
        headline: String,
        chosenSlug: Slug? = nil,
        lead: String,
        genre: String,
        section: Section,
        language: String,
        zone: Zone,
        picture: Picture?,
        corrected: Correction.Kind? = nil,
        label: PaidContent.Label? = nil
    ) {
        self.number = number
        self.position = position
        self.headline = headline
        self.chosenSlug = chosenSlug
        self.lead = lead
        self.genre = genre
        self.section = section
        self.language = language
        self.zone = zone
        self.picture = picture
        self.corrected = corrected
        self.label = label
    }

    /// Publication: the time of the row.
    public var published: Timestamp { position.time }

    public var address: Address {
        .story(section: section.slug, number, Slug(chosen: chosenSlug, headline: headline))
    }
}
