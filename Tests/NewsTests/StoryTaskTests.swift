import TestSupport
import Testing

@testable import News

/// What the desk has to do about a story: what is asked of it, and in whose hands it is.
@Suite struct StoryTaskTests {
    private static let (citra, bagus) = (MemberNumber(rawValue: 1), MemberNumber(rawValue: 2))

    private static let steps:
        [(name: String, holder: MemberNumber?, step: TaskStep, after: MemberNumber?, code: NewsError.Code?)] = [
            ("claim", nil, .claim, citra, nil),
            ("claim twice", citra, .claim, citra, .refused),
            ("claim another's", bagus, .claim, bagus, .refused),
            ("hand over one's own", citra, .handOver(to: bagus, note: "Lanjutkan."), bagus, nil),
            ("hand over nobody's", nil, .handOver(to: bagus, note: ""), bagus, nil),
            ("take over", bagus, .handOver(to: citra, note: ""), citra, nil),
            ("hand over to the holder", bagus, .handOver(to: bagus, note: ""), bagus, .refused),
            ("let go", citra, .letGo, nil, nil),
            ("let another’s go", bagus, .letGo, nil, nil),
            ("let nobody’s go", nil, .letGo, nil, .refused),
            ("a long note", citra, .handOver(to: bagus, note: String(repeating: "x", count: 501)), citra, .invalid),
        ]

    @Test(arguments: steps.indices)
    func `a story goes from hand to hand, and is in one at a time`(index: Int) {
        let one = Self.steps[index]
        let task = StoryTask(priority: .high, flags: [.legal], words: 400, holder: one.holder)
        do throws(NewsError) {
            let after = try task.taking(one.step, by: Self.citra)
            #expect(after.holder == one.after && one.code == nil, "\(one.name)")
            #expect(after.sight == task.sight, "\(one.name)")
        } catch {
            #expect(error.code == one.code, "\(one.name)")
        }
    }

    @Test func `a plan changes all that is asked, and not in whose hands the story is`() throws {
        let task = StoryTask(holder: Self.bagus)
        let plan = StoryTask(
            priority: .low,
            due: .sampleNow,
            flags: [.rights, .sensitive],
            words: 1,
            holder: Self.citra
        )
        let after = try task.taking(.plan(plan), by: Self.citra)
        #expect(after.holder == Self.bagus && after.sight == plan.sight && after.sight != task.sight)
        for words in [0, -1, 100_001] {
            #expect(throws: NewsError.self) { try task.taking(.plan(StoryTask(words: words)), by: Self.citra) }
        }
    }

    @Test func `a flag is set or taken away, and nothing else is changed`() throws {
        let task = StoryTask(priority: .high, flags: [.legal], holder: Self.bagus)
        let both = try task.taking(.flag(.rights, isSet: true), by: Self.citra)
        #expect(both.flags == [.legal, .rights] && both.priority == .high && both.holder == Self.bagus)
        #expect(try both.taking(.flag(.rights, isSet: false), by: Self.citra) == task)
        #expect(try task.taking(.flag(.legal, isSet: true), by: Self.citra) == task)
    }

    @Test func `a story is overdue while somebody is writing it and its time has passed`() {
        let task = StoryTask(due: .sampleNow)
        #expect(task.isOverdue(.draft, at: .sampleNow) && task.isOverdue(.approved, at: .sampleNow))
        #expect(!task.isOverdue(.draft, at: .sampleNow.adding(seconds: -1)))
        #expect(!task.isOverdue(nil, at: .sampleNow) && !StoryTask().isOverdue(.draft, at: .sampleNow))
    }

    @Test func `each thing that is asked has a sight of its own`() {
        let tasks = [
            StoryTask(), StoryTask(priority: .high), StoryTask(due: .sampleNow), StoryTask(words: 5),
            StoryTask(flags: [.legal]), StoryTask(flags: [.legal, .rights]),
        ]
        #expect(Set(tasks.map(\.sight)).count == tasks.count)
    }
}
