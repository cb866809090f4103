internal import Logging
public import News
internal import Storage

extension Desk {
    /// A member's second factor; nil where none is asked for.
    public func secondFactor(of member: MemberNumber) async throws -> SecondFactor? {
        try await store.read { transaction in
            guard let since = try transaction.factor(of: member)?.since else { return nil }
            return SecondFactor(since: since, recoveryCodes: try transaction.recoveryCodes(of: member))
        }
    }

    /// Begins to set up a second factor, for which the password is asked once more.
    ///
    /// Nothing is asked for at sign-in until ``confirmSecondFactor(session:code:from:)`` was given one right code.
    /// - Returns: What the authenticator app is told; nobody can ask for it again.
    /// - Throws: `refused` where nobody is signed in with the token, the password is wrong, or a factor is on already;
    ///   `throttled`; `unavailable`.
    public func beginSecondFactor(
        session token: String,
        password: String,
        from caller: Caller
    ) async throws -> SecondFactorSetup {
        let app = TimedCode()
        return try await provingAgain(session: token, password, from: caller) { transaction, member, _ in
            guard try transaction.factor(of: member.number)?.since == nil else {
                throw NewsError(.refused, "A second factor is on already; switch it off to set up another.")
            }
            try transaction.beginFactor(of: member.number, secret: app.base32)
            let newspaper = try transaction.newspaperNames().first ?? ""
            return SecondFactorSetup(secret: app.base32, email: member.email, newspaper: newspaper)
        }
    }

    /// Switches the second factor on that is being set up, after one right code; all other sessions end.
    /// - Returns: The recovery codes, which nobody can ask for again.
    /// - Throws: `refused` where nobody is signed in with the token, none is being set up, or the code is wrong;
    ///   `throttled` where too many were.
    public func confirmSecondFactor(session token: String, code: String, from caller: Caller) async throws -> [String] {
        let now = clock()
        let codes = (0..<SecondFactor.recoveryCodesGiven).map { _ in RecoveryCode().text }
        let outcome = try await store.write { transaction -> Result<[String], NewsError> in
            let (session, member) = try transaction.signedIn(token, at: now)
            guard let factor = try transaction.factor(of: member.number), factor.since == nil else {
                throw NewsError(.refused, "No second factor is being set up; begin again.")
            }
            let proof = try transaction.prove(member, code, from: caller, at: now)
            guard case .right = proof else { return .failure(proof.fault) }
            let digests = codes.compactMap { RecoveryCode.digest(of: $0, member.number) }
            try transaction.switchOnFactor(of: member.number, recoveryDigests: digests, at: now)
            try transaction.endSessions(besides: session)
            try transaction.log(member.event(.factorAdded, from: caller, at: now))
            try mail.tell(.factorAdded, to: member, by: LetterOrigin(caller), in: transaction, at: now)
            return .success(codes)
        }
        return try outcome.get()
    }

    /// Switches a member's own second factor off, for which the password is asked once more.
    /// - Throws: `refused` where nobody is signed in with the token, or the password is wrong; `throttled`; `unavailable`.
    public func endSecondFactor(session token: String, password: String, from caller: Caller) async throws {
        try await provingAgain(session: token, password, from: caller) { transaction, member, now in
            guard let factor = try transaction.factor(of: member.number) else { return }
            try transaction.dropFactor(of: member.number)
            try transaction.log(member.event(.factorRemoved, from: caller, at: now))
            // One that was never switched on was asked for nowhere.
            guard factor.since != nil else { return }
            try mail.tell(.factorRemoved, to: member, by: LetterOrigin(caller), in: transaction, at: now)
        }
    }

    /// Asks a member for no second factor any more, as when phone and recovery codes are lost; passkeys go as well, and all
    /// their sessions end.
    /// - Throws: `notFound`; `refused` where the manager may not or has not proven who they are, or the member has none.
    @discardableResult
    public func resetSecondFactor(_ number: MemberNumber, by manager: Manager) async throws -> Member {
        try await manage(by: manager) { transaction, now in
            let member = try transaction.existing(number)
            try manager.checkProven()
            let hasFactor = try transaction.factor(of: number)?.since != nil
            guard try hasFactor || !transaction.passkeys(of: number).isEmpty else {
                throw NewsError(.conflict, "\(member.name) has no second factor and no passkey.")
            }
            try transaction.dropFactor(of: number)
            try transaction.dropPasskeys(of: number)
            try transaction.endSessions(of: number)
            try transaction.log(manager.event(.factorRemoved, member, at: now))
            try mail.tell(.factorRemoved, to: member, by: LetterOrigin(manager), in: transaction, at: now)
            return member
        }
    }
}
