import Logging
import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// A desk with people, over a store of its own, with a clock that tests move and passwords that cost little.
struct PeopleDesk {
    let home: TestStore
    let clock = TestClock()
    let desk: Desk
    let passwords = Passwords.cheap()

    /// What everybody here chooses.
    static let password = "benar kuda baterai staples"

    init(sendsMail: Bool = false) async throws {
        home = try await TestStore()
        desk = Self.desk(home.store, clock, passwords, sendsMail)
    }

    private static func desk(_ store: Store, _ clock: TestClock, _ passwords: Passwords, _ sendsMail: Bool) -> Desk {
        Desk(
            store: store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { clock.now },
            passwords: passwords,
            sendsMail: sendsMail
        )
    }

    /// The desk of a server that was started again, or of another one that has the store open as well.
    func restarted(sendsMail: Bool = false, over store: Store? = nil) -> Desk {
        Self.desk(store ?? home.store, clock, .cheap(), sendsMail)
    }

    /// Adds a member with a password.
    @discardableResult
    func add(
        _ name: String = "Citra Lestari",
        _ email: EmailAddress = .citra,
        _ role: Role = .reporter,
        sections: Set<Slug> = []
    ) async throws -> Member {
        let new = NewMember(name: name, email: email, role: role, sections: sections)
        let invitation = try await desk.addMember(new, by: .commandLine)
        let signIn = try await setPassword(invitation.token)
        try await desk.signOut(token: signIn.token, from: .home)
        return signIn.member
    }

    /// Sets a password by a link, for a member without a second factor.
    func setPassword(_ link: String, _ password: String = password, from caller: Caller = .home) async throws -> SignIn
    {
        try #require(try await desk.setPassword(link: link, password: password, from: caller).signIn)
    }

    /// Signs in a member without a second factor.
    func signIn(
        _ email: String = EmailAddress.citra.text,
        _ password: String = password,
        from caller: Caller = .home,
        replacing former: String? = nil
    ) async throws -> SignIn {
        try #require(
            try await desk.signIn(email: email, password: password, from: caller, replacing: former).signIn
        )
    }

    /// The code of the error with which a sign-in fails; nil where it does not.
    func failure(
        _ email: String = EmailAddress.citra.text,
        _ password: String = "salah salah salah",
        from caller: Caller = .home
    ) async -> NewsError.Code? {
        do {
            _ = try await desk.signIn(email: email, password: password, from: caller)
            return nil
        } catch {
            return (error as? NewsError)?.code
        }
    }

    func member(_ token: String) async throws -> Member? {
        try await desk.member(session: token, from: .home)?.member
    }

    /// The acts of the security log, the oldest first.
    func acts(of member: Member? = nil) async throws -> [SecurityEvent.Act] {
        try await desk.securityLog(of: member?.number, limit: 1_000).reversed().map(\.act)
    }
}
