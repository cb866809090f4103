import News
import TestSupport
import Testing

@testable import Storage

/// Receipts beside the journal, as the store keeps them.
@Suite struct ReceiptStoreTests {
    private let home: TestStore
    private let act: JournalEntry

    /// A story that Citra published, and what the journal says of it.
    init() async throws {
        home = try await TestStore()
        act = try await home.store.write { transaction in
            for index in 1...3 as ClosedRange<Int64> {
                _ = try transaction.add(.sample(index), actor: "citra", now: .sampleNow)
            }
            return try #require(try transaction.journal(after: 2, limit: 1).first)
        }
    }

    private func receipt(
        _ surface: Surface,
        _ fault: SurfaceFault? = nil,
        _ time: Int = 12,
        isBefore: Bool = false
    ) -> SurfaceReceipt {
        SurfaceReceipt(
            surface: surface,
            isBefore: isBefore,
            fault: fault,
            milliseconds: time,
            asked: "/dunia",
            status: 200,
            tag: "\"x\"",
            evidence: "/dunia/2/x"
        )
    }

    private func keep(_ surfaces: [SurfaceReceipt], at node: String = "a:1", now: Timestamp = .sampleNow) async throws {
        try await home.store.write { [act] in try $0.keep(surfaces, of: act, at: node, now: now) }
    }

    private func known() async throws -> StoryReceipts? {
        let story = act.story
        return try await home.store.read { try $0.newestReceipts(of: story) }
    }

    /// A line of the same story, a minute later.
    @discardableResult
    private func append(_ kind: JournalEntry.Act, _ actor: Actor) async throws -> JournalEntry {
        let (story, at) = (act.story, act.at.adding(seconds: 60))
        return try await home.store.write { transaction -> JournalEntry in
            let entry = JournalEntry(at: at, act: kind, story: story, actor: actor, topics: [])
            let sequence = try transaction.append(entry)
            return JournalEntry(sequence: sequence, at: at, act: kind, story: story, actor: actor, topics: [])
        }
    }

    @Test func `what each node found is kept with the act, and is what it was`() async throws {
        try await keep([receipt(.front), receipt(.page, nil, 7)])
        try await keep([receipt(.page, .missing, 2_001)], at: "b:2")
        // A second look changes nothing.
        try await keep([receipt(.front, .missing, 99)])
        let known = try #require(try await self.known())
        #expect(known.act == act)
        #expect(known.receipts.map(\.node) == ["a:1", "b:2"])
        #expect(known.receipts[0].surfaces == [receipt(.page, nil, 7), receipt(.front)])
        #expect(known.receipts[1].red == [receipt(.page, .missing, 2_001)])
        let store = home.store
        await #expect(throws: (any Error).self) { try await store.raw("UPDATE receipt SET status = 1") }
    }

    @Test func `a story's receipts are those of its last act that readers can see`() async throws {
        try await keep([receipt(.page)])
        try await append(.saved, "citra")
        let corrected = try await append(.corrected, "citra")
        try await append(.planned, "citra")
        try await append(.replyGranted, "citra")
        let known = try #require(try await self.known())
        #expect(known.act == corrected && known.receipts.isEmpty)
        // Of what a wire did last, nothing is told.
        try await append(.updated, .wire("afp"))
        let later = try await self.known()
        #expect(later == nil)
    }

    @Test func `the journal is followed by the acts that ask for a receipt, and to its end`() async throws {
        for actor in [Actor.wire("afp"), .wire(""), .restoration, .clock, "citra"] {
            try await append(.updated, actor)
        }
        let (lines, end) = try await home.store.read { try $0.linesForReceipts(after: 3, limit: 9) }
        #expect(lines.map(\.actor) == [.clock, "citra"] && end == 8)
        let rest = try await home.store.read { try $0.linesForReceipts(after: 8, limit: 9) }
        #expect(rest.lines.isEmpty && rest.end == 8)
        // A restoration is passed over, and what is behind the limit is for the next time.
        let part = try await home.store.read { try $0.linesForReceipts(after: 3, limit: 2) }
        #expect(part.lines.map(\.actor) == [.clock] && part.end == 7)
    }

    private func subject(_ number: Int64) async throws -> ReceiptSubject? {
        try await home.store.read { try $0.receiptSubject(of: StoryNumber(rawValue: number)) }
    }

    @Test func `a story's place among the newer ones is counted, of all and of its section`() async throws {
        let newest = try #require(try await subject(3))
        let oldest = try #require(try await subject(1))
        #expect(newest.newer == 0 && newest.newerInSection == 0)
        #expect(oldest.newer == 2 && oldest.newerInSection == 2)
        let rail = newest.questions(after: .published, at: .sampleNow).first { $0.surface == .oldestRail }
        #expect(rail?.address.path == "/dunia/1/berita-nomor-1")
        let missing = try await subject(9)
        #expect(missing == nil)
    }

    private func isRed() async throws -> Bool? {
        let story = act.story
        return try await home.store.read { try $0.deskRow(of: story) }?.isRed
    }

    @Test func `what is red marks the story's row and is counted, until an act is right everywhere`() async throws {
        try await keep([receipt(.page)])
        let pulse = try await home.store.read { try $0.deskPulse() }
        #expect(try await isRed() == false)
        try await keep([receipt(.front, .missing, 2_004)])
        #expect(try await isRed() == true)
        let since = act.at
        let (later, now, after, figures) = try await home.store.read { transaction in
            (
                try transaction.deskPulse(), try transaction.redReceipts(since: since),
                try transaction.redReceipts(since: since.adding(seconds: 1)), try transaction.houseFigures(at: since)
            )
        }
        #expect(later > pulse)
        #expect(now == 1 && after == 0 && figures.redReceipts == 1)
        let next = try await append(.updated, "citra")
        let right = receipt(.page)
        try await home.store.write { try $0.keep([right], of: next, at: "a:1", now: .sampleNow) }
        #expect(try await isRed() == false)
    }

    @Test func `the last receipts are those of the last acts at each node, the newest first`() async throws {
        try await keep([receipt(.page), receipt(.front, nil, 3)])
        try await keep([receipt(.page, nil, 4)], at: "b:2")
        let all = try await home.store.read { try $0.lastReceipts(limit: 9) }
        #expect(all.map(\.node) == ["b:2", "a:1"] && all[1].surfaces.count == 2)
        #expect(try await home.store.read { try $0.lastReceipts(limit: 1) }.map(\.node) == ["a:1"])
    }

    @Test func `a receipt that is not of its line is a problem`() async throws {
        try await keep([receipt(.page)])
        #expect(try await home.store.problems { _ in true }.isEmpty)
        let columns = "sequence, node, surface, is_before, site, story, at, milliseconds, asked, status, tag, evidence"
        try await home.store.raw(
            "INSERT INTO receipt (\(columns)) SELECT 1, node, surface, is_before, site, story, at, 1, '', 1, '', '' FROM receipt"
        )
        #expect(
            try await home.store.problems { _ in true }
                == ["A receipt of line 1 of the journal is of another story or time than the line."]
        )
    }

    @Test func `a surface that a newer program asks is passed over`() async throws {
        try await keep([receipt(.page)])
        let columns = "sequence, node, surface, is_before, site, story, at, milliseconds, asked, status, tag, evidence"
        try await home.store.raw(
            "INSERT INTO receipt (\(columns)) SELECT sequence, node, 'api', 0, site, story, at, 1, '', 1, '', '' FROM receipt"
        )
        let known = try await self.known()
        #expect(known?.receipts.first?.surfaces == [receipt(.page)])
    }

    private func due(_ start: Int64, _ end: Int64) async throws -> [Int64] {
        let (start, end) = (Timestamp.sampleNow.adding(seconds: start), Timestamp.sampleNow.adding(seconds: end))
        let due = try await home.store.read { try $0.due(after: start, upTo: end, limit: 9) }
        return due.map(\.0.rawValue)
    }

    @Test func `stories that are about to come due are known ahead`() async throws {
        try await home.store.write { transaction in
            let time = Timestamp.sampleNow.adding(seconds: 60)
            _ = try transaction.insert(.sample(9, state: .scheduled, at: time), now: .sampleNow)
        }
        #expect(try await due(0, 59) == [])
        #expect(try await due(0, 60) == [4])
        #expect(try await due(60, 99) == [])
    }
}
