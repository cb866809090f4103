import Editorial
import News
import Storage
import TestSupport
import Testing

/// That a restoration over a store in which something stands already leaves no kill unobeyed.
@Suite struct RestoreOverTests {
    static let stops: [(WireItem.Status, isAlone: Bool)] = [
        (.canceled, false), (.canceled, true), (.withheld, false), (.withheld, true),
    ]

    private func stop(_ status: WireItem.Status, version: Int64 = 60) -> WireItem {
        var item = WireItem.sample(1, status: status, version: version)
        item.isStub = true
        return item
    }

    /// A newspaper that took these items, or none.
    private func newspaper(_ items: [WireItem]) async throws -> NewsDesk {
        let newsroom = try await NewsDesk()
        for item in items { _ = try await newsroom.take([item]) }
        return newsroom
    }

    /// Restores one's export over another, and gives what became of the stories.
    private func restore(_ there: NewsDesk, over here: NewsDesk) async throws -> [WireOutcome] {
        let items = try await there.export()
        return zip(items, try await here.desk.restoreStories(items)).filter { $0.0.sectionRecord == nil }.map(\.1)
    }

    private func isSound(_ newsroom: NewsDesk) async throws -> Bool {
        try await newsroom.home.store.problems { _ in true } == []
    }

    @Test(arguments: stops)
    func `a kill or a hold that the export knows is obeyed by the story that is here`(
        status: WireItem.Status,
        isAlone: Bool
    ) async throws {
        let here = try await newspaper([.sample(1)])
        let there = try await newspaper(isAlone ? [stop(status)] : [.sample(1), stop(status)])
        #expect(try await restore(there, over: here) == [.updated(1)])
        #expect(try await here.front().isEmpty)
        #expect(try await here.journal().last?.act == (status == .canceled ? .withdrawn : .held))
        // The wire's own is known then; and the same once more changes nothing.
        #expect(try await here.take([stop(status)]) == [.unchanged(1)])
        #expect(try await restore(there, over: here) == [.unchanged(1)])
        #expect(try await here.front().isEmpty)
        #expect(try await isSound(here))
        // A later version lifts it, as it does elsewhere.
        #expect(try await here.take([.sample(1, version: 120)]) == [.updated(1)])
        #expect(try await here.front() == [1])
    }

    @Test(arguments: [WireItem.Status.canceled, .withheld])
    func `a kill or a hold that is known here is obeyed by the story that comes`(status: WireItem.Status) async throws {
        let here = try await newspaper([stop(status)])
        let there = try await newspaper([.sample(1)])
        #expect(try await restore(there, over: here) == [.imported(1)])
        #expect(try await here.front().isEmpty)
        #expect(try await here.story(1)?.state == (status == .canceled ? .withdrawn : .held))
        #expect(try await isSound(here))
    }

    @Test func `one that a later version had lifted changes nothing`() async throws {
        let here = try await newspaper([.sample(1, version: 120)])
        let there = try await newspaper([.sample(1), stop(.canceled)])
        #expect(try await restore(there, over: here) == [.unchanged(1)])
        #expect(try await here.front() == [1])
        #expect(try await isSound(here))
    }

    @Test func `where the other desk published over a kill, the story stays, and the wire's kill is still obeyed`()
        async throws
    {
        let here = try await newspaper([.sample(1)])
        let there = try await newspaper([.sample(1), stop(.withheld)])
        _ = try await there.desk.bringBackStory(1, reason: "Benar.", actor: "citra")
        #expect(try await restore(there, over: here) == [.unchanged(1)])
        #expect(try await here.front() == [1])
        #expect(try await isSound(here))
        #expect(try await here.take([stop(.withheld)]) == [.updated(1)])
        #expect(try await here.front().isEmpty)
    }

    @Test func `what was withdrawn here stays so, with its reason`() async throws {
        let here = try await newspaper([.sample(1)])
        _ = try await here.desk.withdrawStory(1, on: .mistake, reason: "Keliru.", actor: "citra")
        let there = try await newspaper([.sample(1), stop(.canceled), stop(.withheld, version: 90)])
        let before = try await here.story(1)
        #expect(try await restore(there, over: here) == [.unchanged(1)])
        #expect(try await here.story(1) == before)
    }

    @Test func `names and places that the desk gave to sections come back, and copy goes where it went`() async throws {
        let there = try await newspaper([WireItem].newspaper(6))
        let (dunia, politik, olahraga) = (Section.dunia.slug, Section.politik.slug, Section.olahraga.slug)
        try await there.desk.renameSection(dunia, to: "Mancanegara")
        try await there.desk.renameSection(dunia, to: "Internasional")
        try await there.desk.renameSection(politik, to: "Politik")
        try await there.desk.arrangeSections([olahraga, dunia])
        let here = try await NewsDesk()
        // Stories may come in any order; what is said of sections comes first.
        let export = try await there.export()
        _ = try await here.desk.restoreStories(export)
        try await expectSame(here, there)

        let copies = ["Dunia", "Mancanegara", "INTERNASIONAL", "POLITIK", "Gaya"].enumerated().map { index, name in
            var item = WireItem.sample([3, 6, 20, 21, 22][index], version: 60)
            item.copy.section = Section(name: name)
            return item
        }
        #expect(try await here.take(copies) == there.take(copies))
        try await expectSame(here, there)
        #expect(try await here.desk.sections().count == 4)

        let again = try await here.home.store.read { try $0.masthead() }
        _ = try await here.desk.restoreStories(export)
        #expect(try await here.home.store.read { try $0.masthead() } == again)
        try await expectSame(here, there)
    }

    @Test func `what is decided here about sections stays, and what is free is filled in`() async throws {
        let there = try await newspaper([WireItem].newspaper(6))
        try await there.desk.renameSection(Section.dunia.slug, to: "Mancanegara")
        try await there.desk.renameSection(Section.politik.slug, to: "Kekuasaan")
        try await there.desk.arrangeSections([Section.politik.slug, Section.dunia.slug])
        let here = try await newspaper([WireItem].newspaper(3))
        try await here.desk.renameSection(Section.dunia.slug, to: "Luar Negeri")
        try await here.desk.arrangeSections([Section.olahraga.slug])
        _ = try await restore(there, over: here)
        let sections = try await here.desk.sections().map { "\($0.place ?? 0) \($0.section.name)" }
        #expect(sections == ["1 Olahraga", "2 Luar Negeri", "0 Kekuasaan"])
        #expect(try await isSound(here))
    }

    private func expectSame(_ here: NewsDesk, _ there: NewsDesk) async throws {
        let records = try await there.home.store.read { try $0.sectionRecords() }
        #expect(try await here.home.store.read { try $0.sectionRecords() } == records)
        #expect(try await here.desk.sections() == there.desk.sections())
        let stories = try await there.archive().map(\.copy.section)
        #expect(try await here.archive().map(\.copy.section) == stories)
        #expect(try await isSound(here))
        #expect(try await isSound(there))
    }
}
