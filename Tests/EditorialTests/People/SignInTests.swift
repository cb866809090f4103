import News
import Storage
import TestSupport
import Testing

@testable import Editorial

@Suite struct SignInTests {
    @Test func `a member signs in with their password, however the address is spelled`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        for email in ["citra@warta.example", "CITRA@WARTA.EXAMPLE", " citra@warta.example "] {
            let signIn = try await people.signIn(email)
            #expect(signIn.member == citra)
            #expect(try await people.member(signIn.token) == citra)
        }
    }

    @Test func `a wrong password, an unknown address, no password yet and a deactivated member get one answer`()
        async throws
    {
        let people = try await PeopleDesk()
        try await people.add()
        let gone = try await people.add("Bagus Santoso", .bagus)
        try await people.desk.deactivateMember(gone.number, by: .commandLine)
        let new = NewMember(name: "Dewi", email: .named("dewi@warta.example"), role: .editor)
        _ = try await people.desk.addMember(new, by: .commandLine)

        var errors: Set<NewsError> = []
        let attempts = [
            ("citra@warta.example", "salah salah salah"), ("nobody@warta.example", PeopleDesk.password),
            ("bagus@warta.example", PeopleDesk.password), ("dewi@warta.example", PeopleDesk.password),
            ("no address at all", PeopleDesk.password), ("citra@warta.example", ""), ("", ""),
        ]
        for (index, (email, password)) in attempts.enumerated() {
            let before = people.passwords.computed
            do {
                _ = try await people.signIn(email, password, from: .elsewhere(index))
                Issue.record("\(email) was let in")
            } catch let error as NewsError {
                errors.insert(error)
            }
            // The work is the same, so the time is.
            #expect(people.passwords.computed == before + 1, "\(email)")
        }
        #expect(errors.count == 1 && errors.first?.code == .refused)
    }

    @Test(arguments: [
        String(repeating: "a", count: 1 << 20), "a\u{0}b", "\u{0}", "' OR 1=1 --", "\u{202E}drowssap",
        "\u{FFFD}\u{FFFF}",
        String(repeating: "e\u{301}", count: 1 << 16), "$scrypt$ln=4,r=8,p=1$$",
    ])
    func `hostile input is a wrong password or an unknown address`(text: String) async throws {
        let people = try await PeopleDesk()
        try await people.add()
        #expect(await people.failure("citra@warta.example", text) == .refused)
        #expect(await people.failure(text, PeopleDesk.password) == .refused)
        #expect(await people.failure(text, text) == .refused)
        #expect(try await people.member(text) == nil)
        await #expect(throws: NewsError.self) { _ = try await people.desk.openLink(token: text) }
        // Nothing of it is kept.
        for event in try await people.desk.securityLog(of: nil, limit: 100) {
            #expect(!event.detail.contains(text) && !event.address.contains(text))
        }
    }

    @Test func `each sign-in has a token of its own, and the one that the browser had before is over`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let first = try await people.signIn()
        let second = try await people.signIn(replacing: first.token)
        #expect(first.token != second.token)
        #expect(try await people.member(first.token) == nil)
        #expect(try await people.member(second.token) != nil)
        // A token that somebody planted before is none, and does not become one.
        let planted = String(repeating: "ab", count: 32)
        let third = try await people.signIn(replacing: planted)
        #expect(third.token != planted)
        #expect(try await people.member(planted) == nil)
    }

    @Test func `members sign in at once, each with a session of their own`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        try await people.add("Bagus Santoso", .bagus, .editor)
        let tokens = try await withThrowingTaskGroup(of: String.self) { group in
            for index in 0..<8 {
                let email = index.isMultiple(of: 2) ? EmailAddress.citra : .bagus
                group.addTask { try await people.signIn(email.text, from: .elsewhere(index)).token }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(tokens.count == 8)
        for token in tokens { #expect(try await people.member(token) != nil) }
    }

    @Test func `the store knows neither password nor token`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let signIn = try await people.signIn()
        let link = try await people.desk.invite(citra.number, by: .commandLine)
        let bytes = try await people.home.bytes()
        for secret in [PeopleDesk.password, signIn.token, link.token] {
            #expect(!bytes.contains(Array(secret.utf8)))
        }
        #expect(bytes.contains(Array(citra.email.text.utf8)))
    }

    @Test func `the session that was unused for longest gives way where a member has too many`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let first = try await people.signIn()
        for _ in 0..<Session.most {
            people.clock.advance(seconds: 1)
            _ = try await people.signIn()
        }
        #expect(try await people.desk.sessions(of: citra.number).count == Session.most)
        #expect(try await people.member(first.token) == nil)
    }

    @Test func `a password that was hashed at another cost is hashed anew when its member signs in`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let old = try PasswordHash(
            try #require(Password(typed: PeopleDesk.password)),
            cost: PasswordHash.Cost(logRounds: 3, blockSize: 8, parallelism: 1)
        ).stored
        try await people.home.store.write { try $0.setPassword(of: citra.number, hash: old) }
        _ = try await people.signIn()
        let new = try await people.home.store.read { try $0.passwordHash(of: citra.number) }
        #expect(new != old && new?.hasPrefix("$scrypt$ln=4,r=8,p=1$") == true)
        _ = try await people.signIn()
        #expect(try await people.home.store.read { try $0.passwordHash(of: citra.number) } == new)
    }
}
