import News
import TestSupport
import Testing

@testable import Editorial

/// Whoever is far away is heard all the same.
@Suite struct TurnTests {
    let near = WritingDesk.tabs[0]
    let far = WritingDesk.tabs[1]
    let start = Timestamp(milliseconds: 1_800_000_000_000)

    func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: start.milliseconds + milliseconds) }

    /// A story in which the far page was late three times.
    func waiting() -> StoryTurns {
        var turns = StoryTurns()
        for time in [0, 400, 800] as [Int64] { turns.wasLate(far, of: MemberNumber(rawValue: 2), at: at(time)) }
        return turns
    }

    @Test func `after three late batches in a row a page has the story to itself for a moment`() {
        var turns = StoryTurns()
        for time in [0, 400] as [Int64] {
            turns.wasLate(far, of: MemberNumber(rawValue: 2), at: at(time))
            #expect(turns.admits(near, at: at(time)))
        }
        turns.wasLate(far, of: MemberNumber(rawValue: 2), at: at(800))
        #expect(!turns.admits(near, at: at(800)) && turns.admits(far, at: at(800)))
        #expect(!turns.admits(near, at: at(2_299)) && turns.admits(near, at: at(2_300)))
    }

    @Test func `a batch that is kept ends the turn and the count`() {
        var turns = waiting()
        turns.wasKept(far)
        #expect(turns.admits(near, at: at(900)))
        turns.wasLate(far, of: MemberNumber(rawValue: 2), at: at(1_000))
        turns.wasLate(far, of: MemberNumber(rawValue: 2), at: at(1_100))
        #expect(turns.admits(near, at: at(1_100)))
    }

    @Test func `a member whose page never catches up cannot keep the others out, whatever it is called`() {
        var turns = waiting()
        for (index, tab) in [WritingDesk.tabs[2], WritingDesk.tabs[3], far].enumerated() {
            let now = at(2_400 + Int64(index))
            for _ in 0..<9 { turns.wasLate(tab, of: MemberNumber(rawValue: 2), at: now) }
            #expect(turns.admits(near, at: now))
        }
        for _ in 0..<3 { turns.wasLate(near, of: MemberNumber(rawValue: 1), at: at(2_500)) }
        #expect(!turns.admits(far, at: at(2_500)))
    }

    @Test func `a clock that is put back ends a turn`() {
        #expect(waiting().admits(near, at: at(-3_600_000)))
        #expect(waiting().isOver(at: at(-3_600_000)) && waiting().isOver(at: at(60_000)))
        #expect(!waiting().isOver(at: at(900)))
    }

    @Test func `only so many pages are counted`() throws {
        var turns = StoryTurns()
        for index in 0..<StoryTurns.mostPages {
            let client = try #require(WritingClient("halaman00000000" + String(1_000 + index)))
            turns.wasLate(client, of: MemberNumber(rawValue: 3), at: start)
        }
        for _ in 0..<9 { turns.wasLate(far, of: MemberNumber(rawValue: 2), at: start) }
        #expect(turns.admits(near, at: start))
        for _ in 0..<3 { turns.wasLate(far, of: MemberNumber(rawValue: 2), at: at(StoryTurns.memory)) }
        #expect(!turns.admits(near, at: at(StoryTurns.memory)))
    }

    @Test func `a page without the turn is told that nothing is missing, and sends again`() async throws {
        let home = try await WritingDesk()
        let old = try await home.head()
        var head = old
        _ = try await home.push("Dua. ", on: head, seq: 0)
        head = head.next
        for sequence in 0..<3 {
            let answer = try await home.push("Jauh. ", on: old, seq: sequence, far, by: home.bagus)
            #expect(answer.missing == [1])
        }
        let answer = try await home.push("Tiga. ", on: head, seq: 1)
        #expect(answer == .behind(version: 1, []))
        #expect(try await home.push("Tiga. ", on: old, seq: 2).missing == [1])
        // What was kept before is answered as before, whoever has the turn.
        #expect(try await home.push("Dua. ", on: old, seq: 0).version == 1)
        #expect(try await home.push("Jauh. ", on: head, seq: 3, far, by: home.bagus).version == 2)
        #expect(try await home.push("Tiga. ", on: head.next, seq: 3).version == 3)
        #expect(try await home.document().body.text == "Tiga. Jauh. Dua. Satu.")
    }
}
