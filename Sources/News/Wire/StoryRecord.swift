/// What decides a story's fate and no wire may say: what our own export writes beside the story, and a restoration
/// believes.
public struct StoryRecord: Hashable, Sendable {
    public var decidedBy: Story.Decider
    public var position: Position?
    public var firstPublic: Timestamp?
    public var textWasPublic: Bool
    public var withdrawnAt: Timestamp?
    public var stamp: WireStamp?
    /// The kills and holds of its uri.
    public var stops: [WireStop]
    /// Where its names stand, by their spelling.
    public var sections: [String: Slug]
    public var tags: [String: Slug]
    public var people: [String: Slug]

    public init(decidedBy: Story.Decider, stops: [WireStop]) {
        self.decidedBy = decidedBy
        self.stops = stops
        textWasPublic = false
        sections = [:]
        tags = [:]
        people = [:]
    }

    /// The record of a story as it is kept.
    public init(_ story: Story, stops: [WireStop]) {
        self.init(decidedBy: story.decidedBy, stops: stops)
        position = story.position
        firstPublic = story.firstPublic
        textWasPublic = story.textWasPublic
        withdrawnAt = story.withdrawal?.at
        stamp = story.wire
        sections = [story.copy.section.name: story.copy.section.slug]
        for tag in story.copy.tags { tags[tag.name] = tag.slug }
        for byline in story.copy.bylines { people[byline.person.name] = byline.person.slug }
    }
}

extension Story {
    /// The story that our own export tells of, as it was.
    public init(restoring item: WireItem, _ record: StoryRecord) {
        var copy = item.copy
        copy.section = Section(slug: record.sections[copy.section.name] ?? copy.section.slug, name: copy.section.name)
        copy.tags = copy.tags.map { Tag(slug: record.tags[$0.name] ?? $0.slug, name: $0.name) }
        copy.bylines = copy.bylines.map { byline in
            let person = byline.person
            return Byline(Person(slug: record.people[person.name] ?? person.slug, name: person.name), as: byline.role)
        }
        let state: State =
            switch item.status {
            case .usable: .published
            case .withheld: .draft
            case .canceled: .withdrawn
            }
        self.init(
            number: item.number ?? StoryNumber(rawValue: 0),
            uri: item.uri,
            copy: copy,
            state: state,
            firstPublished: item.firstPublished
        )
        updated = item.version
        contentCreated = item.contentCreated
        embargoedUntil = item.embargoedUntil
        formerPaths = item.formerPaths
        if state == .withdrawn {
            withdrawal = Withdrawal(at: record.withdrawnAt ?? item.version, reason: item.withdrawalReason)
        }
        decidedBy = record.decidedBy
        wire = record.stamp
        position = record.position
        firstPublic = record.firstPublic
        textWasPublic = record.textWasPublic && record.firstPublic != nil
    }
}
