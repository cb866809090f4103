import News
import TestSupport
import Testing

@testable import Storage

/// What the store gives the public ledger.
@Suite struct LedgerStoreTests {
    private static let start = Timestamp.sampleNow.adding(seconds: -3600)
    let home: TestStore

    init() async throws { home = try await TestStore() }

    private func change(
        _ index: Int64,
        _ rule: @escaping @Sendable (inout Story) throws -> StoryChange
    ) async throws {
        try await home.store.write { transaction in
            var story = try transaction.insert(.sample(index), actor: "citra", now: .sampleNow)
            let change = try rule(&story)
            _ = try transaction.save(story, change, actor: "citra", now: .sampleNow)
        }
    }

    private func facts() async throws -> PublicLedger.Facts {
        try await home.store.read { try $0.ledgerFacts(since: Self.start) }
    }

    @Test func `it hears of what happened since then, and of what waits from before`() async throws {
        try await change(1) { story in
            let draft = Correction.Draft(kind: .clarification, place: .below, words: "Jelas.")
            return try story.correct(draft, by: "citra", at: .sampleNow)
        }
        try await change(2) { try $0.withdraw(on: .child, by: "citra", at: .sampleNow) }
        let draft = UnverifiedReport.Draft(words: "Belum.", conditions: Set(UnverifiedReport.Condition.allCases))
        let longAgo = Self.start.adding(seconds: -9)
        try await change(3) { try $0.reportUnverified(draft, by: "citra", at: longAgo) }
        let found = try await facts()
        #expect(found.corrections.map(\.kind) == [.clarification] && found.corrections.map(\.at) == [.sampleNow])
        #expect(found.withdrawals == [PublicLedger.Withdrawn(at: .sampleNow, ground: .child)])
        #expect(found.reports == [PublicLedger.Report(published: longAgo, verified: nil, isLive: true)])
        let later = try await home.store.read { try $0.ledgerFacts(since: Timestamp.sampleNow.adding(seconds: 1)) }
        #expect(later.corrections.isEmpty && later.withdrawals.isEmpty && later.reports == found.reports)
    }

    @Test func `a story that readers have again is not withdrawn`() async throws {
        try await change(2) { story in
            _ = try story.withdraw(on: .mistake, by: "citra", at: .sampleNow)
            return try story.bringBack(because: "Benar.", by: "citra", at: .sampleNow)
        }
        #expect(try await facts().withdrawals.isEmpty)
    }

    @Test func `objections come with their states while they wait, and since then when they have ended`() async throws {
        try await home.store.write { transaction in
            let story = try transaction.insert(.sample(1), now: .sampleNow)
            for digit in ["a", "b", "c"] {
                let digits = String(repeating: digit, count: 64)
                _ = try transaction.add(.sample(0, about: story.number), form: digits, digest: digits)
            }
        }
        let before = Self.start.milliseconds - 1
        try await home.store.raw("UPDATE grievance SET state = 'answered', ended = \(before) WHERE number = 1")
        try await home.store.raw("UPDATE grievance SET state = 'lapsed', ended = \(before + 2) WHERE number = 2")
        let objections = try await facts().objections
        #expect(objections.map(\.state) == [.open, .lapsed])
        #expect(objections.map(\.ended) == [nil, Timestamp(milliseconds: before + 2)])
        #expect(objections.allSatisfy { $0.kind == .complaint && $0.received == .sampleNow })
    }
}
