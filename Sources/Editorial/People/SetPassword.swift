public import News
internal import Storage

extension Desk {
    /// What a one-time link is for; opening it changes nothing.
    /// - Throws: `notFound` where it was used, replaced, has ended, or never was one.
    public func openLink(token: String) async throws -> OneTimeLink {
        let now = clock()
        return try await store.read { try $0.link(shown: token, at: now) }
    }

    /// Sets a member's password by a one-time link, which is used up by it, and signs the member in; all other sessions
    /// end.
    ///
    /// Whoever has a second factor gives a code next: a link takes the place of the password alone. Passkeys go on working
    /// but for those that are named.
    /// - Parameters:
    ///   - token: The link's secret.
    ///   - password: The new one.
    ///   - removed: Numbers of passkeys that are removed with it; others than the member's are not looked at.
    ///   - caller: From where.
    ///   - former: The token that the browser had before; its session ends.
    /// - Throws: `notFound` where the link cannot be used; `invalid` where the password cannot be chosen; `unavailable`
    ///   where too many people sign in at once. In the last two cases the link can be used again.
    public func setPassword(
        link token: String,
        password: String,
        removing removed: Set<Int64> = [],
        from caller: Caller,
        replacing former: String? = nil
    ) async throws -> SignInStep {
        let start = clock()
        let (link, newspapers) = try await store.read { transaction in
            (try transaction.link(shown: token, at: start), try transaction.newspaperNames())
        }
        let chosen = try passwords.chosen(password, by: link.member, at: newspapers)
        let hash = try await passwords.hash(chosen, for: caller.network)
        let now = clock()
        return try await store.write { transaction in
            let link = try transaction.link(shown: token, at: now)
            let member = link.member
            try transaction.replacePassword(of: member.number, hash: hash)
            for passkey in try transaction.passkeys(of: member.number) where removed.contains(passkey.number) {
                try transaction.dropPasskey(passkey.number, of: member.number)
                try transaction.log(member.event(.passkeyRemoved, from: caller, at: now, passkey.name))
                let origin = LetterOrigin(caller)
                try mail.tell(.passkeyRemoved, to: member, by: origin, passkey.name, in: transaction, at: now)
            }
            if !link.isFirst {
                try mail.tell(.passwordChanged, to: member, by: LetterOrigin(caller), in: transaction, at: now)
            }
            return try transaction.letIn(member, .passwordSet, replacing: former, from: caller, at: now)
        }
    }

    /// Changes a member's own password, for which the old one is asked once more; all sessions end, and this browser's
    /// goes on under another token.
    /// - Throws: `refused` where nobody is signed in with the token, or the old password is wrong; `invalid` where the new
    ///   one cannot be chosen; `throttled`; `unavailable`.
    public func changePassword(
        session token: String,
        old: String,
        new: String,
        from caller: Caller
    ) async throws -> SignIn {
        let start = clock()
        let (member, newspapers) = try await store.read { transaction in
            (try transaction.signedIn(token, at: start).1, try transaction.newspaperNames())
        }
        let chosen = try passwords.chosen(new, by: member, at: newspapers)
        let hash = try await passwords.hash(chosen, for: caller.network)
        return try await provingAgain(session: token, old, from: caller) { transaction, member, now in
            try transaction.replacePassword(of: member.number, hash: hash)
            try mail.tell(.passwordChanged, to: member, by: LetterOrigin(caller), in: transaction, at: now)
            return try transaction.signIn(member, .passwordChanged, from: caller, at: now)
        }
    }
}

extension WriteTransaction {
    /// Sets a member's password; link and sessions, which the old one or its owner may have let others have, are over.
    fileprivate func replacePassword(of member: MemberNumber, hash: String) throws {
        try setPassword(of: member, hash: hash)
        try dropLink(of: member)
        try endSessions(of: member)
    }
}

extension ReadTransaction {
    fileprivate func link(shown token: String, at now: Timestamp) throws -> OneTimeLink {
        guard let secret = Secret(shown: token), let link = try link(digest: secret.digest, at: now) else {
            throw NewsError(
                .notFound,
                "This link was used already, was replaced by another, or has ended; ask an administrator for a new one."
            )
        }
        return link
    }
}
