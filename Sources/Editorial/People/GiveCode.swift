internal import Logging
public import News
internal import Storage

extension Desk {
    /// Signs in whoever gave the right password and now a code: one of the authenticator app, or a recovery code.
    ///
    /// A code of the app is taken once; a recovery code is used up.
    /// - Parameters:
    ///   - challenge: What the right password was answered with.
    ///   - code: As it was typed.
    ///   - caller: From where.
    ///   - former: The token that the browser had before; its session ends.
    /// - Throws: `notFound` where the password was given too long ago; `refused` where the code is wrong; `throttled` where
    ///   too many were.
    public func signIn(
        challenge: String,
        code: String,
        from caller: Caller,
        replacing former: String? = nil
    ) async throws -> SignIn {
        let now = clock()
        // A wrong code is counted and logged: what comes of it is thrown after that is on disk.
        let outcome = try await store.write { transaction -> Result<SignIn, NewsError> in
            guard let secret = Secret(shown: challenge),
                let number = try transaction.challenged(digest: secret.digest, at: now),
                let member = try transaction.member(number), member.isActive
            else { return .failure(Self.tooLate) }
            let proof = try transaction.prove(member, code, from: caller, at: now)
            guard case .right(let isRecovery) = proof else { return .failure(proof.fault) }
            if isRecovery {
                try transaction.log(member.event(.recoveryCodeUsed, from: caller, at: now))
                try mail.tell(.recoveryCodeUsed, to: member, by: LetterOrigin(caller), in: transaction, at: now)
            }
            try transaction.dropChallenges(of: number)
            try transaction.endSession(ofToken: former)
            return .success(try transaction.signIn(member, .signedIn, from: caller, at: now))
        }
        return try outcome.get()
    }

    private static let tooLate = NewsError(.notFound, "That took too long; sign in with your password again.")
}

/// What came of a code.
enum CodeProof {
    case right(isRecovery: Bool)
    case wrong
    /// Seconds until the next one is looked at.
    case wait(Int64)

    /// What to say where it is not right.
    var fault: NewsError {
        if case .wait(let seconds) = self {
            return NewsError(
                .throttled,
                "Too many wrong codes; try again in \(seconds) seconds, or use a recovery code."
            )
        }
        return NewsError(.refused, "The code is wrong; take the one that the app shows now, or a recovery code.")
    }
}

extension WriteTransaction {
    /// Looks at a code that a member gives, and remembers what came of it.
    ///
    /// Recovery codes are too long to be guessed: they are looked at however many codes were wrong.
    func prove(_ member: Member, _ code: String, from caller: Caller, at now: Timestamp) throws -> CodeProof {
        let subject = Secret.digest(of: "code\n\(member.number)")
        var tally = try failures(subject)
        if let digest = RecoveryCode.digest(of: code, member.number) {
            if try useRecoveryCode(digest: digest, of: member.number) { return .right(isRecovery: true) }
        } else {
            let wait = tally.wait(.code, at: now)
            if wait > 0 { return .wait(wait) }
            if try takeCode(code, of: member.number, at: now) {
                try forgetFailures(subject)
                return .right(isRecovery: false)
            }
        }
        tally.add(.code, at: now)
        try keep(tally, of: subject, at: now)
        try log(member.failedSignIn(from: caller, at: now, "second factor"))
        return .wrong
    }

    /// Whether it is a code of the member's app, and one that was not taken before.
    func takeCode(_ code: String, of member: MemberNumber, at now: Timestamp) throws -> Bool {
        guard let factor = try factor(of: member), let app = TimedCode(base32: factor.secret),
            let step = app.step(of: code, at: now, after: factor.lastStep)
        else { return false }
        try noteCode(of: member, step: step)
        return true
    }
}
