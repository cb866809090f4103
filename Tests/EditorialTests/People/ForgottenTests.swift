import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// A forgotten password, for whoever can read the member's mail, and for nobody else.
@Suite struct ForgottenTests {
    private func ask(_ people: PeopleDesk, _ email: String, from caller: Caller = .home) async -> NewsError.Code? {
        do {
            try await people.desk.askForLink(email: email, from: caller)
            return nil
        } catch { return (error as? NewsError)?.code }
    }

    private func next(_ people: PeopleDesk) async throws -> DueLetter? {
        try await people.desk.answerRecoveryRequests()
        return try await people.desk.takeLetter()
    }

    @Test func `a member who has forgotten the password is sent a link for a day`() async throws {
        let people = try await PeopleDesk(sendsMail: true)
        let citra = try await people.add()
        #expect(await ask(people, " CITRA@warta.example ", from: .elsewhere(1)) == nil)
        let due = try #require(try await next(people))
        #expect(due.letter.kind == .recovery && due.letter.recipient == .citra && due.letter.member == citra.number)
        #expect(due.letter.address == "2001:db8:1::1")
        #expect(try await people.acts(of: citra).last == .linkAskedFor)
        // The old password works until the link is used.
        _ = try await people.signIn()
        let token = try #require(due.linkToken)
        people.clock.advance(seconds: 86_399)
        _ = try await people.desk.openLink(token: token)
        _ = try await people.setPassword(token, "empat kata yang lain")
        #expect(await people.failure(EmailAddress.citra.text, PeopleDesk.password) == .refused)
    }

    @Test func `a link is over after a day`() async throws {
        let people = try await PeopleDesk(sendsMail: true)
        try await people.add()
        #expect(await ask(people, "citra@warta.example") == nil)
        let token = try #require(try await next(people)?.linkToken)
        people.clock.advance(seconds: 86_400)
        await #expect(throws: NewsError.self) { try await people.desk.openLink(token: token) }
    }

    @Test func `of an address that nobody has, or whose member is deactivated, nothing comes and nothing stays`()
        async throws
    {
        let people = try await PeopleDesk(sendsMail: true)
        let citra = try await people.add()
        try await people.desk.deactivateMember(citra.number, by: .commandLine)
        let before = try await people.acts()
        #expect(await ask(people, "citra@warta.example") == nil)
        #expect(await ask(people, "tidak-ada@warta.example") == nil)
        #expect(try await next(people) == nil)
        #expect(try await people.acts() == before)
        #expect(try await people.home.store.read { try $0.recoveryRequests(limit: 10).isEmpty })
    }

    @Test func `asking does the same to the store whether there is such an account`() async throws {
        let people = try await PeopleDesk(sendsMail: true)
        try await people.add()
        #expect(await ask(people, "citra@warta.example", from: .elsewhere(1)) == nil)
        #expect(await ask(people, "tidak-ada@warta.example", from: .elsewhere(2)) == nil)
        let requests = try await people.home.store.read { try $0.recoveryRequests(limit: 10) }
        #expect(requests.count == 2)
        #expect(try await people.desk.takeLetter() == nil)
    }

    @Test func `one address gets three links, then one an hour, known or not`() async throws {
        let people = try await PeopleDesk(sendsMail: true)
        try await people.add()
        for email in ["citra@warta.example", "tidak-ada@warta.example"] {
            for number in 0..<3 { #expect(await ask(people, email, from: .elsewhere(number)) == nil) }
            #expect(await ask(people, email, from: .elsewhere(9)) == .throttled)
        }
        people.clock.advance(seconds: 3_600)
        #expect(await ask(people, "Citra@Warta.example", from: .elsewhere(9)) == nil)
        #expect(await ask(people, "citra@warta.example", from: .elsewhere(10)) == .throttled)
    }

    @Test func `one network asks for ten, then for one in five minutes, over a restart too`() async throws {
        let people = try await PeopleDesk(sendsMail: true)
        for number in 0..<10 { #expect(await ask(people, "a\(number)@warta.example") == nil) }
        let restarted = people.restarted(sendsMail: true)
        await #expect(throws: NewsError.self) { try await restarted.askForLink(email: "b@warta.example", from: .home) }
        #expect(await ask(people, "b@warta.example", from: .elsewhere(1)) == nil)
        people.clock.advance(seconds: 300)
        #expect(await ask(people, "c@warta.example") == nil)
    }

    @Test func `whoever asks again and again takes no link away from the member`() async throws {
        let people = try await PeopleDesk(sendsMail: true)
        try await people.add()
        #expect(await ask(people, "citra@warta.example") == nil)
        let first = try #require(try await next(people)?.linkToken)
        #expect(await ask(people, "citra@warta.example", from: .elsewhere(1)) == nil)
        let second = try #require(try await next(people)?.linkToken)
        _ = try await people.desk.openLink(token: first)
        _ = try await people.setPassword(second)
        await #expect(throws: NewsError.self) { try await people.desk.openLink(token: first) }
    }

    @Test func `what is no address is told so, and is not kept`() async throws {
        let people = try await PeopleDesk(sendsMail: true)
        for typed in ["", "kata sandi saya", "a@b\r\nRCPT TO:<c@d.example>", String(repeating: "a", count: 10_000)] {
            #expect(await ask(people, typed) == .invalid)
        }
        #expect(try await people.home.store.read { try $0.recoveryRequests(limit: 10).isEmpty })
    }
}
