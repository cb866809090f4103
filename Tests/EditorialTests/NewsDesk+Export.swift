import Editorial
import News
import Storage
import TestSupport

extension NewsDesk {
    /// What an export says, as a restoration reads it.
    func export() async throws -> [WireItem] { try await Self.export(of: home.store) }

    static func export(of store: Store) async throws -> [WireItem] {
        try await store.read { transaction in
            let sections = try transaction.sectionRecords()
            let stories = try transaction.stories(after: StoryNumber(rawValue: 0), limit: 100)
            let alone = try transaction.urisOfStopsAlone(after: "", limit: 100)
            return sections.map(WireItem.init)
                + (try stories.map { WireItem(exported: $0, stops: try transaction.wireStops(uri: $0.uri)) })
                + (try alone.map { WireItem(stops: try transaction.wireStops(uri: $0), uri: $0) })
        }
    }
}

extension WireItem {
    /// What a reader makes of a line of our own export.
    fileprivate init(exported story: Story, stops: [WireStop]) {
        self.init(
            uri: story.uri,
            status: story.state.isPassed ? .usable : story.state == .withdrawn ? .canceled : .withheld,
            version: story.updated,
            firstPublished: story.firstPublished,
            copy: story.copy
        )
        namesSection = true
        contentCreated = story.contentCreated
        embargoedUntil = story.embargoedUntil
        number = story.number
        formerPaths = story.formerPaths
        withdrawalReason = story.withdrawal?.reason ?? ""
        record = StoryRecord(story, stops: stops)
        // A reader knows names alone; where they stand is in the record.
        copy.section = Section(name: copy.section.name)
        copy.tags = copy.tags.map { Tag(name: $0.name) }
        copy.bylines = copy.bylines.map { Byline(Person(name: $0.person.name), as: $0.role) }
    }

    fileprivate init(_ section: SectionRecord) {
        self.init(stops: [], uri: "tag:warta,2026:section/\(section.section.slug)")
        (record, sectionRecord) = (nil, section)
    }

    fileprivate init(stops: [WireStop], uri: String) {
        self.init(
            uri: uri,
            status: stops.last?.status ?? .canceled,
            version: .sampleNow,
            firstPublished: .sampleNow,
            copy: .sample
        )
        copy.headline = ""
        isStub = true
        record = StoryRecord(decidedBy: .wire, stops: stops)
    }
}
