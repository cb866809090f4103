/// Decisions about a story that no wire may make.
///
/// Our own export writes them beside the story, and a restoration trusts them.
public struct StoryRecord: Hashable, Sendable {
    public var decidedBy: Story.Decider
    /// Whether a text was passed for readers; otherwise the text is the desk's working copy.
    public var isPublished: Bool
    public var position: ListPosition?
    public var firstPublic: Timestamp?
    public var textWasPublic: Bool
    public var isEmbargoDesks: Bool
    public var withdrawnAt: Timestamp?
    public var withdrawalGround: Story.Withdrawal.Ground?
    public var stamp: WireStamp?
    /// The kills and holds of its uri.
    public var stops: [WireStop]
    /// The slugs of its names, by their spelling.
    public var sections: [String: Slug]
    public var tags: [String: Slug]
    public var people: [String: Slug]
    /// What the desk chose for it: the readable part of its address, and the stories to read next.
    public var chosenSlug: Slug?
    public var related: [StoryNumber]
    public var paid: PaidContent?
    public var corrections: [Correction]
    public var reports: [UnverifiedReport]

    public init(decidedBy: Story.Decider, stops: [WireStop]) {
        self.decidedBy = decidedBy
        self.stops = stops
        isPublished = false
        textWasPublic = false
        isEmbargoDesks = false
        sections = [:]
        tags = [:]
        people = [:]
        related = []
        corrections = []
        reports = []
    }

    /// The record of a stored story.
    public init(_ story: Story, stops: [WireStop]) {
        self.init(decidedBy: story.decidedBy, stops: stops)
        isPublished = story.published != nil
        position = story.position
        firstPublic = story.firstPublic
        textWasPublic = story.textWasPublic
        isEmbargoDesks = story.isEmbargoDesks
        withdrawnAt = story.withdrawal?.at
        withdrawalGround = story.withdrawal?.ground
        stamp = story.wire
        sections = [story.copy.section.name: story.copy.section.slug]
        for tag in story.copy.tags { tags[tag.name] = tag.slug }
        for byline in story.copy.bylines { people[byline.person.name] = byline.person.slug }
        (chosenSlug, related) = (story.copy.chosenSlug, story.copy.related)
        paid = story.paid
        corrections = story.corrections
        reports = story.reports
    }
}

extension Story {
    /// Restores a story from our own export.
    public init(restoring item: WireItem, _ record: StoryRecord, at now: Timestamp) {
        let copy = record.named(item.copy)
        var life = Life(state: .never, decidedBy: record.decidedBy, firstPublished: item.firstPublished)
        life.updated = item.version
        life.contentCreated = item.contentCreated
        life.embargoedUntil = item.embargoedUntil
        life.isEmbargoDesks = record.isEmbargoDesks
        life.formerPaths = item.formerPaths
        life.wire = record.stamp
        life.firstPublic = record.firstPublic
        life.textWasPublic = record.textWasPublic && record.firstPublic != nil
        life.paid = record.paid
        // Whom the newsroom knows as members, an export does not tell.
        life.corrections = record.corrections.map { correction in
            var correction = correction
            correction.actor = .restoration
            return correction
        }
        life.reports = record.reports.map { report in
            var report = report
            report.actor = .restoration
            report.verification?.actor = .restoration
            return report
        }
        let base = WorkingCopy.Base(save: 0, published: 0)
        self.init(
            number: item.number ?? StoryNumber(rawValue: 0),
            uri: item.uri,
            version: 0,
            life: life,
            text: .unpublished(WorkingCopy(copy, base: base, writer: .restoration, savedAt: now))
        )
        if record.isPublished || item.status == .usable {
            self.life.publishedVersion = 1
            text = .published(copy, working: nil)
        }
        switch item.status {
        case .usable:
            makeLiveOrScheduled(at: now)
            self.life.position = record.position
        case .withheld: self.life.state = published == nil ? .never : .held
        case .canceled:
            self.life.state = .withdrawn
            self.life.withdrawal = Withdrawal(
                at: record.withdrawnAt ?? item.version,
                ground: record.withdrawalGround,
                reason: item.withdrawalReason
            )
        }
    }
}

extension StoryRecord {
    /// The copy with the recorded slugs of its names, and with what the desk chose for it.
    fileprivate func named(_ copy: Copy) -> Copy {
        var copy = copy
        copy.section = Section(slug: sections[copy.section.name] ?? copy.section.slug, name: copy.section.name)
        copy.tags = copy.tags.map { Tag(slug: tags[$0.name] ?? $0.slug, name: $0.name) }
        copy.bylines = copy.bylines.map { byline in
            let person = byline.person
            return Byline(Person(slug: people[person.name] ?? person.slug, name: person.name), as: byline.role)
        }
        (copy.chosenSlug, copy.related) = (chosenSlug, related)
        return copy
    }
}
