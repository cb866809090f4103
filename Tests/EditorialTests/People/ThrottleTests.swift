import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// How fast passwords may be guessed, and that guessing shuts nobody out.
@Suite struct ThrottleTests {
    @Test func `after five wrong passwords the sixth waits a minute, right or wrong`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        for _ in 0..<5 { #expect(await people.failure() == .refused) }
        let before = people.passwords.computed
        #expect(await people.failure() == .throttled)
        #expect(await people.failure("citra@warta.example", PeopleDesk.password) == .throttled)
        #expect(people.passwords.computed == before)
        people.clock.advance(seconds: 60)
        _ = try await people.signIn()
        // Whoever is right begins anew.
        for _ in 0..<5 { #expect(await people.failure() == .refused) }
        #expect(await people.failure() == .throttled)
    }

    @Test func `a restart does not forget who was wrong`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        for _ in 0..<5 { #expect(await people.failure() == .refused) }
        let error = await #expect(throws: NewsError.self) {
            try await people.restarted().signIn(email: "citra@warta.example", password: "salah salah", from: .home)
        }
        #expect(error?.code == .throttled)
    }

    @Test func `an address that nobody has waits as one that somebody has`() async throws {
        let people = try await PeopleDesk()
        for _ in 0..<5 { #expect(await people.failure("nobody@warta.example") == .refused) }
        #expect(await people.failure("nobody@warta.example") == .throttled)
    }

    @Test func `many networks that guess at one account wait for one another, and its member at home does not`()
        async throws
    {
        let people = try await PeopleDesk()
        try await people.add()
        for index in 0..<20 { #expect(await people.failure(from: .elsewhere(index)) == .refused) }
        #expect(await people.failure(from: .elsewhere(99)) == .throttled)
        // From home, where the password was set, the member comes in.
        _ = try await people.signIn()
        // Elsewhere they wait two minutes at most, however long it has been going on.
        people.clock.advance(seconds: 120)
        _ = try await people.signIn(from: .elsewhere(100))
    }

    @Test func `a network that guesses at many accounts waits, and others do not`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        for index in 0..<30 {
            #expect(await people.failure("a\(index)@warta.example", from: .elsewhere(1)) == .refused)
        }
        #expect(await people.failure("a99@warta.example", from: .elsewhere(1)) == .throttled)
        #expect(await people.failure("citra@warta.example", PeopleDesk.password, from: .elsewhere(1)) == .throttled)
        _ = try await people.signIn(from: .elsewhere(2))
    }

    @Test func `an account of one's own does not clear a network that guesses at others`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        var refused = 0
        for index in 0..<60 {
            if await people.failure("a\(index)@warta.example", from: .elsewhere(1)) == .refused { refused += 1 }
            _ = try? await people.signIn(from: .elsewhere(1))
        }
        #expect(refused <= 30)
    }

    @Test func `many guesses at once are counted as many in a row`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let codes = await withTaskGroup(of: NewsError.Code?.self) { group in
            for _ in 0..<12 { group.addTask { await people.failure() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == .refused } == 5 && codes.count { $0 == .throttled } == 7)
    }

    @Test func `wrong passwords are logged without what was typed, and so is that they wait`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        for _ in 0..<7 { _ = await people.failure("citra@warta.example", "rahasia sekali") }
        let acts = try await people.acts(of: citra).suffix(6)
        #expect(acts == [.signInFailed, .signInFailed, .signInFailed, .signInFailed, .signInFailed, .signInsSlowed])
        _ = await people.failure("rahasia sekali", "x", from: .elsewhere(1))
        let bytes = try await people.home.bytes()
        #expect(!bytes.contains(Array("rahasia sekali".utf8)))
    }

    @Test func `the queue for hashes has room for whoever does not fill it`() async throws {
        let threads = PasswordThreads(atOnce: 1, places: 4)
        let gate = Gate()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<9 {
                group.addTask {
                    do {
                        try await threads.run(for: "192.0.2.1") { gate.wait() }
                        return true
                    } catch let error as NewsError {
                        #expect(error.code == .unavailable)
                        return false
                    }
                }
            }
            // One has the thread, two wait: half of the places. The other six are turned away.
            for _ in 0..<6 { #expect(try await group.next() == false) }
            group.addTask {
                try await threads.run(for: "192.0.2.2") {}
                return true
            }
            gate.open()
            while let done = try await group.next() { #expect(done) }
        }
        #expect(threads.finished == 4)
    }
}
