import News
import TestSupport
import Testing

@testable import Storage

/// What the desk has to do about stories, and the cuts of the list that are made by it.
@Suite struct TaskTests {
    let home: TestStore
    let citra: Member
    let bagus: Member

    init() async throws {
        home = try await TestStore()
        (citra, bagus) = try await home.store.write { transaction in
            for number in 1...6 as ClosedRange<Int64> {
                let at = Timestamp.sampleNow.adding(seconds: number)
                _ = try transaction.insert(.sample(number, state: number < 5 ? .never : .live), now: at)
            }
            let citra = NewMember(name: "Citra", email: .citra, role: .reporter)
            let bagus = NewMember(name: "Bagus", email: .bagus, role: .editor)
            return (try transaction.addMember(citra), try transaction.addMember(bagus))
        }
    }

    private func keep(_ task: StoryTask, of number: Int64) async throws {
        try await home.store.write { try $0.keep(task, of: StoryNumber(rawValue: number)) }
    }

    private func rows(_ filter: DeskFilter) async throws -> [Int64] {
        try await home.store.read { try $0.deskPage(filter, limit: 20) }.rows.map(\.number.rawValue)
    }

    @Test func `a task is kept as it is, and shown in the list with the name of its holder`() async throws {
        let task = StoryTask(
            priority: .high,
            due: .sampleNow,
            flags: [.legal, .needsPicture],
            words: 400,
            holder: citra.number
        )
        try await keep(task, of: 2)
        let (kept, none, page) = try await home.store.read { transaction in
            (
                try transaction.task(of: StoryNumber(rawValue: 2)), try transaction.task(of: StoryNumber(rawValue: 3)),
                try transaction.deskPage(DeskFilter(), limit: 9)
            )
        }
        #expect(kept == task && none == StoryTask())
        // The list stays in its order.
        #expect(page.rows.map(\.number.rawValue) == [6, 5, 4, 3, 2, 1])
        #expect(page.rows[4].task == task && page.rows[4].holder == "Citra")
        #expect(page.rows[3].task == StoryTask() && page.rows[3].holder == nil)
        try await keep(StoryTask(), of: 2)
        #expect(try await home.store.read { try $0.task(of: StoryNumber(rawValue: 2)) } == StoryTask())
        await #expect(throws: NewsError.self) { try await keep(task, of: 99) }
    }

    @Test func `each cut by task holds what it says, the newest change first`() async throws {
        try await keep(StoryTask(flags: [.legal], holder: citra.number), of: 1)
        try await keep(StoryTask(due: .sampleNow, flags: [.legal, .rights], holder: bagus.number), of: 3)
        try await keep(StoryTask(due: .sampleNow.adding(seconds: 60), holder: citra.number), of: 4)
        // It is done: nobody is writing in it.
        try await keep(StoryTask(due: .sampleNow), of: 5)
        #expect(try await rows(DeskFilter(holder: citra.number)) == [4, 1])
        #expect(try await rows(DeskFilter(flag: .legal)) == [3, 1])
        #expect(try await rows(DeskFilter(flag: .sensitive)) == [])
        #expect(try await rows(DeskFilter(holder: citra.number, flag: .legal)) == [1])
        #expect(try await rows(DeskFilter(.writer("citra"), flag: .rights)) == [3])
        #expect(try await rows(DeskFilter(overdueAt: .sampleNow.adding(seconds: 1))) == [3])
        #expect(try await rows(DeskFilter(overdueAt: .sampleNow.adding(seconds: 60))) == [4, 3])
        #expect(try await rows(DeskFilter(.sections([Section.dunia.slug]), flag: .legal)) == [3, 1])
        #expect(try await rows(DeskFilter(.sections([Section.politik.slug]), flag: .legal)) == [])
        // What changes comes to the top of each cut.
        try await home.store.write { transaction in
            var story = try #require(try transaction.story(StoryNumber(rawValue: 1)))
            story.words.headline = "Judul baru"
            _ = try transaction.update(story, now: .sampleNow.adding(seconds: 100))
        }
        #expect(try await rows(DeskFilter(holder: citra.number)) == [1, 4])
        #expect(try await rows(DeskFilter(flag: .legal)) == [1, 3])
    }

    @Test func `what was done about a task is no version, and hides nothing of the steps`() async throws {
        let number = StoryNumber(rawValue: 1)
        let lines = try await home.store.write { transaction in
            var story = try #require(try transaction.story(number))
            let submitted = try story.submit()
            story = try transaction.save(story, submitted, actor: "citra", now: .sampleNow.adding(seconds: 50))
            let entry = JournalEntry(
                at: .sampleNow.adding(seconds: 50),
                act: .claimed,
                story: number,
                actor: "citra",
                topics: []
            )
            try transaction.append(entry)
            return try transaction.revisionLines(of: number, limit: 9)
        }
        #expect(lines.first?.act == .submitted)
        #expect(try await home.store.read { try $0.lastStep(of: number) }?.act == .submitted)
    }

    @Test func `another newspaper's tasks are neither read nor changed`() async throws {
        let second = Site(number: SiteNumber(rawValue: 2), name: "Kabar", language: "id", zone: .wib)
        let house = try await TestStore(founding: [.sample, second])
        let other = house.store.newspaper(second.number)
        let story = try await other.write { transaction in
            let story = try transaction.insert(.sample(1), now: .sampleNow)
            try transaction.keep(StoryTask(flags: [.legal]), of: story.number)
            return story.number
        }
        #expect(try await house.store.read { try $0.task(of: story) } == StoryTask())
        #expect(try await house.store.read { try $0.deskPage(DeskFilter(flag: .legal), limit: 9) }.rows.isEmpty)
        await #expect(throws: NewsError.self) { try await house.store.write { try $0.keep(StoryTask(), of: story) } }
    }
}
