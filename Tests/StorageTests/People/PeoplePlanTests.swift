import News
import TestSupport
import Testing

@testable import Storage

/// What a request of the newsroom costs, and a sign-in: searches in an index.
@Suite struct PeoplePlanTests {
    let home: ListeningStore
    let citra: Member
    private static let digest = String(repeating: "ab", count: 32)

    init() async throws {
        home = try await ListeningStore()
        citra = try await home.store.write { transaction in
            try transaction.addMember(NewMember(name: "Citra", email: .citra, role: .administrator))
        }
    }

    @Test func `who is signed in, and what they may do, is found by indexes`() async throws {
        let plans = try await home.plans { [citra] transaction in
            _ = try transaction.session(digest: Self.digest)
            _ = try transaction.sessions(of: citra.number)
            _ = try transaction.member(citra.number)
            _ = try transaction.member(email: .citra)
            _ = try transaction.member(key: citra.key)
            _ = try transaction.link(digest: Self.digest, at: .sampleNow)
            _ = try transaction.failures(Self.digest)
            _ = try transaction.hasKnownNetwork(citra.number, "192.0.2.7", since: .sampleNow)
            _ = try transaction.beginner(of: StoryNumber(rawValue: 1))
            _ = try transaction.securityLog(of: citra.number, before: nil, limit: 10)
            _ = try transaction.securityLog(of: nil, .signedIn, before: nil, limit: 10)
            _ = try transaction.securityLog(of: citra.number, .signedIn, before: nil, limit: 10)
            _ = try transaction.nextLetter(at: .sampleNow)
            _ = try transaction.letters(of: citra.number, limit: 5)
            _ = try transaction.passwordHash(of: citra.number)
        }
        #expect(plans.count >= 15)
        for plan in plans { expectSearches(plan) }
    }

    @Test func `signing in and writing to the log search, and sort nothing`() async throws {
        let plans = try await home.plansOfWriting { [citra] transaction in
            try transaction.beginSession(digest: Self.digest, of: citra.number, from: .home, at: .sampleNow)
            try transaction.touchSession(1, from: .home, at: .sampleNow)
            try transaction.endSession(1, of: citra.number)
            try transaction.endSessions(of: citra.number)
            try transaction.keep(FailureTally(emptyAt: .sampleNow), of: Self.digest, at: .sampleNow)
            try transaction.forgetFailures(Self.digest)
            try transaction.noteNetwork(citra.number, "192.0.2.7", at: .sampleNow, forgettingBefore: .sampleNow)
            try transaction.keepLink(digest: Self.digest, for: citra.number, until: .sampleNow)
            try transaction.dropLink(of: citra.number)
            try transaction.log(SecurityEvent(at: .sampleNow, act: .signedIn, member: citra.number, actor: "citra"))
        }
        #expect(plans.count >= 12)
        for plan in plans { expectSearches(plan) }
    }

    private func expectSearches(_ plan: ListeningStore.Plan) {
        for step in plan.steps {
            // Whole log and largest numbers are read from the end of a table, backwards.
            let isEnd = plan.sql.hasPrefix("SELECT max(")
            // The partial index holds nothing but what waits.
            let isWaiting = step.contains("INDEX letter_due")
            #expect(
                !step.hasPrefix("SCAN ") || isEnd || isWaiting || step == "SCAN CONSTANT ROW",
                "\(plan.sql): \(step)"
            )
            // A member has at most twenty sessions, and their order is that of the index but for equals.
            #expect(!step.contains("TEMP B-TREE") || plan.sql.contains("FROM session"), "\(plan.sql): \(step)")
        }
    }
}
