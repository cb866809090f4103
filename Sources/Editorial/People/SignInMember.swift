internal import Logging
public import News
internal import Storage

extension Desk {
    /// Signs a member in by address and password; whoever has a second factor gives a code next.
    ///
    /// An address that nobody has, or one whose member is deactivated or has no password yet, gets the same answer after
    /// the same work.
    /// - Parameters:
    ///   - email: As it was typed.
    ///   - password: As it was typed.
    ///   - caller: From where.
    ///   - former: The token that the browser had before; its session ends.
    /// - Throws: `refused` where address or password is wrong; `throttled` where too many were; `unavailable` where too
    ///   many people sign in at once.
    public func signIn(
        email: String,
        password: String,
        from caller: Caller,
        replacing former: String? = nil
    ) async throws -> SignInStep {
        let attempt = SignInAttempt(email: email, from: caller)
        let account = try await prove(attempt, password)
        guard let member = account.member, let hash = account.hash else { throw Self.wrong }
        let newHash = try await strengthened(hash, password, for: caller)
        let now = clock()
        let step = try await store.write { [former] transaction -> SignInStep? in
            // What was true before the password was hashed may not be so any more.
            guard let present = try transaction.member(number: member.number, withPassword: hash) else { return nil }
            if let newHash { try transaction.setPassword(of: present.number, hash: newHash) }
            try attempt.settle(in: transaction, present, at: now)
            return try transaction.letIn(present, .signedIn, replacing: former, from: caller, at: now)
        }
        guard let step else { throw Self.wrong }
        logger.info("signed in", metadata: ["member": "\(member.number)"])
        return step
    }

    static let wrong = NewsError(
        .refused,
        "The e-mail address or the password is wrong; try again, or ask an administrator for a link to set another."
    )

    /// Has somebody show that they know the password of an account; each attempt is counted, and a wrong one logged.
    /// - Throws: `refused`, `throttled`, `unavailable`, as ``signIn(email:password:from:replacing:)``.
    func prove(_ attempt: SignInAttempt, _ password: String) async throws -> SignInAttempt.Account {
        let now = clock()
        // Whoever has to wait is told so before anybody else has to wait for them.
        try Self.checkWait(try await store.read { try attempt.look(in: $0, at: now) })
        let account = try await store.write { transaction in
            let account = try attempt.look(in: transaction, at: now)
            try Self.checkWait(account)
            try attempt.charge(in: transaction, account.member, at: now)
            return account
        }
        let isRight = try await passwords.matches(password, account.hash, for: attempt.caller.network)
        if isRight { return account }
        let later = clock()
        try await store.write { transaction in
            let member = account.member?.number
            let address = attempt.caller.address
            let wait = try attempt.look(in: transaction, at: later).wait
            let acts: [SecurityEvent.Act] = wait > 0 ? [.signInFailed, .signInsSlowed] : [.signInFailed]
            for act in acts {
                try transaction.log(SecurityEvent(at: later, act: act, member: member, actor: nil, address: address))
            }
        }
        throw Self.wrong
    }

    private static func checkWait(_ account: SignInAttempt.Account) throws {
        guard account.wait > 0 else { return }
        throw NewsError(.throttled, "Too many wrong passwords; try again in \(account.wait) seconds.")
    }

    /// The password hashed anew, where the stored hash was made at another cost.
    private func strengthened(_ hash: String, _ password: String, for caller: Caller) async throws -> String? {
        guard passwords.isOutdated(hash), let password = Password(typed: password) else { return nil }
        return try await passwords.hash(password, for: caller.network)
    }
}

extension ReadTransaction {
    /// The member, if they may sign in with that very password still.
    func member(number: MemberNumber, withPassword hash: String) throws -> Member? {
        guard let member = try member(number), member.isActive, try passwordHash(of: number) == hash else { return nil }
        return member
    }
}

extension WriteTransaction {
    /// Begins a session for whoever gave the right password, or asks for a code first where there is a second factor.
    /// - Parameters:
    ///   - member: Who it is.
    ///   - act: What the log says of it.
    ///   - former: The token that the browser had before.
    ///   - caller: From where.
    ///   - now: When.
    func letIn(
        _ member: Member,
        _ act: SecurityEvent.Act,
        replacing former: String? = nil,
        from caller: Caller,
        at now: Timestamp
    ) throws -> SignInStep {
        guard try factor(of: member.number)?.since != nil else {
            try endSession(ofToken: former)
            return .signedIn(try signIn(member, act, from: caller, at: now))
        }
        if act != .signedIn { try log(member.event(act, from: caller, at: now, caller.device)) }
        let secret = Secret()
        let end = now.adding(seconds: SecondFactor.patience)
        try challenge(member.number, digest: secret.digest, until: end, at: now)
        return .needsCode(challenge: secret.text)
    }

    /// Begins a session under a token of its own, notes from where, and logs why.
    func signIn(
        _ member: Member,
        _ act: SecurityEvent.Act,
        from caller: Caller,
        at now: Timestamp,
        by means: String = ""
    ) throws -> SignIn {
        let secret = Secret()
        try noteNetwork(
            member.number,
            caller.network,
            at: now,
            forgettingBefore: now.adding(seconds: -SignInAttempt.networkIsKnown)
        )
        try beginSession(digest: secret.digest, of: member.number, from: caller, at: now)
        let words = [caller.device, means].filter { !$0.isEmpty }.joined(separator: ", ")
        try log(member.event(act, from: caller, at: now, words))
        return SignIn(token: secret.text, member: member)
    }

    /// Ends the session of a token that a browser shows, if it is one.
    /// - Returns: The session.
    @discardableResult
    func endSession(ofToken token: String?) throws -> Session? {
        guard let secret = token.flatMap({ Secret(shown: $0) }), let session = try session(digest: secret.digest) else {
            return nil
        }
        try endSession(session.number, of: session.member)
        return session
    }
}

extension Member {
    /// A line of the security log about what a member did with their own account.
    func event(
        _ act: SecurityEvent.Act,
        from caller: Caller,
        at now: Timestamp,
        _ detail: String = ""
    ) -> SecurityEvent {
        SecurityEvent(at: now, act: act, member: number, actor: actor, address: caller.address, detail: detail)
    }

    /// The line of the log on somebody who tried to come in as the member; that it was the member, nobody knows.
    func failedSignIn(from caller: Caller, at now: Timestamp, _ detail: String) -> SecurityEvent {
        SecurityEvent(
            at: now,
            act: .signInFailed,
            member: number,
            actor: nil,
            address: caller.address,
            detail: detail
        )
    }
}
