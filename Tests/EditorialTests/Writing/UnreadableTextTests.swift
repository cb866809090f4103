import News
import TestSupport
import Testing

@testable import Editorial
@testable import Storage

/// What was written together and cannot be read: what must not wait goes on without it, and it stays for the desk.
@Suite struct UnreadableTextTests {
    let home: WritingDesk
    /// A desk of a program that was started again, and has nothing in memory.
    let desk: Desk
    let dewi: Member

    init() async throws {
        home = try await WritingDesk()
        desk = WritingDesk.desk(home.home.store, home.clock)
        dewi = try await home.desk.addMember(
            NewMember(name: "Dewi Anggraini", email: .named("dewi@warta.example"), role: .managingEditor),
            by: .commandLine
        ).member
    }

    /// Makes a story live, writes in it, and damages what was written.
    private func damage(_ number: StoryNumber) async throws {
        let head = try await home.desk.openText(of: number, by: dewi).story.outline.text.head
        _ = try await home.push("Dua. ", on: head, seq: 0, by: dewi, to: number)
        _ = try await home.home.store.write { transaction in
            try transaction.sql.execute(
                "UPDATE shared_batch SET steps = '[7]' WHERE story = $1",
                [SQLValue(number)]
            )
        }
    }

    private func state(_ number: StoryNumber) async throws -> PublicState? {
        try await home.home.store.read { try $0.story(number)?.state }
    }

    private func batches(_ number: StoryNumber) async throws -> Int64? {
        try await home.home.store.read { transaction in
            try transaction.sql.row("SELECT count(*) FROM shared_batch WHERE story = $1", [SQLValue(number)])?.integer(
                0
            )
        }
    }

    @Test func `a member withdraws the story all the same, and the command line as well`() async throws {
        _ = try await home.desk.takeWireCopy([.sample(7)], actor: "wire")
        let other = try await home.home.store.read { try $0.lastStoryNumber() }
        for (index, number) in [StoryNumber(rawValue: 1), other].enumerated() {
            try await damage(number)
            if index == 0 {
                try await desk.perform(.withdraw(.mistake, reason: "Keliru."), on: number, by: dewi.number, from: .home)
            } else {
                try await desk.withdrawStory(number, on: .mistake, reason: "Keliru.", actor: .commandLine)
            }
            #expect(try await state(number) == .withdrawn)
            #expect(try await batches(number) == 1)
            // The text is still the desk's to look at, and still told as damaged.
            await #expect(throws: (any Error).self) { try await desk.catchUp(number) }
        }
    }

    @Test func `a wire's kill is obeyed all the same, and what follows is not stopped`() async throws {
        try await damage(StoryNumber(rawValue: 1))
        let outcomes = try await desk.takeWireCopy(
            [.sample(1, status: .canceled, version: 60), .sample(8)],
            actor: "wire"
        )
        #expect(outcomes.first == .updated(StoryNumber(rawValue: 1)) && outcomes.count == 2)
        #expect(try await state(StoryNumber(rawValue: 1)) == .withdrawn)
        #expect(try await batches(StoryNumber(rawValue: 1)) == 1)
    }

    @Test func `whatever would take the text further waits for it`() async throws {
        try await damage(StoryNumber(rawValue: 1))
        await #expect(throws: (any Error).self) {
            try await desk.perform(.update, on: StoryNumber(rawValue: 1), by: dewi.number, from: .home)
        }
    }
}
