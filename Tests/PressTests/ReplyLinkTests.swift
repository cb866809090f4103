import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

/// A granted reply and the story that it answers lead to each other as far as readers can open them.
@Suite struct ReplyLinkTests {
    private static func granted(_ room: Newsroom) async throws -> Int64 {
        let editor = try await room.bagus(.editor)
        let caller = Caller(address: "192.0.2.1", network: "192.0.2.1")
        let story = StoryNumber(rawValue: 1)
        let token = Desk.newGrievanceToken()
        _ = try await room.desk.fileGrievance(.reply, about: story, .sample, token: token, from: caller)
        let words = ReplyWords(headline: "Hak jawab Sari", genre: "Hak Jawab")
        let done = try await room.desk.perform(.grant, onGrievance: 1, named: words, by: editor, from: caller)
        try await room.press.follower.catchUp()
        let reply = try #require(done.reply)
        return reply.rawValue
    }

    /// The sender's page of the first in the register.
    private static func senderPage(_ room: Newsroom) async throws -> String {
        let (grievance, records) = try await room.home.store.read { transaction in
            (try #require(try transaction.grievance(1)), try transaction.records(of: 1))
        }
        return try await room.press.receipt(grievance, records).text
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
        #expect(try await Self.senderPage(room).contains("Telah terbit:"))
        try await room.withdraw(number)
        #expect(try await !room.text(of: 1).contains("Hak jawab Sari"))
        let told = try await Self.senderPage(room)
        #expect(!told.contains("Telah terbit:") && told.contains("Pernah terbit, kini dicabut:"))
        try await Self.change(room) { try await $0.bringBackStory(reply, reason: "Keliru.", actor: "dewi") }
        #expect(try await room.text(of: 1).contains("Hak jawab Sari"))
        try await room.withdraw(1)
        #expect(try await room.text(of: number).contains("(dicabut)"))
        #expect(try await !room.text(of: 2).contains("Hak jawab: <a"))
    }

    @Test func `where one of the two moves into another section, the other leads to its new address`() async throws {
        let room = try await Newsroom((1...6).map { .sample($0) })
        let number = try await Self.granted(room)
        let reply = StoryNumber(rawValue: number)
        try await Self.change(room) { try await $0.publishStory(reply, actor: "bagus") }
        func move(_ story: Int64) async throws {
            let story = StoryNumber(rawValue: story)
            let open = try await room.desk.openWorkingCopy(of: story, actor: "bagus")
            var copy = open.copy
            copy.section = Section.politik
            _ = try await room.desk.saveWorkingCopy(of: story, copy, madeFrom: open.base, actor: "bagus")
            try await Self.change(room) { try await $0.updateStory(story, actor: "bagus") }
        }
        // Both pages are kept before each move.
        #expect(try await room.text(of: 1).contains("/dunia/\(number)/hak-jawab-sari"))
        #expect(try await room.text(of: number).contains("Menanggapi: <a href=\"/dunia/1/"))
        try await move(number)
        let answered = try await room.text(of: 1)
        #expect(answered.contains("/politik/\(number)/hak-jawab-sari"))
        #expect(!answered.contains("/dunia/\(number)/hak-jawab-sari"))
        try await move(1)
        let text = try await room.text(of: number)
        #expect(text.contains("Menanggapi: <a href=\"/politik/1/") && !text.contains("\"/dunia/1/"))
    }
}
