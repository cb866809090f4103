import News
import Storage
import TestSupport
import Testing

@testable import Editorial

@Suite struct TimedCodeTests {
    /// RFC 6238, appendix B: the secret is the ASCII digits 1234567890, twice; the last six of its eight digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func `the codes are those of the standard`(seconds: Int64, code: String) throws {
        let app = try #require(TimedCode(base32: Base32.write(Array("12345678901234567890".utf8))))
        #expect(app.code(step: seconds / 30) == code)
        #expect(app.step(of: code, at: Timestamp(seconds: seconds), after: 0) == seconds / 30)
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `base 32 is that of the standard`(text: String, written: String) {
        #expect(Base32.write(Array(text.utf8)) == written)
        #expect(Base32.read(written) == Array(text.utf8))
        #expect(Base32.read(written + "1") == nil)
    }

    @Test func `a code holds a step before and after its own, and is taken once`() {
        let app = TimedCode()
        let now = Timestamp(seconds: 1_000_000_020)
        let step = now.seconds / 30
        for offset in -1...1 as ClosedRange<Int64> {
            #expect(app.step(of: app.code(step: step + offset), at: now, after: 0) == step + offset)
        }
        #expect(app.step(of: app.code(step: step), at: now, after: step) == nil)
        // A code of another step can be the same by chance, one in a million.
        for offset in [-2, 2, 40] as [Int64] where app.code(step: step + offset) != app.code(step: step) {
            #expect(app.step(of: app.code(step: step + offset), at: now, after: 0) == nil)
        }
        for wrong in ["", "12345", "1234567", "abcdef", "-12345", "１２３４５６", String(repeating: "1", count: 1 << 20)] {
            #expect(app.step(of: wrong, at: now, after: 0) == nil)
        }
    }
}

@Suite struct SecondFactorTests {
    private struct Phone {
        let app: TimedCode
        let recovery: [String]

        func code(_ people: PeopleDesk) -> String { app.code(step: people.clock.now.seconds / 30) }
    }

    /// Citra has an app, and a code of hers was taken a minute ago.
    private func begun(_ people: PeopleDesk) async throws -> Phone {
        try await people.add()
        let signIn = try await people.signIn()
        let setup = try await people.desk.beginSecondFactor(
            session: signIn.token,
            password: PeopleDesk.password,
            from: .home
        )
        let app = try #require(TimedCode(base32: setup.secret))
        let code = app.code(step: people.clock.now.seconds / 30)
        let recovery = try await people.desk.confirmSecondFactor(session: signIn.token, code: code, from: .home)
        try await people.desk.signOut(token: signIn.token, from: .home)
        people.clock.advance(seconds: 60)
        return Phone(app: app, recovery: recovery)
    }

    private func challenge(_ people: PeopleDesk, from caller: Caller = .home) async throws -> String {
        let step = try await people.desk.signIn(
            email: "citra@warta.example",
            password: PeopleDesk.password,
            from: caller
        )
        guard case .needsCode(let challenge) = step else { throw NewsError(.invalid, "No code was asked for.") }
        return challenge
    }

    private func fault(_ people: PeopleDesk, _ challenge: String, _ code: String) async -> NewsError.Code? {
        do {
            _ = try await people.desk.signIn(challenge: challenge, code: code, from: .home)
            return nil
        } catch { return (error as? NewsError)?.code }
    }

    @Test func `password and code let in, and neither alone`() async throws {
        let people = try await PeopleDesk()
        let phone = try await begun(people)
        let challenge = try await challenge(people)
        #expect(try await people.member(challenge) == nil)
        #expect(await fault(people, challenge, "") == .refused)
        #expect(await fault(people, challenge, PeopleDesk.password) == .refused)
        #expect(await fault(people, String(repeating: "0", count: 64), phone.code(people)) == .notFound)
        let signIn = try await people.desk.signIn(challenge: challenge, code: phone.code(people), from: .home)
        #expect(try await people.member(signIn.token)?.email == .citra)
        // What was asked for once is not asked for again.
        people.clock.advance(seconds: 60)
        #expect(await fault(people, challenge, phone.code(people)) == .notFound)
    }

    @Test func `a code that was seen over a shoulder is no code any more`() async throws {
        let people = try await PeopleDesk()
        let phone = try await begun(people)
        let code = phone.code(people)
        let (one, other) = (try await challenge(people), try await challenge(people))
        _ = try await people.desk.signIn(challenge: one, code: code, from: .home)
        let third = try await challenge(people)
        #expect(await fault(people, third, code) == .refused)
        #expect(await fault(people, other, code) == .notFound)
    }

    @Test func `a recovery code lets in once, written as one likes, and is logged`() async throws {
        let people = try await PeopleDesk()
        let phone = try await begun(people)
        #expect(phone.recovery.count == 10 && Set(phone.recovery).count == 10)
        let typed = " " + phone.recovery[0].uppercased().split(separator: "-").joined(separator: " ")
        let signIn = try await people.desk.signIn(challenge: try await challenge(people), code: typed, from: .home)
        #expect(try await people.desk.secondFactor(of: signIn.member.number)?.recoveryCodes == 9)
        #expect(await fault(people, try await challenge(people), phone.recovery[0]) == .refused)
        #expect(try await people.acts(of: signIn.member).contains(.recoveryCodeUsed))
        let bytes = try await people.home.bytes()
        #expect(phone.recovery.allSatisfy { !bytes.contains(Array($0.utf8)) })
    }

    @Test func `codes cannot be guessed without end, and a recovery code still lets in`() async throws {
        let people = try await PeopleDesk()
        let phone = try await begun(people)
        let challenge = try await challenge(people)
        let wrong = phone.code(people) == "000000" ? "000001" : "000000"
        for _ in 0..<5 { #expect(await fault(people, challenge, wrong) == .refused) }
        #expect(await fault(people, challenge, phone.code(people)) == .throttled)
        // Nor by beginning anew.
        #expect(await fault(people, try await self.challenge(people), phone.code(people)) == .throttled)
        _ = try await people.desk.signIn(challenge: challenge, code: phone.recovery[1], from: .home)
    }

    @Test func `the code follows the password within five minutes`() async throws {
        let people = try await PeopleDesk()
        let phone = try await begun(people)
        let challenge = try await challenge(people)
        people.clock.advance(seconds: SecondFactor.patience)
        #expect(await fault(people, challenge, phone.code(people)) == .notFound)
    }

    @Test func `a link sets another password, and the code is asked for all the same`() async throws {
        let people = try await PeopleDesk()
        let phone = try await begun(people)
        let member = try await people.desk.member(email: .citra)
        let link = try await people.desk.invite(member.number, by: .commandLine)
        let step = try await people.desk.setPassword(link: link.token, password: "empat kata yang lain", from: .home)
        guard case .needsCode(let challenge) = step else {
            Issue.record("The link alone let somebody in.")
            return
        }
        #expect(try await people.desk.sessions(of: member.number).isEmpty)
        _ = try await people.desk.signIn(challenge: challenge, code: phone.code(people), from: .home)
    }

    @Test func `nothing is asked for before one code was right, and to begin needs the password`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let signIn = try await people.signIn()
        let other = try await people.signIn(from: .elsewhere(1))
        await #expect(throws: NewsError.self) {
            try await people.desk.beginSecondFactor(session: signIn.token, password: "salah salah", from: .home)
        }
        let setup = try await people.desk.beginSecondFactor(
            session: signIn.token,
            password: PeopleDesk.password,
            from: .home
        )
        #expect(setup.uri == "otpauth://totp/Warta:citra%40warta.example?secret=\(setup.secret)&issuer=Warta")
        _ = try await people.signIn()
        let app = try #require(TimedCode(base32: setup.secret))
        let code = app.code(step: people.clock.now.seconds / 30)
        let wrong = code == "000000" ? "000001" : "000000"
        await #expect(throws: NewsError.self) {
            try await people.desk.confirmSecondFactor(session: signIn.token, code: wrong, from: .home)
        }
        #expect(try await people.desk.secondFactor(of: signIn.member.number) == nil)
        _ = try await people.desk.confirmSecondFactor(session: signIn.token, code: code, from: .home)
        #expect(try await people.desk.secondFactor(of: signIn.member.number)?.recoveryCodes == 10)
        #expect(try await people.member(signIn.token) != nil)
        #expect(try await people.member(other.token) == nil)
        // Neither is it replaced without being switched off first.
        await #expect(throws: NewsError.self) {
            try await people.desk.beginSecondFactor(
                session: signIn.token,
                password: PeopleDesk.password,
                from: .home
            )
        }
        await #expect(throws: NewsError.self) {
            try await people.desk.endSecondFactor(session: signIn.token, password: "salah salah", from: .home)
        }
        try await people.desk.endSecondFactor(session: signIn.token, password: PeopleDesk.password, from: .home)
        _ = try await people.signIn()
        let acts = try await people.acts(of: signIn.member)
        #expect(acts.filter { $0 == .factorAdded || $0 == .factorRemoved } == [.factorAdded, .factorRemoved])
    }

    @Test func `an administrator resets one member's factor, which ends their sessions`() async throws {
        let people = try await PeopleDesk()
        let phone = try await begun(people)
        let signIn = try await people.desk.signIn(
            challenge: try await challenge(people),
            code: phone.code(people),
            from: .home
        )
        let bagus = try await people.add("Bagus Santoso", .bagus, .managingEditor)
        await #expect(throws: NewsError.self) {
            try await people.desk.resetSecondFactor(signIn.member.number, by: Manager(bagus, from: .home))
        }
        try await people.desk.resetSecondFactor(signIn.member.number, by: .commandLine)
        #expect(try await people.member(signIn.token) == nil)
        _ = try await people.signIn()
        await #expect(throws: NewsError.self) {
            try await people.desk.resetSecondFactor(signIn.member.number, by: .commandLine)
        }
    }
}
