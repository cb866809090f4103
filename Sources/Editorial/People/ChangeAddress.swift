public import News
internal import Storage

extension Desk {
    /// Changes the address with which a member signs in, for which the password is asked once more.
    ///
    /// Links that were made before go: they may have been sent to the old address.
    /// - Throws: `refused` where nobody is signed in with the token, or the password is wrong; `conflict` where another member
    ///   has the address; `throttled`; `unavailable`.
    @discardableResult
    public func changeAddress(
        session token: String,
        password: String,
        to email: EmailAddress,
        from caller: Caller
    ) async throws -> Member {
        try await provingAgain(session: token, password, from: caller) { transaction, before, now in
            let after = try before.changed(by: MemberChange(email: email))
            guard after.differs(from: before) else { return after }
            try transaction.updateMember(after)
            try transaction.dropLink(of: after.number)
            let words = before.differencesInWords(to: after)
            try transaction.log(before.event(.memberChanged, from: caller, at: now, words))
            if after.email != before.email {
                try mail.tellOfAddress(before, after, by: LetterOrigin(caller), in: transaction, at: now)
            }
            return after
        }
    }
}
