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
            let grievance = Grievance(
                number: 0,
                kind: .complaint,
                story: story.number,
                state: .open,
                received: .sampleNow,
                due: .sampleNow.adding(seconds: 60),
                sender: Grievance.Sender(name: "Sari", email: "sari@contoh.example", phone: "", relation: "Pembaca"),
                quoted: "Kim",
                words: "Bukan."
            )
            let digits = String(repeating: "a", count: 64)
            let number = try transaction.add(grievance, form: digits, digest: digits)
            try transaction.note(GrievanceRecord(at: .sampleNow, act: .received, actor: nil), of: number)
        }
        return home
    }

    @Test func `nobody changes what was sent, what was decided, or the record`() async throws {
        let home = try await Self.filled()
        for statement in [
            "UPDATE grievance SET words = 'Lain.'", "UPDATE grievance SET due = due + 1", "DELETE FROM grievance",
            "UPDATE grievance_record SET words = 'x'", "DELETE FROM grievance_record",
            "UPDATE grievance SET state = 'answered'", "UPDATE grievance SET state = 'granted', ended = 9",
            "UPDATE grievance SET erased = 9, words = ''",
        ] {
            await #expect(throws: (any Error).self, "\(statement)") { try await home.store.raw(statement) }
        }
        try await home.store.raw("UPDATE grievance SET state = 'answered', ended = 9")
        await #expect(throws: (any Error).self) {
            try await home.store.raw("UPDATE grievance SET state = 'open', ended = NULL")
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
