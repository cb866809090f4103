import News
import TestSupport
import Testing

@testable import Storage

/// What the store itself holds unverified reports to.
@Suite struct UnverifiedReportStoreTests {
    private static let draft = UnverifiedReport.Draft(
        words: "Belum dikonfirmasi.",
        conditions: Set(UnverifiedReport.Condition.allCases)
    )
    let home: TestStore

    init() async throws { home = try await TestStore() }

    @discardableResult
    private func report(_ index: Int64, at time: Timestamp) async throws -> Story {
        try await home.store.write { transaction in
            var story = try transaction.insert(.sample(index), actor: "citra", now: .sampleNow)
            let change = try story.reportUnverified(Self.draft, by: "citra", at: time)
            return try transaction.save(story, change, actor: "citra", now: time)
        }
    }

    @Test func `what is open is listed by age until it is verified, and while readers have it`() async throws {
        let late = try await report(1, at: .sampleNow.adding(seconds: 60))
        let early = try await report(2, at: .sampleNow)
        let hidden = try await report(3, at: .sampleNow)
        try await home.store.write { transaction in
            var story = try transaction.story(hidden.number) ?? hidden
            let change = try story.withdraw(on: .mistake, by: "citra", at: .sampleNow)
            _ = try transaction.save(story, change, actor: "citra", now: .sampleNow)
        }
        let open = try await home.store.read { try $0.openReports(limit: 9) }
        #expect(open.map(\.story) == [early.number, late.number])
        #expect(open.first?.report.words == "Belum dikonfirmasi." && open.first?.section.slug == Section.dunia.slug)
        let saved = try await home.store.write { transaction in
            var story = try transaction.story(early.number) ?? early
            let change = try story.verify(in: late.number, by: "bagus", at: .sampleNow)
            return try transaction.save(story, change, actor: "bagus", now: .sampleNow)
        }
        let (again, rest, verified) = try await home.store.read { transaction in
            (
                try transaction.story(early.number), try transaction.openReports(limit: 9).map(\.story),
                try transaction.storiesVerified(by: late.number)
            )
        }
        #expect(again == saved && again?.life.reports.first?.verification?.story == late.number)
        #expect(rest == [late.number] && verified == [early.number])
        #expect(try await home.store.problems { _ in true }.isEmpty)
    }

    @Test func `nobody changes or deletes one, and a damaged mark is found`() async throws {
        try await report(1, at: .sampleNow)
        for statement in [
            "UPDATE unverified_report SET words = 'lain'", "UPDATE unverified_report SET at = 1",
            "UPDATE unverified_report SET number = 2", "UPDATE unverified_report SET version = 9",
            "UPDATE unverified_report SET story = 2", "UPDATE unverified_report SET site = 2",
            "DELETE FROM unverified_report",
        ] {
            await #expect(throws: (any Error).self, "\(statement)") { try await home.store.raw(statement) }
        }
        let verify = "UPDATE unverified_report SET verified_at = 2, verified_by = 'member:citra'"
        try await home.store.raw(verify)
        await #expect(throws: (any Error).self) { try await home.store.raw(verify) }
        let problems = try await home.store.read { try $0.storyProblems() }
        #expect(problems == ["Story 1: the mark of its unverified reports is not theirs."])
        try await home.store.raw("UPDATE story SET reported = 'verified'")
        #expect(try await home.store.read { try $0.storyProblems() }.isEmpty)
    }
}
