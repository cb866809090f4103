import Editorial
import Logging
import News
import Storage
import TestSupport
import Testing

/// Rights of reply and complaints on their way from a form to the register, and to a story.
@Suite struct GrievanceDeskTests {
    let home: TestStore
    let clock = TestClock()
    let desk: Desk
    let editor: Member
    let reporter: Member

    init() async throws {
        home = try await TestStore()
        desk = Desk(
            store: home.store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { [clock] in clock.now },
            passwords: .usual,
            sendsMail: true
        )
        _ = try await desk.takeWireCopy([.sample(1), .sample(2)], actor: "wire")
        editor = try await Self.member(desk, "Bagus", .editor)
        reporter = try await Self.member(desk, "Citra", .reporter)
    }

    private static func member(_ desk: Desk, _ name: String, _ role: Role) async throws -> Member {
        let email = try EmailAddress("\(name.lowercased())@warta.example")
        let new = NewMember(name: name, email: email, role: role, sections: [])
        return try await desk.addMember(new, by: .commandLine).member
    }

    private static let words = ReplyWords(headline: "Hak jawab", genre: "Hak Jawab")
    private static let draft = GrievanceDraft(
        name: "Sari Utami",
        email: "sari@contoh.example",
        phone: "0812",
        relation: "Yang diberitakan",
        quoted: "Kim",
        words: "Bukan saya.\nSaya di rumah."
    )

    private func file(
        _ kind: Grievance.Kind = .reply,
        _ draft: GrievanceDraft = draft,
        about story: StoryNumber = 1,
        token: String = Desk.newGrievanceToken(),
        from address: String = "192.0.2.1"
    ) async throws -> String {
        let caller = Caller(address: address, network: address)
        return try await desk.fileGrievance(kind, about: story, draft, token: token, from: caller)
    }

    private func perform(_ step: GrievanceStep, _ number: Int64 = 1, by member: Member? = nil) async throws -> Grievance
    {
        let caller = Caller(address: "192.0.2.9", network: "192.0.2.9")
        return try await desk.perform(
            step,
            onGrievance: number,
            named: Self.words,
            by: (member ?? editor).number,
            from: caller
        )
    }

    private func problems() async throws -> [String] { try await home.store.problems { _ in true } }

    @Test func `what one form sends twice is taken once, and what was changed in it is another`() async throws {
        let token = Desk.newGrievanceToken()
        let first = try await file(token: token)
        #expect(try await file(token: token) == first)
        var changed = Self.draft
        changed.words = "Lain."
        let second = try await file(.reply, changed, token: token)
        #expect(second != first && first.count == 64)
        let (grievance, records) = try await desk.openGrievance(secret: first)
        #expect(grievance.number == 1 && grievance.words == Self.draft.words && records.map(\.act) == [.received])
        #expect(grievance.due == clock.now.adding(seconds: 48 * 3_600))
        #expect(try await home.store.read { try $0.openGrievances(limit: 9) }.map(\.number) == [1, 2])
        let told = try await home.store.read { try $0.notifications(of: editor.number, limit: 9) }
        #expect(told.map(\.kind) == [.replyAsked, .replyAsked] && told.map(\.words) == ["2", "1"])
        #expect(try await home.store.read { try $0.notifications(of: reporter.number, limit: 9) }.isEmpty)
        await #expect(throws: NewsError.self) { try await desk.openGrievance(secret: Desk.newGrievanceToken()) }
        await #expect(throws: NewsError.self) { try await file(about: 99) }
        await #expect(throws: NewsError.self) { try await file(token: "x") }
    }

    @Test func `a network that sends too much waits, and others do not`() async throws {
        func attempt(_ address: String) async -> Bool { (try? await file(from: address)) != nil }
        for _ in 1...5 { #expect(await attempt("192.0.2.1")) }
        #expect(await !attempt("192.0.2.1"))
        #expect(await attempt("198.51.100.1"))
        clock.advance(seconds: 600)
        #expect(await attempt("192.0.2.1"))
    }

    @Test func `a granted reply is a story of its own, and each leads to the other`() async throws {
        _ = try await file()
        await #expect(throws: NewsError.self) { try await perform(.grant, by: reporter) }
        _ = try await perform(.take)
        let granted = try await perform(.grant)
        let reply = try #require(granted.reply)
        let story = try #require(try await home.store.read { try $0.story(reply) })
        #expect(story.published == nil && story.openCopy.genre == "Hak Jawab")
        #expect(story.openCopy.body.text.contains("Bukan saya.") && story.openCopy.section == Section.dunia)
        #expect(try await home.store.read { try $0.replies(to: 1) } == [reply])
        #expect(try await home.store.read { try $0.storyAnswered(by: reply) } == 1)
        let entry = try await home.store.read { try $0.journal(after: 0, limit: 99) }.last { $0.act == .replyGranted }
        #expect(entry?.story == 1 && entry?.topics == [.story(1)])
        await #expect(throws: NewsError.self) { try await perform(.grant) }
        let records = try await home.store.read { try $0.records(of: 1) }
        #expect(records.map(\.act) == [.received, .taken, .granted])
        #expect(records.map(\.actor) == [nil, editor.actor, editor.actor])
        #expect(try await problems().isEmpty)
        // A program of the schema before takes the line for one that changes nothing for readers.
        #expect(try await home.store.read { try $0.endedGrievances(limit: 9) } == [granted])
    }

    @Test func `a complaint is answered in words, by a correction of the story where there is one`() async throws {
        _ = try await file(.complaint)
        let step = GrievanceStep.answer(words: "Sudah kami ralat.", correction: 1)
        await #expect(throws: NewsError.self) { try await perform(step) }
        let told = Correction.Draft(kind: .correction, place: .below, words: "Bukan Kim.")
        _ = try await desk.correctStory(1, told, actor: "citra")
        let answered = try await perform(step)
        #expect(answered.correction == 1 && answered.state == .answered)
        #expect(try await problems().isEmpty)
    }

    @Test func `a year after the decision who sent it and what they wrote is erased, and the links stay`() async throws
    {
        let secret = try await file()
        let reply = try await perform(.grant).reply
        clock.advance(seconds: Grievance.memory - 1)
        try await desk.eraseGrievances()
        #expect(try await desk.openGrievance(secret: secret).grievance.sender != nil)
        clock.advance(seconds: 2)
        try await desk.eraseGrievances()
        let (grievance, records) = try await desk.openGrievance(secret: secret)
        #expect(grievance.sender == nil && grievance.words.isEmpty && grievance.quoted.isEmpty)
        #expect(grievance.reply == reply && records.last?.act == .erased)
        #expect(try await problems().isEmpty)
        // A letter that still waited has nowhere to go.
        #expect(try await desk.takeGrievanceLetter() == nil)
    }

    @Test func `each word to the sender goes out once, with the address that the form led to`() async throws {
        let secret = try await file()
        let first = try #require(try await desk.takeGrievanceLetter())
        #expect(first.secret == secret && first.letter.act == .received)
        #expect(first.recipient.text == "sari@contoh.example")
        #expect(try await desk.takeGrievanceLetter() == nil)
        try await desk.grievanceLetterEnded(first.letter, fault: "unreachable", isFinal: false)
        clock.advance(seconds: 61)
        let again = try #require(try await desk.takeGrievanceLetter())
        #expect(again.letter.identifier == first.letter.identifier && again.letter.attempts == 1)
        try await desk.grievanceLetterEnded(again.letter, fault: nil, isFinal: true)
        _ = try await perform(.take)
        _ = try await perform(.refuse(.unrelated, words: "Tidak terkait."))
        clock.advance(seconds: 3_600)
        #expect(try await desk.takeGrievanceLetter()?.letter.act == .refused)
        #expect(try await desk.takeGrievanceLetter() == nil)
    }

    @Test func `an export has nothing of who sent what`() async throws {
        _ = try await file()
        _ = try await file(.complaint)
        _ = try await perform(.grant)
        let stories = try await home.store.read { try $0.stories(after: 0, limit: 99) }
        let told = stories.map { "\($0) \(StoryRecord($0, stops: []))" }.joined()
        for secret in ["sari@contoh.example", "Sari Utami", "Yang diberitakan"] { #expect(!told.contains(secret)) }
    }
}
