import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// Notes on a text: that they stay with their words through everything that can become of these, and whom they tell.
@Suite(.timeLimit(.minutes(10))) struct NoteTests {
    let writing: WritingDesk
    private var desk: Desk { writing.desk }

    /// The text begins with *Satu dua tiga.*
    init() async throws {
        writing = try await WritingDesk()
        try await writing.type("Satu dua tiga. ")
    }

    private func source(_ sequence: Int, _ tab: Int = 0) -> NewNote.Source {
        NewNote.Source(WritingDesk.tabs[tab], sequence)
    }

    /// Citra's note on *dua*, unless it is said otherwise.
    @discardableResult
    private func add(
        _ text: String = "Benarkah?",
        on range: Range<Int>? = 6..<9,
        by member: Member? = nil,
        _ source: NewNote.Source? = nil
    ) async throws -> TextNote {
        let head = try await writing.head()
        return try await desk.addNote(
            NewNote(text, about: range.map { .range($0, head, quote: "") } ?? .wholeText, from: source),
            to: writing.story,
            by: (member ?? writing.citra).number,
            from: .home
        )
    }

    private func note(_ number: Int64) async throws -> TextNote {
        let found = try await desk.notes(on: writing.story).notes.first { $0.number == number }
        return try #require(found)
    }

    /// What the words of a note are now; nil where they stand nowhere.
    private func words(_ number: Int64) async throws -> String? {
        guard let place = try await note(number).place else { return nil }
        let (head, document) = (try await writing.head(), try await writing.document())
        #expect(place.epoch == head.epoch)
        return DocumentWords(document).text(in: place.range)
    }

    private func push(_ steps: [JSONValue], seq: Int) async throws {
        let answer = try await desk.push(
            BatchPush(point: try await writing.head(), client: WritingDesk.tabs[1], sequence: seq, steps: steps),
            to: writing.story,
            by: writing.bagus.number,
            from: .home
        )
        #expect(answer.version != nil)
    }

    private static func deletion(_ range: Range<Int>) -> JSONValue {
        .members(["stepType": "replace", "from": .integer(range.lowerBound), "to": .integer(range.upperBound)])
    }

    private func told(_ member: Member) async throws -> [String] {
        try await writing.home.store.read { try $0.notifications(of: member.number, limit: 50) }
            .map { "\($0.kind.rawValue) \($0.note ?? 0) \($0.words)" }.reversed()
    }

    @Test func `a note has its words, and is kept with who wrote it and when`() async throws {
        let note = try await add("  Benarkah? \n")
        #expect(note.quote == "dua" && note.opening.text == "Benarkah?" && note.resolution == nil)
        #expect(note.opening.writer == Writer(writing.citra) && note.opening.at == writing.clock.now)
        #expect(try await words(note.number) == "dua")
        let whole = try await add("Terlalu panjang.", on: nil, by: writing.bagus)
        #expect(whole.quote == nil && whole.place == nil && !whole.isWithoutPlace && whole.number > note.number)
        #expect(try await desk.notes(on: writing.story).notes == [note, whole])
        #expect(try await desk.notes(on: writing.story, after: note.stamp).notes == [whole])
    }

    @Test func `a note moves with what others type, is lost with its words and comes back with them`() async throws {
        let note = try await add()
        try await push([WritingDesk.insertion("Nol. ")], seq: 1)
        #expect(try await words(note.number) == "dua")
        let place = try #require(try await self.note(note.number).place)
        #expect(place.range == 11..<14)
        // Moving is nothing that has to be told.
        #expect(try await self.note(note.number).stamp == note.stamp)
        try await push([Self.deletion(10..<15)], seq: 2)
        let lost = try await self.note(note.number)
        #expect(lost.isWithoutPlace && lost.quote == "dua" && lost.stamp > note.stamp)
        // Undone.
        try await push([WritingDesk.insertion(" dua ", at: 10)], seq: 3)
        #expect(try await self.note(note.number).place == place)
        #expect(try await self.note(note.number).stamp > lost.stamp)
        // Cut and pasted, and taken out and put back, in one batch each.
        try await push([Self.deletion(11..<14), WritingDesk.insertion("dua")], seq: 4)
        #expect(try await self.note(note.number).place?.range == 1..<4)
        let before = try await self.note(note.number).stamp
        try await push([Self.deletion(1..<4), WritingDesk.insertion("dua")], seq: 5)
        #expect(try await self.note(note.number).place?.range == 1..<4)
        #expect(try await self.note(note.number).stamp > before)
    }

    @Test func `a note on an earlier version finds its words in the newest one`() async throws {
        let old = try await writing.head()
        try await push([WritingDesk.insertion("Nol. ")], seq: 1)
        func add(_ range: Range<Int>, _ point: SharedText.Point, _ quote: String) async throws -> TextNote {
            try await desk.addNote(
                NewNote("Cek.", about: .range(range, point, quote: quote)),
                to: writing.story,
                by: writing.bagus.number,
                from: .home
            )
        }
        #expect(try await words(add(6..<9, old, "").number) == "dua")
        let gone = SharedText.Point(epoch: old.epoch + 9, version: 4)
        #expect(try await words(add(1..<2, gone, "dua tiga").number) == "dua tiga")
        await #expect(throws: TextNote.Fault.wordsGone) { try await add(1..<2, gone, "lima") }
        await #expect(throws: TextNote.Fault.wordsGone) { try await add(1..<900, old.next, "lima") }
        let quoted = try await desk.addNote(
            NewNote("Cek.", about: .words("Satu  dua")),
            to: writing.story,
            by: writing.bagus.number,
            from: .home
        )
        #expect(try await words(quoted.number) == "Satu dua")
        await #expect(throws: TextNote.Fault.wordsGone) {
            try await desk.addNote(
                NewNote("Cek.", about: .words("dua belas")),
                to: writing.story,
                by: writing.bagus.number,
                from: .home
            )
        }
    }

    @Test func `a note outlives saves, publication and withdrawal, and finds its words in a restored version`()
        async throws
    {
        let note = try await add()
        _ = try await desk.keepVersion(of: writing.story, because: "", by: writing.citra.number, from: .home)
        _ = try await writing.step(.submit, by: writing.citra)
        _ = try await writing.step(.approve)
        _ = try await writing.step(.publish)
        #expect(try await words(note.number) == "dua")
        // A plain form replaces the whole text: the same words are found in it, and at the same place.
        let story = try await writing.stored()
        var text = CopyText(story.openCopy)
        text.body = "Dua dua. Satu dua tiga lagi."
        let base = WorkingCopy.Base(save: story.workingSaves, published: story.publishedVersion)
        _ = try await desk.write(
            text,
            in: writing.story,
            madeFrom: base,
            by: writing.bagus.number,
            from: .home
        )
        let (place, document) = (try await self.note(note.number).place, try await writing.document())
        #expect(try await words(note.number) == "dua")
        #expect(place.map { DocumentWords(document).text(in: 1..<$0.range.upperBound) } == "Dua dua. Satu dua")
        text.body = "Empat."
        let now = try await writing.stored()
        _ = try await desk.write(
            text,
            in: writing.story,
            madeFrom: WorkingCopy.Base(save: now.workingSaves, published: now.publishedVersion),
            by: writing.bagus.number,
            from: .home
        )
        #expect(try await self.note(note.number).isWithoutPlace)
        let sight = try await writing.stored().sight
        try await desk.restore(
            version: 2,
            of: writing.story,
            seen: sight,
            because: "",
            by: writing.bagus.number,
            from: .home
        )
        #expect(try await words(note.number) == "dua")
        #expect(try await writing.home.store.problems { _ in true } == [])
    }

    @Test func `an answer, a resolution and its end are kept with who they are of`() async throws {
        let number = try await add().number
        let bagus = writing.bagus.number
        let new = NewNote("Sudah dicek.", about: .wholeText)
        let answered = try await desk.reply(to: number, new, on: writing.story, by: bagus, from: .home)
        #expect(answered.replies.map(\.text) == ["Sudah dicek."] && answered.replies[0].writer == Writer(writing.bagus))
        let resolved = try await desk.resolveNote(number, on: writing.story, by: bagus, from: .home)
        #expect(resolved.resolution?.by == Writer(writing.bagus) && resolved.place == nil && !resolved.isWithoutPlace)
        #expect(try await desk.resolveNote(number, on: writing.story, by: bagus, from: .home) == resolved)
        await #expect(throws: TextNote.Fault.resolved) {
            try await desk.reply(to: number, new, on: writing.story, by: bagus, from: .home)
        }
        // Its words are looked for where they are now.
        try await push([WritingDesk.insertion("Nol. ")], seq: 1)
        let open = try await desk.reopenNote(number, on: writing.story, by: bagus, from: .home)
        #expect(open.resolution == nil && open.replies.count == 1)
        #expect(try await words(number) == "dua")
        for id in [number + 7, answered.replies[0].number] {
            #expect(
                await writing.code { _ = try await desk.resolveNote(id, on: writing.story, by: bagus, from: .home) }
                    == .notFound
            )
            #expect(
                await writing.code { _ = try await desk.reply(to: id, new, on: writing.story, by: bagus, from: .home) }
                    == .notFound
            )
        }
        let other = StoryNumber(rawValue: 1)
        #expect(
            await writing.code { _ = try await desk.resolveNote(number, on: other, by: bagus, from: .home) }
                == .notFound
        )
        #expect(
            await writing.code { _ = try await desk.notes(on: StoryNumber(rawValue: 99)) } == .notFound
        )
    }

    @Test func `whoever is named is told once of each thing that is said, and nobody of what they say themselves`()
        async throws
    {
        let note = try await add("@Bagus Santoso dan @Citra Lestari: @bagus, cek.")
        #expect(Set(note.opening.mentioned.map(\.number)) == [writing.bagus.number, writing.citra.number])
        #expect(note.opening.mentioned.count == 2)
        #expect(
            try await told(writing.bagus) == [
                "mentioned \(note.number) @Bagus Santoso dan @Citra Lestari: @bagus, cek."
            ]
        )
        #expect(try await told(writing.citra).isEmpty)
        let answer = try await desk.reply(
            to: note.number,
            NewNote("@Citra sudah.", about: .wholeText),
            on: writing.story,
            by: writing.bagus.number,
            from: .home
        )
        #expect(try await told(writing.citra) == ["mentioned \(answer.replies[0].number) @Citra sudah."])
        #expect(try await told(writing.bagus).count == 1)
        _ = try await desk.deactivateMember(writing.bagus.number, by: .commandLine)
        let late = try await add("@Bagus Santoso?")
        #expect(late.opening.mentioned.isEmpty)
        // Whoever left keeps what they said.
        #expect(try await self.note(note.number).replies.first?.writer.name == "Bagus Santoso")
        #expect(await writing.code { try await add(by: writing.bagus) } == .refused)
    }

    @Test func `what is sent again is kept once, and another's page has no say in it`() async throws {
        let first = try await add("@Bagus Santoso?", on: 6..<9, source(4))
        let again = try await add("@Bagus Santoso?", on: 6..<9, source(4))
        #expect(again == first)
        #expect(try await told(writing.bagus).count == 1)
        let new = NewNote("Ya.", about: .wholeText, from: source(5))
        for _ in 0..<2 {
            let note = try await desk.reply(
                to: first.number,
                new,
                on: writing.story,
                by: writing.citra.number,
                from: .home
            )
            #expect(note.replies.count == 1)
        }
        #expect(await writing.code { try await add("?", by: writing.bagus, source(4)) } == .invalid)
    }

    @Test func `a story has only so many notes`() async throws {
        let number = try await add().number
        let story = writing.story
        _ = try await writing.home.store.write { transaction in
            for _ in 1..<TextNote.mostOpen {
                _ = try transaction.addNote(
                    "x",
                    on: story,
                    by: MemberNumber(rawValue: 1),
                    mentioning: [],
                    from: nil,
                    at: .sampleNow
                )
            }
        }
        await #expect(throws: TextNote.Fault.tooMany) { try await add() }
        _ = try await desk.resolveNote(number, on: story, by: writing.citra.number, from: .home)
        try await add()
        await #expect(throws: TextNote.Fault.tooMany) {
            try await desk.reopenNote(number, on: story, by: writing.citra.number, from: .home)
        }
        // All of them move with a batch.
        try await push([WritingDesk.insertion("Nol. ")], seq: 1)
    }

    @Test func `whoever has the story open hears of notes, also of those that another process keeps`() async throws {
        let token = try await desk.invite(writing.citra.number, by: .commandLine).token
        let session = try await desk.setPassword(link: token, password: "kuda hijau empat laut", from: .home)
        let listening = try await desk.listen(
            to: writing.story,
            WritingDesk.tabs[0],
            writing.citra,
            session: try #require(session.signIn?.token)
        )
        let other = WritingDesk.desk(writing.home.store, writing.clock)
        _ = try await other.addNote(
            NewNote("Cek.", about: .wholeText),
            to: writing.story,
            by: writing.bagus.number,
            from: .home
        )
        try await desk.hearOfStories()
        var heard = false
        for await event in listening.events {
            if case .notes = event {
                heard = true
                break
            }
        }
        #expect(heard)
        listening.leave()
    }

    @Test func `a story whose notes are all resolved has none that a batch must move`() async throws {
        let story = writing.story
        func hasOpenNotes() async throws -> Bool? {
            try await writing.home.store.read { try $0.outline(of: story)?.hasOpenNotes }
        }
        let number = try await add().number
        #expect(try await hasOpenNotes() == true)
        _ = try await desk.resolveNote(number, on: story, by: writing.citra.number, from: .home)
        #expect(try await hasOpenNotes() == false)
    }
}
