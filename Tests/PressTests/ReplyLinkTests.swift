import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// A granted reply and the story that it answers lead to each other as far as readers can open them.
@Suite struct ReplyLinkTests {
    private static func granted(_ room: Newsroom) async throws -> Int64 {
        let email = try EmailAddress("bagus@warta.example")
        let new = NewMember(name: "Bagus", email: email, role: .editor, sections: [])
        let editor = try await room.desk.addMember(new, by: .commandLine).member
        let caller = Caller(address: "192.0.2.1", network: "192.0.2.1")
        let draft = GrievanceDraft(
            name: "Sari Utami",
            email: "sari@contoh.example",
            relation: "Yang diberitakan",
            quoted: "Kim",
            words: "Bukan saya."
        )
        let story = StoryNumber(rawValue: 1)
        let token = Desk.newGrievanceToken()
        _ = try await room.desk.fileGrievance(.reply, about: story, draft, token: token, from: caller)
        let words = ReplyWords(headline: "Hak jawab Sari", genre: "Hak Jawab")
        let done = try await room.desk.perform(.grant, onGrievance: 1, named: words, by: editor.number, from: caller)
        try await room.press.follower.catchUp()
        let reply = try #require(done.reply)
        return reply.rawValue
    }

    private static func change(_ room: Newsroom, _ work: (Desk) async throws -> Story) async throws {
        room.clock.advance(seconds: 60)
        _ = try await work(room.desk)
        try await room.press.follower.catchUp()
    }

    @Test func `the links appear with the reply, say so to machines, and follow withdrawals`() async throws {
        // As many of its tags that its section is no part of what its page is made of.
        let room = try await Newsroom((1...6).map { .sample($0) })
        let before = try await room.text(of: 1)
        #expect(before.contains("/hak-jawab?berita=1") && before.contains("/pengaduan?berita=1"))
        let number = try await Self.granted(room)
        let reply = StoryNumber(rawValue: number)
        #expect(try await !room.text(of: 1).contains("Hak jawab Sari"))
        try await Self.change(room) { try await $0.publishStory(reply, actor: "bagus") }
        let answered = try await room.text(of: 1)
        #expect(answered.contains("Hak jawab: <a href=\"/dunia/\(number)/hak-jawab-sari\">Hak jawab Sari</a>"))
        #expect(answered.contains("\"subjectOf\""))
        let text = try await room.text(of: number)
        #expect(text.contains("Menanggapi: <a href=\"/dunia/1/") && text.contains("\"about\""))
        #expect(!text.contains("Sari Utami") && !text.contains("contoh.example"))
        try await room.withdraw(number)
        #expect(try await !room.text(of: 1).contains("Hak jawab Sari"))
        try await Self.change(room) { try await $0.bringBackStory(reply, reason: "Keliru.", actor: "dewi") }
        #expect(try await room.text(of: 1).contains("Hak jawab Sari"))
        try await room.withdraw(1)
        #expect(try await room.text(of: number).contains("(dicabut)"))
        #expect(try await !room.text(of: 2).contains("Hak jawab: <a"))
    }
}
