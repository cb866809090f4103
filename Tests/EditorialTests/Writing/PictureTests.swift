import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// Pictures that members add to a story.
@Suite struct PictureTests {
    let home: WritingDesk

    init() async throws { home = try await WritingDesk() }

    private static func picture(_ name: Character) -> Picture {
        Picture(
            digest: String(repeating: name, count: 64),
            width: 640,
            height: 480,
            widths: [320, 640],
            mediaType: "image/jpeg"
        )
    }

    @discardableResult
    private func add(
        _ name: Character,
        caption: String = "",
        _ placement: PictureUse.Placement = .text,
        by member: Member? = nil
    ) async throws -> Int {
        try await home.desk.add(
            SentPicture(Self.picture(name), caption: caption, placement: placement),
            to: home.story,
            by: (member ?? home.citra).number,
            from: .home
        ).index
    }

    private func keep(_ field: CopyField, _ from: JSONValue, _ to: JSONValue) async throws -> FieldAnswer {
        try await home.desk.keepField(
            FieldChange(field: field, from: from, to: to, client: WritingDesk.tabs[0]),
            of: home.story,
            by: home.citra.number,
            from: .home
        )
    }

    private func pictures() async throws -> [PictureUse] {
        try await home.stored().openCopy.pictures
    }

    @Test func `each picture gets the next number, and the same original twice is one`() async throws {
        let before = try await home.stored()
        #expect(try await add("a", caption: " Satu ") == 0)
        #expect(try await add("b", .below) == 1)
        #expect(try await add("a", caption: "Lain") == 0)
        let uses = try await pictures()
        #expect(uses.map(\.caption) == ["Satu", ""] && uses.map(\.placement) == [.text, .below])
        let after = try await home.stored()
        #expect(after.version == before.version && after.published == nil)
    }

    @Test func `a picture comes while somebody writes, and they go on`() async throws {
        let point = try await home.head()
        #expect(try await home.push("Dua. ", on: point, seq: 0).version == 1)
        try await add("a")
        #expect(try await home.push("Tiga. ", on: point.next, seq: 1).version == 2)
        try await home.desk.catchUp(home.story)
        #expect(home.words(try await home.stored()) == "Tiga. Dua. Satu.")
        #expect(try await pictures().count == 1)
    }

    @Test func `many pictures sent at once all get numbers of their own`() async throws {
        let indices = try await withThrowingTaskGroup(of: Int.self) { group in
            for name in "abcdef0123456789" { group.addTask { try await add(name) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(indices.sorted() == Array(0..<16))
        #expect(Set(try await pictures().compactMap(\.picture?.digest)).count == 16)
    }

    @Test func `the hero is chosen, by sending and by choice, and two who choose are told`() async throws {
        try await add("a", .hero)
        try await add("b")
        #expect(try await keep(.hero, .integer(0), .integer(1)) == .kept(.integer(1), at: home.clock.now))
        #expect(try await keep(.hero, .integer(0), .null) == .stale(.integer(1)))
        try await add("a", .hero)
        #expect(try await home.stored().openCopy.heroIndex == 0)
        #expect(try await keep(.hero, .integer(0), .null) == .kept(.null, at: home.clock.now))
        #expect(try await home.stored().openCopy.hero == nil)
    }

    @Test func `two who write one caption do not overwrite one another`() async throws {
        try await add("a", caption: "Lama")
        let caption = CopyField.picture(0, .caption)
        #expect(try await keep(caption, "Lama", "  Baru ") == .kept("Baru", at: home.clock.now))
        #expect(try await keep(caption, "Lama", "Lain") == .stale("Baru"))
        #expect(try await keep(.picture(0, .credit), "", "Antara") == .kept("Antara", at: home.clock.now))
        #expect(await home.code { _ = try await keep(.picture(7, .caption), "", "x") } == .invalid)
        #expect(await home.code { _ = try await keep(.hero, .null, .integer(7)) } == .invalid)
        #expect(try await pictures()[0].line == "Baru/Antara")
    }

    @Test func `pages hear of a new picture before its words, and of words with who wrote them`() async throws {
        let listening = try await home.desk.listen(to: home.story, WritingDesk.tabs[1], home.bagus, session: "x")
        try await add("a", caption: "Satu")
        try await home.desk.hearOfStories()
        _ = try await keep(.picture(0, .caption), "Satu", "Dua")
        try await home.desk.hearOfStories()
        listening.leave()
        var heard: [String] = []
        for await event in listening.events {
            switch event {
            case .pictures(let copy): heard.append("pictures \(copy.pictures.count)")
            case .field(let field, let value, _, let client):
                heard.append("\(field.name) \(value.asString ?? "-") \(client?.description ?? "")")
            default: break
            }
        }
        #expect(heard.first == "pictures 1" && heard.contains("picture.0.caption Satu "))
        #expect(heard.last == "picture.0.caption Dua \(WritingDesk.tabs[0])")
    }

    @Test func `readers get what is shown, and what is not loses its place to nobody`() async throws {
        try await add("a")
        try await add("b", .below)
        try await add("c", .hero)
        let before = try await home.stored()
        #expect(before.published == nil)
        let published = try await home.step(.publish)
        #expect(published.copy.pictures.map { $0.picture?.digest.first } == [nil, "b", "c"])
        #expect(published.workingCopy == nil)
        #expect(try await home.home.store.read { try $0.publicStory(showing: Self.picture("a").digest) } == nil)
        #expect(try await home.home.store.read { try $0.publicStory(showing: Self.picture("c").digest) } == home.story)
        let row = try await home.home.store.read { try $0.rows(.site, before: nil, limit: 10) }
            .first { $0.number == home.story }
        #expect(row?.picture?.digest == Self.picture("c").digest)
        // The number is free for nobody: whoever writes at the same time may still mean the old picture by it.
        #expect(try await add("d", by: home.bagus) == 3)
        #expect(try await home.home.store.problems { _ in true } == [])
    }

    @Test func `whoever may not write adds nothing, and there is an end to it`() async throws {
        _ = try await home.step(.submit, by: home.citra)
        #expect(await home.code { try await add("a") } == .refused)
        let check = { (member: Member) in
            try await home.desk.checkPicture(for: home.story, by: member.number, from: .home)
        }
        #expect(await home.code { try await check(home.citra) } == .refused)
        try await check(home.bagus)
        for number in 0..<WireItem.Limits.pictures {
            let digits = String(number, radix: 16)
            let digest = String(repeating: "0", count: 64 - digits.count) + digits
            let picture = Picture(digest: digest, width: 9, height: 9, widths: [9], mediaType: "image/png")
            let sent = SentPicture(picture, placement: .below)
            _ = try await home.desk.add(sent, to: home.story, by: home.bagus.number, from: .home)
        }
        await #expect(throws: StoryPictureFault.manyPictures) { try await add("a", by: home.bagus) }
        await #expect(throws: StoryPictureFault.manyPictures) { try await check(home.bagus) }
        #expect(try await pictures().count == WireItem.Limits.pictures)
    }

    @Test func `pictures that publication dropped do not count, and their numbers are nobody's`() async throws {
        for number in 0..<WireItem.Limits.pictures {
            let digits = String(number, radix: 16)
            let digest = String(repeating: "0", count: 64 - digits.count) + digits
            let picture = Picture(digest: digest, width: 9, height: 9, widths: [9], mediaType: "image/png")
            let sent = SentPicture(picture, placement: .text)
            _ = try await home.desk.add(sent, to: home.story, by: home.bagus.number, from: .home)
        }
        _ = try await home.step(.publish)
        #expect(try await add("a", by: home.bagus) == WireItem.Limits.pictures)
        #expect(try await pictures().count { !$0.isVacant } == 1)
    }

    @Test func `a story that is begun twice under one key is one, and another member's is another`() async throws {
        var text = CopyText(.sample)
        text.headline = "Banjir"
        let key = try #require(WritingClient("kirim00000000000001"))
        func begin(_ member: Member, _ text: CopyText) async throws -> StoryNumber {
            try await home.desk.begin(text, from: .sample, by: member.number, as: key, from: .home).number
        }
        let first = try await begin(home.citra, text)
        #expect(try await begin(home.citra, text) == first)
        #expect(try await begin(home.bagus, text) != first)
        text.headline = "Banjir lagi"
        let error = await #expect(throws: NewsError.self) { try await begin(home.citra, text) }
        #expect(error?.code == .conflict)
        let kept = try await home.home.store.read { try $0.story(first) }
        #expect(kept?.openCopy.headline == "Banjir")
        #expect(
            try await home.home.store.read { try $0.journal(after: 0, limit: 100) }.count { $0.story == first } == 1
        )
    }
}
