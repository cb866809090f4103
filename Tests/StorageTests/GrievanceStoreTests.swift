import News
import TestSupport
import Testing

@testable import Storage

/// The register of rights of reply and complaints, as the store guards it.
@Suite struct GrievanceStoreTests {
    private static func filled() async throws -> TestStore {
        let home = try await TestStore()
        try await home.store.write { transaction in
            let story = try transaction.insert(.sample(1), now: .sampleNow)
            let digits = String(repeating: "a", count: 64)
            let number = try transaction.add(.sample(0, about: story.number), form: digits, digest: digits)
            try transaction.note(GrievanceRecord(at: .sampleNow, act: .received, actor: nil), of: number)
        }
        return home
    }

    @Test func `nobody changes what was sent, what was decided, or the record`() async throws {
        let home = try await Self.filled()
        func refuses(_ statements: [String]) async {
            for statement in statements {
                await #expect(throws: (any Error).self, "\(statement)") { try await home.store.raw(statement) }
            }
        }
        let other = String(repeating: "b", count: 64)
        let sent = [
            "number = 9", "site = 2", "kind = 'reply'", "story = 2", "received = received - 1", "due = due + 1",
            "form = '\(other)'", "digest = '\(other)'", "name = 'x'", "email = 'x'", "phone = 'x'", "relation = 'x'",
            "quoted = 'x'", "words = 'x'", "words = ''",
        ].map { "UPDATE grievance SET \($0)" }
        let record = [
            "sequence = 9", "grievance = 2", "at = 9", "act = 'told'", "actor = 'x'", "words = 'x'", "words = ''",
        ].map { "UPDATE grievance_record SET \($0)" }
        let ends = [
            "UPDATE grievance SET state = 'answered'", "UPDATE grievance SET state = 'granted', ended = 9",
            "UPDATE grievance SET erased = 9, name = '', email = '', phone = '', relation = '', quoted = '', words = ''",
            "DELETE FROM grievance", "DELETE FROM grievance_record",
        ]
        try await home.store.write { transaction in
            _ = try transaction.insert(.sample(2), now: .sampleNow)
            _ = try transaction.addMember(NewMember(name: "Citra", email: .citra, role: .editor))
        }
        await refuses(sent + record + ends)
        try await home.store.raw("UPDATE grievance SET state = 'answered', ended = 9")
        let decided = ["state = 'open', ended = NULL", "state = 'dismissed'", "ended = 10", "holder = 1", "erased = 9"]
        await refuses(sent + record + decided.map { "UPDATE grievance SET \($0)" })
    }

    @Test func `what is erased is erased whole and for ever, and of its record the words alone`() async throws {
        let home = try await Self.filled()
        try await home.store.write { transaction in
            _ = try transaction.note(GrievanceRecord(at: .sampleNow, act: .told, actor: "bagus", words: "Sari."), of: 1)
        }
        try await home.store.raw("UPDATE grievance SET state = 'answered', ended = 9")
        let fields = ["name", "email", "phone", "relation", "quoted", "words"]
        for left in fields {
            let rest = fields.map { $0 == left ? "\($0) = 'x'" : "\($0) = ''" }.joined(separator: ", ")
            await #expect(throws: (any Error).self, "\(left)") {
                try await home.store.raw("UPDATE grievance SET erased = 9, \(rest)")
            }
        }
        let count = try await home.store.write {
            try $0.eraseGrievances(endedBefore: .sampleNow, limit: 9, at: .sampleNow)
        }
        #expect(count == 1)
        #expect(try await home.store.read { try $0.records(of: 1) }.map(\.words) == ["", "", ""])
        for change in fields.map({ "\($0) = 'x'" }) + ["erased = NULL", "erased = 9"] {
            await #expect(throws: (any Error).self, "\(change)") {
                try await home.store.raw("UPDATE grievance SET \(change)")
            }
        }
        for change in ["words = 'x'", "act = 'taken', words = ''", "at = 9", "actor = NULL"] {
            await #expect(throws: (any Error).self, "\(change)") {
                try await home.store.raw("UPDATE grievance_record SET \(change) WHERE sequence = 2")
            }
        }
    }

    @Test func `a decision that the record does not tell is a problem`() async throws {
        let home = try await Self.filled()
        #expect(try await home.store.problems { _ in true }.isEmpty)
        try await home.store.raw("UPDATE grievance SET state = 'answered', ended = 9")
        let problems = try await home.store.problems { _ in true }
        #expect(problems == ["Number 1 of the register is answered, and its record does not say so."])
    }

    @Test func `a program of the schema before reads the new act as one that it knows`() async throws {
        let home = try await Self.filled()
        try await home.store.write { transaction in
            let entry = JournalEntry(
                at: .sampleNow,
                act: .replyGranted,
                story: StoryNumber(rawValue: 1),
                actor: .commandLine,
                topics: []
            )
            try transaction.append(entry)
        }
        let acts = try await home.store.read { try $0.sql.rows("SELECT act FROM journal").compactMap { $0.text(0) } }
        #expect(acts.contains("planned") && !acts.contains("reply_granted"))
        #expect(try await home.store.read { try $0.journal(after: 0, limit: 9) }.last?.act == .replyGranted)
    }
}
