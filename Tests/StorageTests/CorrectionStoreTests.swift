import News
import TestSupport
import Testing

@testable import Storage

/// What the store itself holds corrections to.
@Suite struct CorrectionStoreTests {
    @Test func `nobody changes or deletes a correction, and a damaged mark is found`() async throws {
        let home = try await TestStore()
        try await home.store.write { transaction in
            var story = try transaction.insert(.sample(1), actor: "citra", now: .sampleNow)
            let draft = Correction.Draft(kind: .clarification, place: .below, words: "Maksudnya lain.")
            let change = try story.correct(draft, by: "citra", at: .sampleNow)
            _ = try transaction.save(story, change, actor: "citra", now: .sampleNow)
        }
        for statement in ["UPDATE correction SET words = 'lain'", "DELETE FROM correction"] {
            await #expect(throws: (any Error).self) { try await home.store.raw(statement) }
        }
        #expect(try await home.store.value("SELECT words FROM correction") == "Maksudnya lain.")
        #expect(try await home.store.read { try $0.storyProblems() }.isEmpty)
        for mark in ["NULL", "'correction'"] {
            try await home.store.raw("UPDATE story SET corrected = \(mark)")
            let problems = try await home.store.read { try $0.storyProblems() }
            #expect(problems == ["Story 1: the mark of its corrections is not theirs."], "\(mark)")
        }
    }
}
