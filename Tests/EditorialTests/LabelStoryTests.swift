import Editorial
import News
import Storage
import TestSupport
import Testing

/// Labels and reports on their way through the desk, the store and an export.
@Suite struct LabelStoryTests {
    let people: PeopleDesk
    let bagus: Member

    init() async throws {
        people = try await PeopleDesk()
        bagus = try await people.add("Bagus", .bagus, .editor)
        _ = try await people.desk.takeWireCopy([.sample(1), .sample(2)], actor: .wire("afp"))
    }

    private func perform(_ step: StoryStep, on number: StoryNumber) async throws {
        people.clock.advance(seconds: 60)
        try await people.desk.perform(step, on: number, by: bagus.number, from: .home)
    }

    private func story(_ number: StoryNumber) async throws -> Story {
        try await #require(people.home.store.read { try $0.story(number) })
    }

    @Test func `a label is kept with its story, in its row and in the journal`() async throws {
        let paid = PaidContent(label: .advertorial, payer: "PT Maju")
        try await perform(.label(paid), on: 1)
        #expect(try await story(1).paid == paid)
        let store = people.home.store
        let (rows, journal) = try await store.read { transaction in
            (try transaction.rows(.site, before: nil, limit: 9), try transaction.journal(after: 0, limit: 99))
        }
        #expect(rows.map(\.label) == [nil, .advertorial])
        #expect(journal.last?.act == .labelled && journal.last?.topics.contains(.site) == true)
        // Programs of the schema before follow it as an update.
        #expect(try await store.problems { _ in true }.isEmpty)
    }

    @Test func `a right of reply takes no label`() async throws {
        let token = Desk.newGrievanceToken()
        _ = try await people.desk.fileGrievance(.reply, about: 1, .sample, token: token, from: .home)
        let words = ReplyWords(headline: "Hak jawab Sari", genre: "Hak Jawab")
        let done = try await people.desk.perform(.grant, onGrievance: 1, named: words, by: bagus.number, from: .home)
        let reply = try #require(done.reply)
        let error = await #expect(throws: NewsError.self) {
            try await perform(.label(PaidContent(label: .advertorial, payer: "PT Maju")), on: reply)
        }
        #expect(error?.code == .refused)
        #expect(try await story(reply).paid == nil)
    }

    @Test func `a restored story has its label, its report and what verified it`() async throws {
        let conditions = Set(UnverifiedReport.Condition.allCases)
        try await perform(.label(PaidContent(label: .sponsored, payer: "PT Maju")), on: 1)
        try await perform(.reportUnverified(.init(words: "Belum pasti.", conditions: conditions)), on: 1)
        try await perform(.verify(in: 2), on: 1)
        try await perform(.reportUnverified(.init(words: "Lagi.", conditions: conditions)), on: 2)
        let before = [try await story(1), try await story(2)]
        let other = try await NewsDesk()
        _ = try await other.desk.restoreStories(try await NewsDesk.export(of: people.home.store))
        for old in before {
            let restored = try await #require(other.story(old.number.rawValue))
            #expect(restored.paid == old.paid)
            #expect(restored.life.reports.map(\.words) == old.life.reports.map(\.words))
            #expect(restored.life.reports.map(\.at) == old.life.reports.map(\.at))
            #expect(restored.life.reports.map(\.verification?.story) == old.life.reports.map(\.verification?.story))
            #expect(restored.life.reports.allSatisfy { $0.actor == .restoration })
        }
        #expect(try await other.home.store.read { try $0.openReports(limit: 9) }.map(\.story) == [2])
        #expect(try await other.home.store.problems { _ in true }.isEmpty)
    }
}
