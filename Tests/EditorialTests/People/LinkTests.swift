import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// One-time links: how a member gets a first password, and another for one that is forgotten.
@Suite struct LinkTests {
    private let other = "empat kata yang lain"

    private func invited(_ people: PeopleDesk) async throws -> Invitation {
        let new = NewMember(name: "Citra Lestari", email: .citra, role: .reporter)
        return try await people.desk.addMember(new, by: .commandLine)
    }

    private func expectDead(_ token: String, _ people: PeopleDesk) async {
        let opened = await #expect(throws: NewsError.self) { try await people.desk.openLink(token: token) }
        let set = await #expect(throws: NewsError.self) {
            try await people.desk.setPassword(link: token, password: other, from: .home)
        }
        #expect(opened?.code == .notFound && set == opened)
    }

    @Test func `a link sets the first password, signs in, and works once`() async throws {
        let people = try await PeopleDesk()
        let link = try await invited(people)
        #expect(link.path == "/newsroom/link/\(link.token)")
        let opened = try await people.desk.openLink(token: link.token)
        #expect(opened.member == link.member && opened.isFirst && opened.expires == link.expires)
        let signIn = try await people.setPassword(link.token)
        #expect(try await people.member(signIn.token) == link.member)
        await expectDead(link.token, people)
        _ = try await people.signIn()
    }

    @Test func `a link that is opened again and again, or used with a bad password, is not used up`() async throws {
        let people = try await PeopleDesk()
        let link = try await invited(people)
        for _ in 0..<3 { _ = try await people.desk.openLink(token: link.token) }
        for bad in ["kurang", "password", "citralestari1", "Warta2026!"] {
            let error = await #expect(throws: NewsError.self) {
                try await people.desk.setPassword(link: link.token, password: bad, from: .home)
            }
            #expect(error?.code == .invalid)
        }
        _ = try await people.desk.setPassword(link: link.token, password: PeopleDesk.password, from: .home)
    }

    @Test func `of two who use a link at once, one does`() async throws {
        let people = try await PeopleDesk()
        let link = try await invited(people)
        let done = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<6 {
                group.addTask {
                    let password = "sandi nomor \(index) \(index)"
                    return (try? await people.desk.setPassword(link: link.token, password: password, from: .home))
                        != nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(done.count { $0 } == 1)
        #expect(try await people.desk.sessions(of: link.member.number).count == 1)
    }

    @Test func `after three days a link is over`() async throws {
        let people = try await PeopleDesk()
        let link = try await invited(people)
        people.clock.advance(seconds: 3 * 86_400 - 1)
        _ = try await people.desk.openLink(token: link.token)
        people.clock.advance(seconds: 1)
        await expectDead(link.token, people)
    }

    @Test func `a new link replaces the one before, and an address that changes takes it away`() async throws {
        let people = try await PeopleDesk()
        let first = try await invited(people)
        let second = try await people.desk.invite(first.member.number, by: .commandLine)
        await expectDead(first.token, people)
        _ = try await people.desk.openLink(token: second.token)
        let change = MemberChange(email: .bagus)
        _ = try await people.desk.changeMember(first.member.number, change, by: .commandLine)
        await expectDead(second.token, people)
    }

    @Test func `a recovery leaves the password until it is used, and then ends all sessions`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let before = try await people.signIn()
        let link = try await people.desk.invite(citra.number, by: .commandLine)
        #expect(try await !people.desk.openLink(token: link.token).isFirst)
        #expect(try await people.member(before.token) != nil)
        let after = try await people.setPassword(link.token, other, from: .elsewhere(1))
        #expect(try await people.member(before.token) == nil)
        #expect(try await people.member(after.token) != nil)
        #expect(await people.failure("citra@warta.example", PeopleDesk.password) == .refused)
        _ = try await people.signIn("citra@warta.example", other)
    }

    @Test func `a member changes their password by the old one, and is signed in nowhere else`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let (here, away) = (try await people.signIn(), try await people.signIn(from: .elsewhere(1)))
        let signIn = try await people.desk.changePassword(
            session: here.token,
            old: PeopleDesk.password,
            new: other,
            from: .home
        )
        for token in [here.token, away.token] { #expect(try await people.member(token) == nil) }
        #expect(try await people.member(signIn.token) != nil)
        #expect(await people.failure("citra@warta.example", PeopleDesk.password) == .refused)
        _ = try await people.signIn("citra@warta.example", other)
    }

    @Test func `whoever finds a browser open cannot guess the old password without end`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let signIn = try await people.signIn()
        func code(_ old: String) async -> NewsError.Code? {
            do {
                _ = try await people.desk.changePassword(session: signIn.token, old: old, new: other, from: .home)
                return nil
            } catch { return (error as? NewsError)?.code }
        }
        for _ in 0..<5 { #expect(await code("salah salah") == .refused) }
        #expect(await code(PeopleDesk.password) == .throttled)
        #expect(try await people.member(signIn.token) != nil)
        people.clock.advance(seconds: 60)
        await #expect(throws: NewsError.self) {
            try await people.desk.changePassword(session: "x", old: PeopleDesk.password, new: other, from: .home)
        }
        #expect(await code(PeopleDesk.password) == nil)
    }
}
