internal import BuiltIn
internal import News

/// How passwords are hashed and compared, and which may be chosen.
package struct Passwords: Sendable {
    private let threads = PasswordThreads()
    private let cost: PasswordHash.Cost

    /// What members sign in with; the threads are one set for the whole process.
    package static let usual = Passwords(cost: .usual)

    /// For tests, which sign in often.
    package static func cheap() -> Passwords {
        Passwords(cost: PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1))
    }

    /// How many hashes were made, right or wrong: by that work is measured.
    package var computed: Int { threads.finished }

    private init(cost: PasswordHash.Cost) {
        self.cost = cost
    }

    /// Read when the first password is chosen: most commands have nothing to do with any.
    private static let rules: PasswordRules = {
        let list = BuiltInFiles.files(under: "passwords/")["common.txt"] ?? []
        let lines = String(decoding: list, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        return PasswordRules(common: lines.map(String.init))
    }()

    /// A password that a member chooses.
    /// - Throws: `invalid`, as ``PasswordRules`` says.
    func chosen(_ text: String, by member: Member, at newspapers: [String]) throws -> Password {
        try Self.rules.check(text, of: member, at: newspapers)
    }

    /// The stored form of a password.
    /// - Throws: `unavailable` where too many wait for it.
    func hash(_ password: Password, for network: String) async throws -> String {
        let cost = cost
        return try await threads.run(for: network) { try PasswordHash(password, cost: cost).stored }
    }

    /// Whether somebody typed the password of an account.
    ///
    /// It takes the same work where there is no account, none with a password, or what was typed can be no password.
    /// - Throws: `unavailable` where too many wait for it.
    func matches(_ typed: String, _ stored: String?, for network: String) async throws -> Bool {
        let password = Password(typed: typed)
        let hash = stored.flatMap { PasswordHash(stored: $0) } ?? PasswordHash(ofNothing: cost)
        return try await threads.run(for: network) {
            let matches = try hash.matches(password?.bytes ?? [0])
            return matches && password != nil
        }
    }

    /// Whether a stored form was made at another cost than is usual now.
    func isOutdated(_ stored: String) -> Bool {
        PasswordHash(stored: stored)?.cost != cost
    }
}
