import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// Letters to members: written in the transaction that they tell of, sent at least once, and never kept with a link.
@Suite struct LetterTests {
    private func desk() async throws -> PeopleDesk { try await PeopleDesk(sendsMail: true) }

    private func kinds(_ people: PeopleDesk, _ member: Member) async throws -> [Letter.Kind] {
        try await people.desk.letters(of: member.number, limit: 100).reversed().map(\.kind)
    }

    private func invited(_ people: PeopleDesk) async throws -> Member {
        try await people.desk.addMemberByMail(
            NewMember(name: "Citra Lestari", email: .citra, role: .reporter),
            by: .commandLine
        )
    }

    @Test func `a new member is sent a link, which sets a password`() async throws {
        let people = try await desk()
        let citra = try await invited(people)
        let due = try #require(try await people.desk.takeLetter())
        #expect(due.letter.kind == .invitation && due.letter.recipient == .citra && due.member == citra)
        let token = try #require(due.linkToken)
        _ = try await people.setPassword(token)
        await #expect(throws: NewsError.self) { try await people.desk.openLink(token: token) }
    }

    @Test func `the store holds no link, sent or not`() async throws {
        let people = try await desk()
        _ = try await invited(people)
        let due = try #require(try await people.desk.takeLetter())
        let token = try #require(due.linkToken)
        #expect(try await !people.home.bytes().contains(Array(token.utf8)))
        try await people.desk.letterWasSent(due.letter)
        #expect(try await !people.home.bytes().contains(Array(token.utf8)))
        #expect(try await people.home.bytes().contains(Array(due.letter.identifier.utf8)))
    }

    @Test(.timeLimit(.minutes(10))) func `several nodes send each letter once`() async throws {
        let people = try await desk()
        for index in 1...20 {
            let email = try EmailAddress("anggota\(index)@warta.example")
            _ = try await people.desk.addMemberByMail(
                NewMember(name: "Anggota \(index)", email: email, role: .reporter),
                by: .commandLine
            )
        }
        var stores: [Store] = []
        for _ in 0..<3 { stores.append(try await people.home.another()) }
        defer { for store in stores { store.close() } }
        let sent = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for store in stores {
                let node = people.restarted(sendsMail: true, over: store)
                group.addTask {
                    var taken: [Int64] = []
                    while let due = try await node.takeLetter() {
                        taken.append(due.letter.number)
                        try await node.letterWasSent(due.letter)
                    }
                    return taken
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(sent.sorted() == (1...20).map { $0 })
    }

    @Test func `a letter that is being sent for long is held, and handed on when its node is gone`() async throws {
        let people = try await desk()
        _ = try await invited(people)
        let due = try #require(try await people.desk.takeLetter())
        let other = people.restarted(sendsMail: true)
        for _ in 0..<5 {
            people.clock.advance(seconds: 50)
            try await people.desk.holdLetter(due.letter)
            #expect(try await other.takeLetter() == nil)
        }
        // The node dies here.
        people.clock.advance(seconds: 60)
        #expect(try await other.takeLetter()?.letter.identifier == due.letter.identifier)
        try await other.letterWasSent(due.letter)
        try await people.desk.holdLetter(due.letter)
        people.clock.advance(seconds: 3_600)
        #expect(try await other.takeLetter() == nil)
    }

    @Test func `a letter whose sending is not heard of is sent again, under one name, and each of its links works`()
        async throws
    {
        let people = try await desk()
        _ = try await invited(people)
        let first = try #require(try await people.desk.takeLetter())
        #expect(try await people.desk.takeLetter() == nil)
        // The process dies here.
        let desk = people.restarted(sendsMail: true)
        people.clock.advance(seconds: 59)
        #expect(try await desk.takeLetter() == nil)
        people.clock.advance(seconds: 1)
        let second = try #require(try await desk.takeLetter())
        #expect(second.letter.identifier == first.letter.identifier && second.letter.written == first.letter.written)
        #expect(second.linkToken != first.linkToken)
        _ = try await desk.openLink(token: second.linkToken ?? "")
        _ = try await people.setPassword(first.linkToken ?? "")
        await #expect(throws: NewsError.self) { try await desk.openLink(token: second.linkToken ?? "") }
        #expect(try await desk.letters(of: second.member.number)[0].state == .overtaken)
    }

    @Test func `a letter that nobody takes is tried less and less often, and given up after three days`() async throws {
        let people = try await desk()
        let citra = try await invited(people)
        var attempts: [Int64] = []
        let start = people.clock.now
        while people.clock.now < start.adding(seconds: 4 * 86_400) {
            if let due = try await people.desk.takeLetter() {
                attempts.append((people.clock.now.milliseconds - start.milliseconds) / 1_000)
                try await people.desk.letterFailed(due.letter, "unreachable", isFinal: false)
            }
            people.clock.advance(seconds: 60)
        }
        #expect(attempts.prefix(5) == [0, 60, 180, 420, 900])
        #expect(attempts.count < 40 && (attempts.last ?? 0) < 3 * 86_400 && (attempts.last ?? 0) > 2 * 86_400)
        let letter = try #require(try await people.desk.letters(of: citra.number).first)
        #expect(letter.state == .givenUp && letter.fault == "unreachable" && letter.attempts == attempts.count)
    }

    @Test func `a letter that is refused for ever is given up at once, and the next is sent`() async throws {
        let people = try await desk()
        let citra = try await invited(people)
        let due = try #require(try await people.desk.takeLetter())
        try await people.desk.letterFailed(due.letter, "recipient 550 5.1.1", isFinal: true)
        #expect(try await people.desk.letters(of: citra.number)[0].state == .givenUp)
        _ = try await people.desk.inviteByMail(citra.number, by: .commandLine)
        #expect(try await people.desk.takeLetter()?.letter.kind == .invitation)
    }

    @Test func `a link that works no longer is not sent`() async throws {
        let people = try await desk()
        let citra = try await invited(people)
        _ = try await people.desk.changeMember(citra.number, MemberChange(email: .bagus), by: .commandLine)
        _ = try await people.desk.inviteByMail(citra.number, by: .commandLine)
        _ = try await people.desk.deactivateMember(citra.number, by: .commandLine)
        var sent: [Letter.Kind] = []
        while let due = try await people.desk.takeLetter() {
            sent.append(due.letter.kind)
            try await people.desk.letterWasSent(due.letter)
        }
        #expect(sent == [.emailChanged, .emailChanged])
        let letters = try await people.desk.letters(of: citra.number)
        #expect(letters.count { $0.state == .overtaken } == 2)
        #expect(Set(letters.filter { $0.kind == .emailChanged }.map(\.recipient)) == [.citra, .bagus])
    }

    @Test func `a member is told of each change of what they sign in with`() async throws {
        let people = try await desk()
        let citra = try await people.add()
        let signIn = try await people.signIn()
        // The first password is news to nobody.
        #expect(try await kinds(people, citra).isEmpty)
        let other = "empat kata yang lain"
        let again = try await people.desk.changePassword(
            session: signIn.token,
            old: PeopleDesk.password,
            new: other,
            from: .home
        )
        let setup = try await people.desk.beginSecondFactor(session: again.token, password: other, from: .home)
        let app = try #require(TimedCode(base32: setup.secret))
        let codes = try await people.desk.confirmSecondFactor(
            session: again.token,
            code: app.code(step: people.clock.now.seconds / 30),
            from: .home
        )
        let step = try await people.desk.signIn(email: EmailAddress.citra.text, password: other, from: .home)
        var challenge = ""
        if case .needsCode(let given) = step { challenge = given }
        _ = try await people.desk.signIn(challenge: challenge, code: codes[0], from: .home)
        try await people.desk.resetSecondFactor(citra.number, by: .commandLine)
        let link = try await people.desk.invite(citra.number, by: .commandLine)
        _ = try await people.setPassword(link.token)
        #expect(
            try await kinds(people, citra) == [
                .passwordChanged, .factorAdded, .recoveryCodeUsed, .factorRemoved, .linkShown, .passwordChanged,
            ]
        )
    }

    @Test func `a house without mail writes no letters and sends no links`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        _ = try await people.desk.changeMember(citra.number, MemberChange(email: .bagus), by: .commandLine)
        #expect(try await people.desk.letters(of: citra.number).isEmpty)
        await #expect(throws: NewsError.self) {
            try await people.desk.inviteByMail(citra.number, by: .commandLine)
        }
        await #expect(throws: NewsError.self) {
            try await people.desk.askForLink(email: EmailAddress.citra.text, from: .home)
        }
    }
}
