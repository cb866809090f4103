public import News
internal import Storage

extension Desk {
    /// A manager who has shown once more that they know their own password.
    /// - Throws: `refused` where nobody is signed in with the token, or the password is wrong; `throttled`; `unavailable`.
    public func provenManager(session token: String, password: String, from caller: Caller) async throws -> Manager {
        try await provingAgain(session: token, password, from: caller) { _, member, _ in
            Manager(member, from: caller).proven
        }
    }

    /// Changes something of a member's own account, after they have shown once more that they know the password.
    func provingAgain<T: Sendable>(
        session token: String,
        _ password: String,
        from caller: Caller,
        _ body: @escaping @Sendable (WriteTransaction, Member, Timestamp) throws -> T
    ) async throws -> T {
        let start = clock()
        let member = try await store.read { try $0.signedIn(token, at: start).1 }
        let attempt = SignInAttempt(of: member, from: caller)
        guard let hash = try await proveAgain(attempt, password).hash else { throw Self.wrongOld }
        let now = clock()
        return try await store.write { transaction in
            _ = try transaction.signedIn(token, at: now)
            guard let present = try transaction.member(number: member.number, withPassword: hash) else {
                throw Self.wrongOld
            }
            try attempt.settle(in: transaction, present, at: now)
            return try body(transaction, present, now)
        }
    }

    private static let wrongOld = NewsError(.refused, "The present password is wrong; nothing was changed.")

    private func proveAgain(_ attempt: SignInAttempt, _ password: String) async throws -> SignInAttempt.Account {
        do {
            return try await prove(attempt, password)
        } catch let error as NewsError {
            throw error == Self.wrong ? Self.wrongOld : error
        }
    }
}
