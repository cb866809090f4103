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

    @Test func `all together may not send too much either, which is told otherwise than of one network`() async throws {
        for number in 1...100 { _ = try await file(from: "198.51.\(number).1") }
        let full = await #expect(throws: NewsError.self) { try await file(from: "203.0.113.1") }
        #expect(full?.code == .unavailable && full?.message.contains("network") == false)
        clock.advance(seconds: 60)
        _ = try await file(from: "203.0.113.1")
    }

    @Test func `whoever sends forms in a stranger's name fills no mailbox, and is heard all the same`() async throws {
        func letters() async throws -> Int {
            var count = 0
            while let due = try await desk.takeGrievanceLetter() {
                #expect(due.letter.act == .received)
                try await desk.grievanceLetterEnded(due.letter, fault: nil, isFinal: true)
                count += 1
            }
            return count
        }
        for (number, email) in ["a@x.example", "A@x.example", "a+1@x.example", "a+2@x.example"].enumerated() {
            var draft = Self.draft
            draft.email = email
            _ = try await file(.complaint, draft, from: "198.51.100.\(number)")
        }
        #expect(try await home.store.read { try $0.openGrievances(limit: 9) }.count == 4)
        #expect(try await letters() == 3)
        _ = try await file(from: "198.51.100.9")
        #expect(try await letters() == 1)
        clock.advance(seconds: 3_600)
        var draft = Self.draft
        draft.email = "a@x.example"
        _ = try await file(.complaint, draft, from: "198.51.100.10")
        #expect(try await letters() == 1)
    }

    @Test func `what nobody means is closed by the desk, and its sender is sent nothing`() async throws {
        let secret = try await file()
        let first = try #require(try await desk.takeGrievanceLetter())
        try await desk.grievanceLetterEnded(first.letter, fault: nil, isFinal: true)
        await #expect(throws: NewsError.self) { try await perform(.dismiss, by: reporter) }
        #expect(try await perform(.dismiss).state == .dismissed)
        #expect(try await desk.takeGrievanceLetter() == nil)
        let records = try await desk.openGrievance(secret: secret).records
        #expect(records.map(\.act) == [.received, .dismissed] && records.last?.actor == editor.actor)
        await #expect(throws: NewsError.self) { try await perform(.grant) }
        #expect(try await problems().isEmpty)
    }

    @Test func `a reply is published under its own name alone`() async throws {
        _ = try await file()
        let reply = try #require(try await perform(.grant).reply)
        let caller = Caller(address: "192.0.2.9", network: "192.0.2.9")
        func name(_ genre: String) async throws {
            let open = try await desk.openWorkingCopy(of: reply, actor: editor.actor)
            var copy = open.copy
            copy.genre = genre
            _ = try await desk.saveWorkingCopy(of: reply, copy, madeFrom: open.base, actor: editor.actor)
        }
        for genre in ["Advertorial", ""] {
            try await name(genre)
            await #expect(throws: NewsError.self) {
                try await desk.perform(.publish, on: reply, by: editor.number, from: caller)
            }
        }
        try await name(Self.words.genre)
        #expect(try await desk.perform(.publish, on: reply, by: editor.number, from: caller).state == .live)
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
    }

    @Test func `with who sent it goes what they were told, and a letter that waits has nowhere to go`() async throws {
        let secret = try await file()
        _ = try await perform(.tell(words: "Bu Sari, mohon tunggu."))
        _ = try await perform(.refuse(.unrelated, words: "Bu Sari, maaf."))
        let now = clock.now.adding(seconds: 1)
        _ = try await home.store.write { try $0.eraseGrievances(endedBefore: now, limit: 9, at: now) }
        let records = try await desk.openGrievance(secret: secret).records
        #expect(records.map(\.act) == [.received, .told, .refused, .erased] && records.allSatisfy(\.words.isEmpty))
        #expect(records.map(\.refusal) == [nil, nil, .unrelated, nil])
        #expect(records.compactMap(\.letter).map(\.state) == [.waiting, .waiting, .waiting])
        #expect(try await desk.takeGrievanceLetter() == nil)
        let after = try await desk.openGrievance(secret: secret).records
        #expect(after.compactMap(\.letter).map(\.state) == [.givenUp, .givenUp, .givenUp])
        #expect(try await problems().isEmpty)
    }

    @Test func `what nobody decides in a year ends, says so, and is erased a year later`() async throws {
        let secret = try await file(.complaint)
        _ = try await perform(.take)
        clock.advance(seconds: Grievance.patience)
        try await desk.eraseGrievances()
        #expect(try await desk.openGrievance(secret: secret).grievance.state == .inHand)
        clock.advance(seconds: 1)
        try await desk.eraseGrievances()
        let lapsed = try await desk.openGrievance(secret: secret)
        #expect(lapsed.grievance.state == .lapsed && lapsed.grievance.sender != nil)
        #expect(lapsed.records.last?.act == .lapsed && lapsed.records.last?.actor == .clock)
        #expect(try await problems().isEmpty)
        clock.advance(seconds: Grievance.memory + 1)
        try await desk.eraseGrievances()
        let erased = try await desk.openGrievance(secret: secret)
        #expect(erased.grievance.sender == nil && erased.records.last?.act == .erased)
        #expect(try await problems().isEmpty)
    }

    @Test func `a letter that is being sent is held, and what was sent stays so`() async throws {
        let secret = try await file()
        let first = try #require(try await desk.takeGrievanceLetter())
        func fate() async throws -> Letter.Fate? { try await desk.openGrievance(secret: secret).records.first?.letter }
        func figures() async throws -> HouseFigures {
            let now = clock.now
            return try await home.store.read { try $0.houseFigures(at: now) }
        }
        #expect(try await figures().waitingLetters == 1)
        clock.advance(seconds: 59)
        try await desk.holdGrievanceLetter(first.letter)
        clock.advance(seconds: 59)
        #expect(try await desk.takeGrievanceLetter() == nil)
        clock.advance(seconds: 1)
        let second = try #require(try await desk.takeGrievanceLetter())
        #expect(try await figures().failedLetters == 1)
        try await desk.grievanceLetterEnded(second.letter, fault: nil, isFinal: true)
        try await desk.grievanceLetterEnded(first.letter, fault: "recipient 550", isFinal: true)
        #expect(try await fate()?.state == .sent)
        #expect(try await figures().waitingLetters == 0)
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
}
