import Editorial
import News
import Storage
import TestSupport
import Testing
import Wire

@Suite struct IntakeTests {
    private let newsroom: NewsDesk

    init() async throws { newsroom = try await NewsDesk() }

    @Test func `what a wire sends is counted by what became of it`() async throws {
        let told = Told()
        let intake = newsroom.intake(tell: told.tell)
        var late = WireItem.sample(6)
        late.embargoedUntil = newsroom.clock.now.adding(seconds: 600)
        var nameless = WireItem.sample(7)
        nameless.copy.headline = "\u{200B}"
        try await intake.take(
            ListedItems([
                .sample(1), .sample(2), .sample(1), .sample(2, version: 60), .sample(2), .sample(3, status: .canceled),
                late, nameless,
            ])
        )
        let summary = await intake.summary
        #expect(summary.imported == 4 && summary.updated == 1 && summary.unchanged == 1 && summary.skipped == 1)
        #expect(summary.refused == 1 && summary.taken == 7)
        #expect(summary.waiting.values.compactMap(\.self) == [newsroom.clock.now.adding(seconds: 600)])
        #expect(told.warnings == ["values, item 8: the item tag:wire,2026:7 has no headline."])
        #expect(try await newsroom.front().count == 2)
    }

    @Test func `ninjs is taken as values are`() async throws {
        let text = """
            {"uri":"tag:a","versionCreated":"2022-08-15T11:53:00+07:00","headlines":[{"value":"Judul"}]}
            {"uri":"tag:b","versionCreated":"2022-08-15T11:53:00+07:00"}
            {"uri":"tag:c","versionCreated":"2022-08-15T11:53:00+07:00","pubStatus":"canceled"}
            """
        let told = Told()
        let intake = newsroom.intake(tell: told.tell)
        var rest: [UInt8]? = Array(text.utf8)
        let defaults = NinjsReader.Defaults(section: Section(name: "Berita"), language: "id", zone: .wib)
        let reader = NinjsReader(source: "wire.json", defaults: defaults) {
            defer { rest = nil }
            return rest
        }
        try await intake.take(reader)
        let summary = await intake.summary
        #expect(summary.imported == 1 && summary.remembered == 1 && summary.refused == 1)
        #expect(told.warnings == ["wire.json:2: the item tag:b has no headline."])
        #expect(told.progress == [[2, text.utf8.count]])
        #expect(try await newsroom.archive().map(\.copy.headline) == ["Judul"])
    }

    @Test func `items of several sources are counted together`() async throws {
        let told = Told()
        let intake = newsroom.intake(tell: told.tell)
        try await intake.take(ListedItems([.sample(1), .sample(2)]))
        try await intake.take(ListedItems([.sample(3)]))
        try await intake.take(ListedItems([]))
        #expect(await intake.summary.imported == 3)
        #expect(told.progress == [[2, 2_000], [3, 3_000]])
    }

    @Test func `sections beyond the limit become tags`() async throws {
        let section = Section(name: "Rubrik Lain")
        let intake = Intake(newsroom.desk, Intake.Options(sections: SectionLimit(most: 1, otherwise: .dunia)))
        var first = WireItem.sample(1)
        first.copy.section = .politik
        var other = WireItem.sample(2)
        other.copy.section = section
        // The words of a stub count for nothing: it makes no section either.
        var stub = WireItem.sample(3, status: .canceled)
        stub.isStub = true
        stub.copy.section = Section(name: "Tak Jadi")
        try await intake.take(ListedItems([first, stub, other]))
        #expect(await intake.summary.unmadeSections == [section.name.nameKey])
        #expect(try await newsroom.story(2)?.copy.tags.first?.name == "Rubrik Lain")
    }

    @Test func `a restoration takes what has a record and refuses what has none`() async throws {
        var own = WireItem.sample(1)
        own.record = StoryRecord(decidedBy: .desk, stops: [])
        let told = Told()
        let intake = newsroom.intake(restoring: true, tell: told.tell)
        try await intake.take(ListedItems([own, .sample(2)]))
        #expect(await intake.summary.imported == 1)
        #expect(told.warnings == ["values, item 2: the item tag:wire,2026:2 was not written by an export of Warta."])
        #expect(try await newsroom.archive().map(\.decidedBy) == [.desk])
    }

    @Test func `an intake that is cancelled ends between two batches, and the next one goes on`() async throws {
        let items = [WireItem].newspaper(7)
        let task = Task { [newsroom] in
            let intake = newsroom.intake { event in
                if case .progress(3, _) = event { withUnsafeCurrentTask { $0?.cancel() } }
            }
            try await intake.take(ListedItems(items, bytesPerItem: ListedItems.aWholeBatch))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await newsroom.archive().count == 3)
        let next = newsroom.intake()
        try await next.take(ListedItems(items))
        #expect(await next.summary.unchanged == 3)
        let whole = try await NewsDesk()
        try await whole.intake().take(ListedItems(items))
        #expect(try await newsroom.archive() == whole.archive())
    }
}
