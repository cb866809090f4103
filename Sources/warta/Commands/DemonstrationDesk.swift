import Application
import Editorial
import News

/// A desk of four for the demonstration newspaper, one of each role.
struct DemonstrationDesk {
    let members: [Member]
    /// The same for all of them, and another on each machine.
    let password: String

    /// Adds the four, and sets their password as they would: by their links.
    static func make(_ desk: Desk) async throws -> DemonstrationDesk {
        var chance = SystemRandomNumberGenerator()
        let signs = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let groups = (0..<3).map { _ in String((0..<4).compactMap { _ in signs.randomElement(using: &chance) }) }
        let password = groups.joined(separator: "-")
        let caller = Caller(address: "127.0.0.1", network: "127.0.0.1")
        var members: [Member] = []
        for (name, email, role) in cast {
            let new = NewMember(name: name, email: try EmailAddress(email), role: role)
            let invitation = try await desk.addMember(new, by: .commandLine)
            let step = try await desk.setPassword(link: invitation.token, password: password, from: caller)
            if let signIn = step.signIn { try await desk.signOut(token: signIn.token, from: caller) }
            members.append(invitation.member)
        }
        return DemonstrationDesk(members: members, password: password)
    }

    /// Says how to sign in.
    /// - Parameter start: Scheme, host and port of the newspaper.
    func show(at start: String) {
        Terminal.say("The newsroom is at \(start)/newsroom; everybody's password is \(password):")
        for member in members {
            let role = member.role.rawValue.replacing("_", with: " ")
            Terminal.say("  \(member.email)  \(member.name), \(role)")
        }
    }

    private static let cast: [(String, String, Role)] = [
        ("Citra Lestari", "reporter@warta.example", .reporter), ("Bagus Santoso", "editor@warta.example", .editor),
        ("Dewi Anggraini", "managing@warta.example", .managingEditor),
        ("Eko Prasetyo", "admin@warta.example", .administrator),
    ]
}
