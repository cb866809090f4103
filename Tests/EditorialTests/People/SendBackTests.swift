import News
import TestSupport
import Testing

@testable import Editorial
@testable import Storage

/// To whom a text goes back, and who is told.
@Suite struct SendBackTests {
    let people: PeopleDesk
    let citra: Member
    let joko: Member
    let bagus: Member
    let number: StoryNumber

    /// A story that Citra began, in which Joko wrote too; Bagus is the editor.
    init() async throws {
        people = try await PeopleDesk()
        citra = try await people.add()
        joko = try await people.add("Joko Widodo", .named("joko@warta.example"))
        bagus = try await people.add("Bagus Santoso", .bagus, .editor)
        _ = try await people.desk.takeWireCopy([.sample(9)], actor: "wire")
        var text = CopyText(.sample)
        text.section = "Dunia"
        let begun = try await people.desk.begin(text, from: .sample, by: citra.number, from: .home)
        number = begun.number
        let hand = TaskStep.handOver(to: joko.number, note: "")
        try await people.desk.perform(hand, on: number, by: citra.number, from: .home)
        text.headline = "Judul Joko"
        let base = try await people.desk.openWorkingCopy(of: number, actor: joko.actor).base
        _ = try await people.desk.write(text, in: number, madeFrom: base, by: joko.number, from: .home)
        try await people.desk.perform(.submit, on: number, by: joko.number, from: .home)
    }

    private func told(_ member: Member) async throws -> [String] {
        try await people.home.store.read { try $0.notifications(of: member.number, limit: 50) }
            .filter { $0.kind == .sentBack }.map(\.words)
    }

    private func sendBack(to member: MemberNumber?) async throws {
        try await people.desk.perform(
            .sendBack(reason: "Sebutkan sumbernya.", to: member),
            on: number,
            by: bagus.number,
            from: .home
        )
    }

    private func mayWrite(_ member: Member) async throws -> Bool {
        try await people.home.store.read { transaction in
            guard let story = try transaction.story(number) else { return false }
            return (try? transaction.allow(member.number, to: .write, story, at: .sampleNow)) != nil
        }
    }

    @Test func `without an addressee it goes back to whoever began it, into their hands`() async throws {
        try await sendBack(to: nil)
        #expect(try await told(citra) == ["Sebutkan sumbernya."])
        #expect(try await told(joko).isEmpty)
        #expect(try await people.home.store.read { try $0.task(of: number).holder } == citra.number)
        #expect(try await mayWrite(citra))
        #expect(
            try await people.home.store.read { try $0.writers(in: number) }.map(\.number) == [
                citra.number, joko.number,
            ]
        )
    }

    @Test func `what is asked of a text stays when it goes back, but for who has it in hand`() async throws {
        let due = people.clock.now.adding(seconds: 3_600)
        let plan = StoryTask(priority: .high, due: due, flags: [.legal, .rights], words: 400)
        try await people.desk.perform(.plan(plan), on: number, by: bagus.number, from: .home)
        try await sendBack(to: nil)
        var after = plan
        after.holder = citra.number
        #expect(try await people.home.store.read { try $0.task(of: number) } == after)
    }

    @Test func `an addressee who wrote in it is told alone, may write, and stands in the journal`() async throws {
        try await sendBack(to: joko.number)
        #expect(try await told(joko) == ["Joko Widodo: Sebutkan sumbernya."])
        #expect(try await told(citra).isEmpty)
        #expect(try await mayWrite(joko))
        let entry = try await people.home.store.read { try $0.lastStep(of: number) }
        #expect(entry?.act == .sentBack && entry?.reason == "Joko Widodo: Sebutkan sumbernya.")
        let lines = try await people.home.store.read { try $0.journal(after: 0, limit: 99) }
        #expect(lines.filter { $0.act == .sentBack }.count == 1)
    }

    @Test func `nobody who did not write in it, or may not sign in, gets it back`() async throws {
        for member in [bagus.number, MemberNumber(rawValue: 99)] {
            let error = await #expect(throws: NewsError.self) { try await sendBack(to: member) }
            #expect(error?.code == .invalid)
        }
        _ = try await people.desk.deactivateMember(joko.number, by: .commandLine)
        let error = await #expect(throws: NewsError.self) { try await sendBack(to: joko.number) }
        #expect(error?.code == .invalid)
        #expect(try await people.home.store.read { try $0.story(number)?.workingCopy?.stage } == .submitted)
    }
}
