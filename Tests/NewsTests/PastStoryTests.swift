import News
import TestSupport
import Testing

/// What readers had of a story at an instant, decided of its version and its journal.
@Suite struct PastStoryTests {
    private let now = Timestamp.sampleNow
    private var later: Timestamp { now.adding(seconds: 60) }

    private func life(_ state: PublicState, _ change: (inout Story.Life) -> Void = { _ in }) -> Story.Life {
        var life = Story.Life(state: state, decidedBy: .desk, firstPublished: now)
        life.publishedVersion = 1
        life.textWasPublic = state != .scheduled
        change(&life)
        return life
    }

    private func past(_ life: Story.Life, _ act: JournalEntry.Act?, at time: Timestamp? = nil) -> PastStory {
        let turn = act.map { PastStory.Turn($0, at: time ?? now) }
        return PastStory(life: life, turn: turn, corrections: life.corrections, reports: life.reports)
    }

    @Test func `a version that is live was with readers from the act that gave it to them`() {
        #expect(past(life(.live), .published).life(at: now)?.state == .live)
        // Its row says that it was released, which happened after the instant.
        #expect(past(life(.live), nil).life(at: now) == nil)
        #expect(past(life(.live), .held).life(at: now) == nil)
        #expect(past(life(.live) { $0.publishedVersion = 0 }, .published).life(at: now) == nil)
    }

    @Test func `a version that was kept before its time is with readers once the journal says so`() {
        let waiting = life(.scheduled) { $0.embargoedUntil = later }
        #expect(past(waiting, nil).life(at: later) == nil)
        let released = past(waiting, .published, at: later).life(at: later)
        #expect(released?.state == .live && released?.firstPublic == later && released?.textWasPublic == true)
        #expect(released?.position == ListPosition(later))
        // What readers had once, and what waits again.
        #expect(past(waiting, .published).life(at: now) == nil)
    }

    @Test(arguments: [PublicState.never, .held])
    func `what is with the desk alone was with nobody`(state: PublicState) {
        #expect(past(life(state), .published).life(at: now) == nil)
    }

    @Test func `a withdrawal is told where readers had the text`() {
        let withdrawal = Story.Withdrawal(at: now, ground: .mistake, reason: "Keliru")
        let told = past(life(.withdrawn) { $0.withdrawal = withdrawal }, .withdrawn).life(at: now)
        #expect(told?.withdrawal == withdrawal && told?.state == .withdrawn)
        let unseen = life(.withdrawn) { life in
            life.withdrawal = withdrawal
            life.textWasPublic = false
        }
        #expect(past(unseen, .withdrawn).life(at: now) == nil)
    }

    @Test func `corrections, reports and what verified them stand from their own time`() {
        let told = life(.live) { life in
            life.corrections = [now, later].enumerated().map { index, time in
                Correction(
                    number: index + 1,
                    kind: .correction,
                    place: .above,
                    words: "x",
                    paragraph: nil,
                    at: time,
                    actor: "citra"
                )
            }
            let verification = UnverifiedReport.Verification(at: later, actor: "citra", story: nil)
            life.reports = [
                UnverifiedReport(
                    number: 1,
                    words: "x",
                    version: 1,
                    at: now,
                    actor: "citra",
                    verification: verification
                )
            ]
        }
        let before = past(told, .published).life(at: now)
        #expect(before?.corrections.map(\.number) == [1] && before?.reports.map(\.state) == [.open])
        let after = past(told, .published).life(at: later)
        #expect(after?.corrections.map(\.number) == [1, 2] && after?.reports.map(\.state) == [.verified])
        #expect(past(told, .published).life(at: now.adding(milliseconds: -1)) == nil)
    }
}
