/// A story that the desk has placed on a front by hand, with words of its own where they were written.
public struct FrontCard: Hashable, Sendable {
    public let story: StoryNumber
    /// In place of the story's headline; empty for that.
    public var headline: String
    /// In place of its lead; empty for that.
    public var lead: String
    /// Until when it stands; nil for as long as nobody takes it away.
    ///
    /// Its words end with it.
    public var end: Timestamp?
    /// The last line of the journal when its words were written: what happened to the story since may make them wrong.
    public var since: Int64

    /// - Parameters:
    ///   - story: The story.
    ///   - headline: In place of its own.
    ///   - lead: In place of its own.
    ///   - end: Until when it stands.
    ///   - since: The last line of the journal when its words were written.
    public init(
        _ story: StoryNumber,
        headline: String = "",
        lead: String = "",
        until end: Timestamp? = nil,
        since: Int64 = 0
    ) {
        self.story = story
        self.headline = headline
        self.lead = lead
        self.end = end
        self.since = since
    }

    /// Whether it has words of its own.
    public var hasWords: Bool { !headline.isEmpty || !lead.isEmpty }

    /// Whether it stands at a time.
    public func stands(at now: Timestamp) -> Bool { end.map { now < $0 } ?? true }

    /// Whether it says the same, whenever its words were written.
    public func says(what other: FrontCard) -> Bool {
        story == other.story && headline == other.headline && lead == other.lead && end == other.end
    }
}

extension StoryRow {
    /// The story as a card shows it; it stays where its own headline has put it.
    public func told(by card: FrontCard) -> StoryRow {
        guard card.hasWords else { return self }
        return StoryRow(
            number: number,
            position: position,
            headline: card.headline.isEmpty ? headline : card.headline,
            chosenSlug: Slug(chosen: chosenSlug, headline: headline),
            lead: card.lead.isEmpty ? lead : card.lead,
            genre: genre,
            section: section,
            language: language,
            zone: zone,
            picture: picture,
            corrected: corrected,
            label: label
        )
    }
}
