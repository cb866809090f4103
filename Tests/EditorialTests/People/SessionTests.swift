import News
import Storage
import TestSupport
import Testing

@testable import Editorial

@Suite struct SessionTests {
    @Test func `a session that nobody uses for twelve hours is over, and one that is used is not`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let signIn = try await people.signIn()
        for _ in 0..<3 {
            people.clock.advance(seconds: 11 * 3_600)
            #expect(try await people.member(signIn.token) != nil)
        }
        people.clock.advance(seconds: 12 * 3_600)
        #expect(try await people.member(signIn.token) == nil)
        // It does not come back with a clock that is set.
        #expect(try await people.desk.sessions(of: signIn.member.number).isEmpty)
    }

    @Test func `after fourteen days a session is over, however much it is used`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let signIn = try await people.signIn()
        for _ in 0..<(14 * 4 - 1) {
            people.clock.advance(seconds: 6 * 3_600)
            #expect(try await people.member(signIn.token) != nil)
        }
        people.clock.advance(seconds: 6 * 3_600)
        #expect(try await people.member(signIn.token) == nil)
    }

    @Test func `sessions are listed with device, address and times, and ended singly`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let home = try await people.signIn()
        people.clock.advance(seconds: 60)
        let away = try await people.signIn(from: .elsewhere(1))
        let sessions = try await people.desk.sessions(of: citra.number)
        #expect(sessions.map(\.address) == ["2001:db8:1::1", "192.0.2.7"])
        #expect(sessions.map(\.device) == ["", "Firefox, Linux"])
        #expect(sessions.map(\.begun) == [people.clock.now, people.clock.now.adding(seconds: -60)])

        try await people.desk.endSession(sessions[1].number, of: citra, from: .elsewhere(1))
        #expect(try await people.member(home.token) == nil)
        #expect(try await people.member(away.token) != nil)
        await #expect(throws: NewsError.self) {
            try await people.desk.endSession(sessions[1].number, of: citra, from: .elsewhere(1))
        }
    }

    @Test func `nobody ends the session of somebody else by its number`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let bagus = try await people.add("Bagus Santoso", .bagus, .administrator)
        let signIn = try await people.signIn()
        let number = try #require(try await people.desk.sessions(of: citra.number).first?.number)
        await #expect(throws: NewsError.self) { try await people.desk.endSession(number, of: bagus, from: .home) }
        #expect(try await people.member(signIn.token) != nil)
    }

    @Test func `all others are ended at once, and signing out ends this one`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let (first, second, third) = (
            try await people.signIn(), try await people.signIn(), try await people.signIn()
        )
        try await people.desk.endOtherSessions(session: second.token, from: .home)
        for token in [first.token, third.token] { #expect(try await people.member(token) == nil) }
        #expect(try await people.member(second.token) != nil)
        try await people.desk.signOut(token: second.token, from: .home)
        #expect(try await people.member(second.token) == nil)
        let fourth = try await people.signIn()
        try await people.desk.endAllSessions(of: fourth.member.number, by: Manager(fourth.member, from: .home))
        #expect(try await people.member(fourth.token) == nil)
        try await people.desk.signOut(token: second.token, from: .home)
        await #expect(throws: NewsError.self) {
            try await people.desk.endOtherSessions(session: second.token, from: .home)
        }
    }

    @Test func `whoever is deactivated is out at once, and no password brings them back in`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let signIn = try await people.signIn()
        let link = try await people.desk.invite(citra.number, by: .commandLine)
        try await people.desk.deactivateMember(citra.number, by: .commandLine)
        #expect(try await people.member(signIn.token) == nil)
        #expect(await people.failure("citra@warta.example", PeopleDesk.password) == .refused)
        await #expect(throws: NewsError.self) { try await people.desk.openLink(token: link.token) }
        await #expect(throws: NewsError.self) { try await people.desk.invite(citra.number, by: .commandLine) }
        try await people.desk.activateMember(citra.number, by: .commandLine)
        #expect(try await people.member(signIn.token) == nil)
        _ = try await people.signIn()
    }

    @Test func `a deactivation while somebody signs in leaves no session`() async throws {
        let people = try await PeopleDesk()
        for round in 0..<8 {
            let email = EmailAddress.named("a\(round)@warta.example")
            let member = try await people.add("Anggota \(round)", email)
            async let entering = people.signIn(email.text, from: .elsewhere(round))
            async let leaving = people.desk.deactivateMember(member.number, by: .commandLine)
            let token = try? await entering.token
            _ = try await leaving
            #expect(try await people.desk.sessions(of: member.number).isEmpty)
            if let token { #expect(try await people.member(token) == nil) }
        }
    }

    @Test func `a form's token is of its session alone`() async throws {
        let (one, other) = (Secret().text, Secret().text)
        let token = Desk.formToken(session: one)
        #expect(Desk.isFormToken(token, session: one))
        #expect(token != one && token == Desk.formToken(session: one))
        for wrong in [
            "", "0", token.uppercased(), String(token.dropLast()), token + "0", one, Desk.formToken(session: other),
        ] {
            #expect(!Desk.isFormToken(wrong, session: one))
        }
        #expect(!Desk.isFormToken(token, session: other))
    }
}
