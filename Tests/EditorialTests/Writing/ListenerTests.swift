import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// What those hear who have a story open.
@Suite(.timeLimit(.minutes(10))) struct ListenerTests {
    let home: WritingDesk

    init() async throws { home = try await WritingDesk() }

    private func listen(
        _ tab: Int = 0,
        _ member: Member? = nil,
        token: String = "sesi",
        at desk: Desk? = nil
    ) async throws -> StoryListening {
        try await (desk ?? home.desk).listen(
            to: home.story,
            WritingDesk.tabs[tab],
            member ?? home.citra,
            session: token
        )
    }

    /// What a page heard, after it was told to stop listening.
    private func heard(_ page: StoryListening) async -> [String] {
        page.leave()
        var words: [String] = []
        for await event in page.events { words.append(event.summary) }
        return words
    }

    @Test func `pages hear of one another, of batches and of carets`() async throws {
        let first = try await listen()
        let second = try await listen(1, home.bagus)
        try await home.type("Dua. ", by: home.bagus)
        try await home.desk.hearOfStories()
        let point = try await home.head()
        let caret = Caret(client: WritingDesk.tabs[1], point: point, anchor: 3, head: 5, member: Writer(home.bagus))
        home.desk.tell(caret, in: home.story)
        // Of a page that does not listen, and of one of another's, nobody hears.
        home.desk.tell(
            Caret(client: WritingDesk.tabs[2], point: point, anchor: 1, head: 1, member: Writer(home.bagus)),
            in: home.story
        )
        home.desk.tell(
            Caret(client: WritingDesk.tabs[0], point: point, anchor: 1, head: 1, member: Writer(home.bagus)),
            in: home.story
        )
        let late = try await listen(3)
        #expect(await heard(second) == ["here 0 1", "batches", "here 0 1 3"])
        #expect(await heard(late) == ["caret 1", "here 0 1 3", "gone 1", "here 0 3"])
        #expect(
            await heard(first) == [
                "here 0", "here 0 1", "batches", "caret 1", "here 0 1 3", "gone 1", "here 0 3", "gone 3", "here 0",
            ]
        )
        #expect(home.desk.listeners == 0)
    }

    @Test func `pages of another process hear of what is written, kept and decided`() async throws {
        let other = WritingDesk.desk(home.home.store, home.clock)
        let page = try await listen(at: other)
        try await home.type("Dua. ", by: home.bagus)
        try await other.hearOfStories()
        let change = FieldChange(
            field: .text(.lead),
            from: .string(page.story.fields.lead),
            to: "Teras.",
            client: WritingDesk.tabs[1]
        )
        _ = try await home.desk.keepField(change, of: home.story, by: home.bagus.number, from: .home)
        try await other.hearOfStories()
        _ = try await home.step(.submit, by: home.citra)
        try await other.hearOfStories()
        let words = try RescuedText.Words(before: "", text: "Hilang.", after: "")
        let id = try await home.desk.rescue(words, of: home.story, WritingDesk.tabs[1], 0, by: home.bagus.number)
        try await other.hearOfStories()
        try await home.desk.dismissRescued(id, of: home.story, by: home.bagus.number, from: .home)
        try await other.hearOfStories()
        #expect(
            await heard(page) == [
                "here 0", "batches", "field lead by Bagus Santoso", "story submitted, may not write",
                "rescued Hilang.", "dismissed \(id)",
            ]
        )
    }

    @Test func `a field that a page of this process kept says whose page it was`() async throws {
        let page = try await listen()
        let change = FieldChange(
            field: .text(.lead),
            from: .string(page.story.fields.lead),
            to: "Teras.",
            client: WritingDesk.tabs[1]
        )
        _ = try await home.desk.keepField(change, of: home.story, by: home.bagus.number, from: .home)
        try await home.desk.hearOfStories()
        #expect(await heard(page) == ["here 0", "field lead by Bagus Santoso 1"])
    }

    @Test func `a page that falls behind is ended, and the others are told`() async throws {
        let slow = try await listen()
        let other = try await listen(1, home.bagus)
        var heard = other.events.makeAsyncIterator()
        let point = try await home.head()
        for index in 0...StoryListeners.mostWaiting {
            let caret = Caret(
                client: WritingDesk.tabs[1],
                point: point,
                anchor: index,
                head: index,
                member: Writer(home.bagus)
            )
            home.desk.tell(caret, in: home.story)
        }
        #expect(home.desk.listeners == 1)
        #expect(await heard.next()?.summary == "here 0 1")
        #expect(await heard.next()?.summary == "gone 0")
        var count = 0
        for await _ in slow.events { count += 1 }
        #expect(count == StoryListeners.mostWaiting)
    }

    @Test func `a page that comes back takes its place, and another member cannot`() async throws {
        let first = try await listen()
        let again = try await listen()
        var count = 0
        for await _ in first.events { count += 1 }
        #expect(count == 1)
        #expect(home.desk.listeners == 1)
        first.leave()
        #expect(home.desk.listeners == 1)
        #expect(await home.code { _ = try await listen(0, home.bagus) } == .throttled)
        again.leave()
        #expect(home.desk.listeners == 0)
    }

    @Test func `a page that nobody holds any more listens no longer`() async throws {
        do { _ = try await listen() }
        #expect(home.desk.listeners == 0)
    }

    @Test func `pages are bounded for each story and each member`() async throws {
        var pages: [StoryListening] = []
        func join(_ index: Int, _ member: Member) async throws {
            let client = try #require(WritingClient("halaman0" + String(100_000_000 + index)))
            pages.append(try await home.desk.listen(to: home.story, client, member, session: "sesi"))
        }
        for index in 0..<StoryListeners.mostOfMember { try await join(index, home.citra) }
        #expect(await home.code { try await join(900, home.citra) } == .throttled)
        for index in 100..<100 + StoryListeners.mostOfMember { try await join(index, home.bagus) }
        let dewi = try await home.desk.addMember(
            NewMember(name: "Dewi", email: .named("dewi@warta.example"), role: .editor),
            by: .commandLine
        ).member
        #expect(await home.code { try await join(901, dewi) } == .throttled)
        pages = []
        try await join(902, dewi)
    }

    @Test func `a page ends with its session, and hears where its member's rights change`() async throws {
        let token = try await home.signIn(home.citra)
        let page = try await listen(0, home.citra, token: token)
        let other = try await listen(1, home.bagus, token: try await home.signIn(home.bagus))
        try await home.desk.endListeners()
        #expect(home.desk.listeners == 2)
        _ = try await home.desk.changeMember(home.bagus.number, MemberChange(role: .reporter), by: .commandLine)
        try await home.desk.endListeners()
        try await home.desk.signOut(token: token, from: .home)
        try await home.desk.endListeners()
        var words: [String] = []
        for await event in page.events { words.append(event.summary) }
        #expect(words == ["here 0", "here 0 1"])
        #expect(await heard(other) == ["here 0 1", "story draft, may not write", "gone 0", "here 1"])
    }
}

extension WritingDesk {
    /// The token of a session that has just begun.
    func signIn(_ member: Member) async throws -> String {
        let invitation = try await desk.invite(member.number, by: .commandLine)
        let step = try await desk.setPassword(link: invitation.token, password: "kuda hijau empat laut", from: .home)
        return try #require(step.signIn?.token)
    }
}

extension StoryEvent {
    var summary: String {
        func tab(_ client: WritingClient) -> String { String(client.description.suffix(1)) }
        switch self {
        case .batches: return "batches"
        case .caret(let caret): return "caret \(tab(caret.client))"
        case .gone(let client): return "gone \(tab(client))"
        case .here(let pages): return "here " + pages.map { tab($0.client) }.joined(separator: " ")
        case .field(let field, _, let writer, let client):
            let page = client.map { " " + tab($0) } ?? ""
            return "field \(field.name) by \(writer?.name ?? "nobody")" + page
        case .pictures(let copy): return "pictures \(copy.pictures.count)"
        case .story(let outline, let member):
            let may = outline.refusal(of: member, at: .sampleNow) == nil ? "may write" : "may not write"
            return "story \(outline.stage?.rawValue ?? "none"), \(may)"
        case .rescued(let text): return "rescued \(text.words.text)"
        case .dismissed(let id): return "dismissed \(id)"
        case .notes: return "notes"
        case .receipts: return "receipts"
        case .silence: return "silence"
        }
    }
}
