import News
import Storage
import TestSupport
import Testing

@testable import Editorial

@Suite struct ManagingTests {
    private func refusal(_ work: () async throws -> Void) async -> NewsError.Code? {
        do {
            try await work()
            return nil
        } catch { return (error as? NewsError)?.code }
    }

    @Test(arguments: Role.allCases)
    func `only administrators manage, and what the others tried is logged`(role: Role) async throws {
        let people = try await PeopleDesk()
        try await people.add("Eko", .named("eko@warta.example"), .administrator)
        let citra = try await people.add("Citra Lestari", .citra, role)
        let manager = Manager(citra, from: .home).proven
        let eko = try await people.desk.member(email: .named("eko@warta.example"))
        let new = NewMember(name: "Bagus", email: .bagus, role: .administrator)
        let works: [() async throws -> Void] = [
            { _ = try await people.desk.addMember(new, by: manager) },
            { _ = try await people.desk.changeMember(citra.number, MemberChange(role: .administrator), by: manager) },
            { _ = try await people.desk.invite(eko.number, by: manager) },
            { try await people.desk.endAllSessions(of: eko.number, by: manager) },
            { _ = try await people.desk.deactivateMember(eko.number, by: manager) },
            { _ = try await people.desk.activateMember(eko.number, by: manager) },
        ]
        for work in works {
            #expect(await refusal(work) == (role == .administrator ? nil : .refused))
        }
        let refused = try await people.desk.securityLog(of: citra.number, limit: 100).filter { $0.act == .rightRefused }
        #expect(refused.count == (role == .administrator ? 0 : works.count))
        #expect(refused.allSatisfy { $0.actor == citra.actor && $0.detail == "manage_members: needs_administrator" })
        #expect(try await people.desk.members().count == (role == .administrator ? 3 : 2))
    }

    @Test func `a right is asked for as it is now, not as it was when the page was loaded`() async throws {
        let people = try await PeopleDesk()
        let eko = try await people.add("Eko", .named("eko@warta.example"), .administrator)
        let citra = try await people.add("Citra Lestari", .citra, .administrator)
        let manager = Manager(citra, from: .home)
        _ = try await people.desk.changeMember(
            citra.number,
            MemberChange(role: .editor, sections: []),
            by: Manager(eko, from: .home)
        )
        #expect(await refusal { _ = try await people.desk.deactivateMember(eko.number, by: manager) } == .refused)
        try await people.desk.deactivateMember(citra.number, by: .commandLine)
        let new = NewMember(name: "Bagus", email: .bagus, role: .reporter)
        #expect(await refusal { _ = try await people.desk.addMember(new, by: manager) } == .refused)
    }

    @Test func `the last administrator stays one, also from the command line`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add("Citra Lestari", .citra, .administrator)
        for manager in [Manager.commandLine, Manager(citra, from: .home)] {
            #expect(await refusal { _ = try await people.desk.deactivateMember(citra.number, by: manager) } == .refused)
            let change = MemberChange(role: .managingEditor)
            #expect(
                await refusal { _ = try await people.desk.changeMember(citra.number, change, by: manager) } == .refused
            )
        }
        // One who cannot sign in yet manages nothing.
        let invited = NewMember(name: "Dewi", email: .named("dewi@warta.example"), role: .administrator)
        _ = try await people.desk.addMember(invited, by: .commandLine)
        #expect(
            await refusal { _ = try await people.desk.deactivateMember(citra.number, by: .commandLine) } == .refused
        )
        // Nor does one who may not any more.
        let bagus = try await people.add("Bagus Santoso", .bagus, .administrator)
        try await people.desk.deactivateMember(bagus.number, by: .commandLine)
        #expect(
            await refusal { _ = try await people.desk.deactivateMember(citra.number, by: .commandLine) } == .refused
        )
        try await people.desk.activateMember(bagus.number, by: .commandLine)
        try await people.desk.deactivateMember(citra.number, by: .commandLine)
    }

    @Test func `two administrators who deactivate each other at once leave one`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add("Citra Lestari", .citra, .administrator)
        let bagus = try await people.add("Bagus Santoso", .bagus, .administrator)
        async let one = refusal {
            try await people.desk.deactivateMember(bagus.number, by: Manager(citra, from: .home))
        }
        async let other = refusal {
            try await people.desk.deactivateMember(citra.number, by: Manager(bagus, from: .home))
        }
        #expect(await [one, other].count { $0 == .refused } == 1)
        #expect(try await people.desk.members().count { $0.isActive } == 1)
    }

    @Test func `an address is one member's, however it is spelled`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let again = NewMember(name: "Citra Dua", email: .named("CITRA@warta.example"), role: .editor)
        #expect(await refusal { _ = try await people.desk.addMember(again, by: .commandLine) } == .conflict)
        let bagus = try await people.add("Bagus Santoso", .bagus)
        let change = MemberChange(email: .named("Citra@Warta.Example"))
        #expect(
            await refusal { _ = try await people.desk.changeMember(bagus.number, change, by: .commandLine) }
                == .conflict
        )
        let spelled = MemberChange(email: .named("Bagus@warta.example"))
        let changed = try await people.desk.changeMember(bagus.number, spelled, by: .commandLine)
        #expect(changed.email.text == "Bagus@warta.example")
    }

    @Test func `namesakes are two in the journal, and who is called otherwise stays who they are`() async throws {
        let people = try await PeopleDesk()
        let one = try await people.add("Citra Lestari", .citra)
        let two = try await people.add("CITRA  lestari", .bagus)
        #expect(one.actor == .member("citra lestari") && two.actor == .member("citra lestari 2"))
        let renamed = try await people.desk.changeMember(one.number, MemberChange(name: "Citra S."), by: .commandLine)
        #expect(renamed.actor == one.actor && renamed.name == "Citra S.")
        #expect(try await people.home.store.read { try $0.member(key: "citra lestari") } == renamed)
    }

    @Test func `names are cleaned, and one that nobody can read is refused`() async throws {
        let people = try await PeopleDesk()
        let member = try await people.add("  Citra\u{0} \n Lestari ", .citra)
        #expect(member.name == "Citra Lestari")
        for name in ["", "\u{200B}", String(repeating: "x", count: 101)] {
            let new = NewMember(name: name, email: .bagus, role: .reporter)
            #expect(await refusal { _ = try await people.desk.addMember(new, by: .commandLine) } == .invalid)
        }
    }

    @Test func `sections are those that the house has, and no business of whoever works in all`() async throws {
        let people = try await PeopleDesk()
        _ = try await people.desk.takeWireCopy([.sample(1)], actor: .commandLine)
        let dunia: Set<Slug> = [Section.dunia.slug]
        let citra = try await people.add(sections: dunia)
        #expect(citra.sections == dunia)
        let none = NewMember(name: "B", email: .bagus, role: .editor, sections: [Section.olahraga.slug])
        #expect(await refusal { _ = try await people.desk.addMember(none, by: .commandLine) } == .notFound)
        let all = NewMember(name: "B", email: .bagus, role: .administrator, sections: dunia)
        #expect(await refusal { _ = try await people.desk.addMember(all, by: .commandLine) } == .invalid)
        let changed = try await people.desk.changeMember(citra.number, MemberChange(sections: []), by: .commandLine)
        #expect(changed.sections.isEmpty)
        #expect(try await people.desk.members() == [changed])
    }

    @Test func `what happens to an account is in its log, in order, with who did it and from where`() async throws {
        let people = try await PeopleDesk()
        let eko = try await people.add("Eko", .named("eko@warta.example"), .administrator)
        let manager = Manager(eko, from: .elsewhere(1)).proven
        let citra = try await people.add()
        let signIn = try await people.signIn()
        _ = await people.failure()
        _ = try await people.desk.changePassword(
            session: signIn.token,
            old: PeopleDesk.password,
            new: "empat kata yang lain",
            from: .home
        )
        _ = try await people.desk.changeMember(citra.number, MemberChange(name: "Citra", role: .editor), by: manager)
        _ = try await people.desk.changeMember(citra.number, MemberChange(name: "Citra"), by: manager)
        _ = try await people.desk.invite(citra.number, by: manager)
        try await people.desk.endAllSessions(of: citra.number, by: manager)
        try await people.desk.deactivateMember(citra.number, by: manager)
        #expect(
            try await people.acts(of: citra) == [
                .memberAdded, .linkMade, .passwordSet, .signedOut, .signedIn, .signInFailed, .passwordChanged,
                .memberChanged, .linkMade, .allSessionsEnded, .memberDeactivated,
            ]
        )
        let log = try await people.desk.securityLog(of: citra.number, limit: 100)
        #expect(log.first?.actor == eko.actor && log.first?.address == "2001:db8:1::1")
        #expect(log.last?.actor == .commandLine && log.last?.address == "")
        #expect(
            log[3].detail == "name: Citra Lestari → Citra; rights: reporter of all sections → editor of all sections"
        )
        // A page of it, and the next.
        let page = try await people.desk.securityLog(of: citra.number, limit: 4)
        let next = try await people.desk.securityLog(of: citra.number, before: page.last?.sequence, limit: 100)
        #expect(page + next == log)
        #expect(try await people.desk.securityLog(of: nil, limit: 100).count > log.count)
    }
}
