import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// Fields that are kept as they are typed, and versions that are meant.
@Suite struct FieldTests {
    let home: WritingDesk

    init() async throws { home = try await WritingDesk() }

    private func keep(
        _ field: CopyText.Field,
        _ from: JSONValue,
        _ to: JSONValue,
        by member: Member? = nil
    ) async throws -> FieldAnswer {
        try await home.desk.keepField(
            FieldChange(field: .text(field), from: from, to: to, client: WritingDesk.tabs[0]),
            of: home.story,
            by: (member ?? home.citra).number,
            from: .home
        )
    }

    private func shown() async throws -> CopyText {
        try await home.desk.openText(of: home.story, by: home.citra).story.fields
    }

    @Test func `a field is kept as it is typed, without a version, and the text goes on`() async throws {
        let before = try await home.stored()
        let point = try await home.head()
        let old = try await shown()
        let answer = try await keep(.headline, .string(old.headline), "  Judul \n baru ")
        #expect(answer == .kept("Judul baru", at: home.clock.now))
        #expect(try await shown().headline == "Judul baru")
        #expect(try await home.stored().version == before.version)
        // Whoever opened the text before goes on, and so do both together.
        #expect(try await home.push("Dua. ", on: point, seq: 0).version == 1)
        _ = try await keep(.lead, .string(old.lead), "Teras.")
        #expect(try await home.push("Tiga. ", on: point.next, seq: 1).version == 2)
        try await home.desk.catchUp(home.story)
        let copy = try #require(try await home.stored().workingCopy?.copy)
        #expect((copy.headline, copy.lead, copy.body.text) == ("Judul baru", "Teras.", "Tiga. Dua. Satu."))
    }

    @Test func `a field that somebody else changed is refused with what stands there now`() async throws {
        let old = try await shown().lead
        _ = try await keep(.lead, .string(old), "Satu.", by: home.bagus)
        #expect(try await keep(.lead, .string(old), "Dua.") == .stale("Satu."))
        #expect(try await shown().lead == "Satu.")
        // Both meant the same.
        #expect(try await keep(.lead, .string(old), "Satu.") == .kept("Satu.", at: home.clock.now))
        // Another field is no conflict.
        #expect(try await keep(.place, .string(try await shown().place), "Palu") == .kept("Palu", at: home.clock.now))
    }

    @Test func `lists are kept whole`() async throws {
        let old = try await shown()
        let tags: JSONValue = .array(["Gempa", " Palu ", "gempa"])
        #expect(
            try await keep(.tags, old[.tags], tags) == .kept(.array(["Gempa", "Palu"]), at: home.clock.now)
        )
        let bylines = JSONValue.array([
            .members(["name": "Dewi", "role": "editor", "password": "x"]),
            .members(["role": "author", "name": "Citra"]),
        ])
        let kept = JSONValue.array([
            .members(["name": "Dewi", "role": "editor"]), .members(["name": "Citra", "role": "author"]),
        ])
        #expect(try await keep(.bylines, old[.bylines], bylines) == .kept(kept, at: home.clock.now))
        #expect(try await shown().tags == ["Gempa", "Palu"])
    }

    @Test(arguments: [
        (CopyText.Field.headline, JSONValue.string(" \u{200B} "), CopyText.Fault.noHeadline),
        (.headline, .string(String(repeating: "x", count: 2_000)), .longHeadline), (.zone, "Asia/Atlantis", .noZone),
        (.language, "???", .noLanguage), (.section, "Tidak ada", .unknownSection), (.section, "", .noSection),
        (.tags, .array((0..<500).map { .string("t\($0)") }), .manyTags),
    ])
    func `what a field may not say is refused by name`(
        field: CopyText.Field,
        value: JSONValue,
        fault: CopyText.Fault
    ) async throws {
        let old = try await shown()
        await #expect(throws: fault) { try await keep(field, old[field], value) }
        #expect(try await shown() == old)
    }

    @Test func `a value of another kind is refused`() async throws {
        let old = try await shown()
        for (field, value) in [
            (CopyText.Field.headline, JSONValue.number("7")), (.headline, .null), (.tags, "Gempa"),
            (.tags, .array([.null])), (.bylines, .array(["Dewi"])),
            (.bylines, .array([.members(["name": "Dewi", "role": "raja"])])), (.lead, .array([])),
        ] {
            #expect(await home.code { _ = try await keep(field, old[field], value) } == .invalid, "\(field) \(value)")
        }
        #expect(try await shown() == old)
    }

    @Test func `a field needs the right to write, also in the section that the story comes to`() async throws {
        _ = try await home.desk.takeWireCopy([WireItem].newspaper(3), actor: "wire")
        _ = try await home.desk.changeMember(
            home.bagus.number,
            MemberChange(sections: [Section.dunia.slug]),
            by: .commandLine
        )
        let old = try await shown()
        let code = await home.code {
            _ = try await keep(.section, .string(old.section), "Politik", by: home.bagus)
        }
        #expect(code == .refused)
        _ = try await home.step(.submit, by: home.citra)
        #expect(await home.code { _ = try await keep(.lead, .string(old.lead), "x") } == .refused)
        #expect(try await shown() == old)
    }

    @Test func `a version is kept of the newest, once`() async throws {
        try await home.type("Dua. ")
        let kept = try await home.desk.keepVersion(
            of: home.story,
            because: "Sudah dicek",
            by: home.citra.number,
            from: .home
        )
        #expect(kept.isNew && kept.version == 2)
        let revision = try await home.home.store.read { [home] in try $0.revision(of: home.story, version: 2) }
        #expect(revision?.copy.body.text == "Dua. Satu." && revision?.reason == "Sudah dicek")
        home.clock.advance(seconds: 9)
        let again = try await home.desk.keepVersion(of: home.story, because: "", by: home.citra.number, from: .home)
        #expect(again == KeptVersion(version: 2, at: kept.at, isNew: false))
        // The plain form makes one too of what was only typed.
        try await home.type("Tiga. ", seq: 1)
        let open = try await home.desk.openWorkingCopy(of: home.story, actor: home.citra.actor)
        let (story, isKept) = try await home.desk.write(
            CopyText(open.copy),
            in: home.story,
            madeFrom: open.base,
            by: home.citra.number,
            from: .home
        )
        #expect(isKept && story.version == 3)
    }

    @Test func `rescued words are kept once, until somebody who may dismisses them`() async throws {
        let words = try RescuedText.Words(before: "a", text: "Kalimat yang hilang.", after: "b")
        func rescue(_ sequence: Int = 0) async throws -> Int64 {
            try await home.desk.rescue(words, of: home.story, WritingDesk.tabs[0], sequence, by: home.citra.number)
        }
        let id = try await rescue()
        #expect(try await rescue() == id)
        // What a page is called is known to all who have the story open: nobody takes its words' place.
        let taken = await home.code {
            _ = try await home.desk.rescue(words, of: home.story, WritingDesk.tabs[0], 0, by: home.bagus.number)
        }
        #expect(taken == .invalid)
        let second = try await rescue(1)
        #expect(second != id)
        // Also where the right to write is lost; whoever wrote them may put them away.
        _ = try await home.step(.submit, by: home.citra)
        let third = try await rescue(2)
        func open() async throws -> [Int64] {
            try await home.desk.openText(of: home.story, by: home.citra).story.rescued.map(\.id)
        }
        #expect(try await open() == [id, second, third])
        try await home.desk.dismissRescued(id, of: home.story, by: home.citra.number, from: .home)
        try await home.desk.dismissRescued(second, of: home.story, by: home.bagus.number, from: .home)
        let gone = await home.code {
            try await home.desk.dismissRescued(id, of: home.story, by: home.citra.number, from: .home)
        }
        #expect(gone == .notFound)
        let foreign = await home.code {
            try await home.desk.dismissRescued(third, of: 1, by: home.citra.number, from: .home)
        }
        #expect(foreign == .notFound)
        let dewi = try await home.desk.addMember(
            NewMember(name: "Dewi", email: .named("dewi@warta.example"), role: .reporter),
            by: .commandLine
        ).member
        let refused = await home.code {
            try await home.desk.dismissRescued(third, of: home.story, by: dewi.number, from: .home)
        }
        #expect(refused == .refused)
        #expect(try await open() == [third])
        #expect(throws: NewsError.self) { try RescuedText.Words(before: "", text: "", after: "") }
    }

    @Test func `a browser's key is its member's and its story's, and stays`() async throws {
        let key = try await home.desk.openText(of: home.story, by: home.citra).journalKey
        #expect(key.count == 32)
        let other = WritingDesk.desk(home.home.store, home.clock)
        #expect(try await other.openText(of: home.story, by: home.citra).journalKey == key)
        #expect(try await home.desk.openText(of: home.story, by: home.bagus).journalKey != key)
        #expect(try await home.desk.openText(of: 1, by: home.citra).journalKey != key)
    }
}
