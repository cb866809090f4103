import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// Whoever changes how somebody signs in shows once more who they are: an open browser is not enough.
@Suite struct ProvingTests {
    private func code(_ work: () async throws -> Void) async -> NewsError.Code? {
        do {
            try await work()
            return nil
        } catch { return (error as? NewsError)?.code }
    }

    private func cast(_ people: PeopleDesk) async throws -> (citra: Member, eko: Member) {
        let citra = try await people.add()
        return (citra, try await people.add("Eko", .named("eko@warta.example"), .administrator))
    }

    @Test func `an administrator without a proof changes no address, makes no administrator, shows no link`()
        async throws
    {
        let people = try await PeopleDesk()
        let (citra, eko) = try await cast(people)
        let works: [(Manager) async throws -> Void] = [
            { _ = try await people.desk.changeMember(citra.number, MemberChange(email: .bagus), by: $0) },
            { _ = try await people.desk.changeMember(citra.number, MemberChange(role: .administrator), by: $0) },
            { _ = try await people.desk.invite(citra.number, by: $0) },
            {
                let new = NewMember(name: "Fajar", email: .named("fajar@warta.example"), role: .administrator)
                _ = try await people.desk.addMember(new, by: $0)
            },
        ]
        for work in works { #expect(await code { try await work(Manager(eko, from: .home)) } == .refused) }
        #expect(try await people.desk.member(email: .citra) == citra)
        // What lets nobody sign in otherwise needs none.
        let name = MemberChange(name: "Citra L.")
        _ = try await people.desk.changeMember(citra.number, name, by: Manager(eko, from: .home))
        let signIn = try await people.signIn("eko@warta.example")
        let proven = try await people.desk.provenManager(
            session: signIn.token,
            password: PeopleDesk.password,
            from: .home
        )
        for work in works { #expect(await code { try await work(proven) } == nil) }
    }

    @Test func `a proof needs the right password and a live session, and is not guessed without end`() async throws {
        let people = try await PeopleDesk()
        _ = try await cast(people)
        let token = try await people.signIn("eko@warta.example").token
        func prove(_ password: String, _ token: String) async -> NewsError.Code? {
            await code { _ = try await people.desk.provenManager(session: token, password: password, from: .home) }
        }
        #expect(await prove(PeopleDesk.password, "x") == .refused)
        for _ in 0..<5 { #expect(await prove("salah salah", token) == .refused) }
        #expect(await prove(PeopleDesk.password, token) == .throttled)
    }

    @Test func `whoever has proven who they are, and manages nobody, still manages nobody`() async throws {
        let people = try await PeopleDesk()
        let (citra, eko) = try await cast(people)
        let manager = Manager(citra, from: .home).proven
        #expect(await code { _ = try await people.desk.invite(eko.number, by: manager) } == .refused)
        #expect(await code { try await people.desk.resetSecondFactor(eko.number, by: manager) } == .refused)
        #expect(try await people.acts(of: citra).suffix(2) == [.rightRefused, .rightRefused])
    }

    @Test func `a member changes their own address with the password, and links to the old one are over`() async throws
    {
        let people = try await PeopleDesk(sendsMail: true)
        let (citra, eko) = try await cast(people)
        let token = try await people.signIn().token
        func change(_ password: String, _ email: EmailAddress) async -> NewsError.Code? {
            await code {
                try await people.desk.changeAddress(session: token, password: password, to: email, from: .home)
            }
        }
        let link = try await people.desk.invite(citra.number, by: .commandLine)
        #expect(await change("salah salah", .bagus) == .refused)
        #expect(await change(PeopleDesk.password, eko.email) == .conflict)
        _ = try await people.desk.openLink(token: link.token)
        #expect(await change(PeopleDesk.password, .bagus) == nil)
        await #expect(throws: NewsError.self) { try await people.desk.openLink(token: link.token) }
        #expect(try await people.desk.member(email: .bagus).number == citra.number)
        #expect(try await people.acts(of: citra).last == .memberChanged)
        let told = try await people.desk.letters(of: citra.number).filter { $0.kind == .emailChanged }
        #expect(
            Set(told.map(\.recipient)) == [.citra, .bagus] && told.allSatisfy { $0.detail == "bagus@warta.example" }
        )
    }
}
