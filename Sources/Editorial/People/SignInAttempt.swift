internal import News
internal import Storage

/// Somebody who wants to sign in, and by what their wrong passwords are counted.
///
/// The counts are kept under digests: what is typed into the field of the address is sometimes the password.
struct SignInAttempt: Sendable {
    /// Nil where what was typed is no address; it is treated like one that nobody has.
    let email: EmailAddress?
    let caller: Caller
    private let pair: String
    private let account: String
    private let network: String

    init(email text: String, from caller: Caller) {
        let email = try? EmailAddress(text)
        let key = email?.key ?? text.beginning(bytes: EmailAddress.longest)
        self.email = email
        self.caller = caller
        pair = Secret.digest(of: "pair\n\(caller.network)\n\(key)")
        account = Secret.digest(of: "account\n\(key)")
        network = Secret.digest(of: "network\n\(caller.network)")
    }

    init(of member: Member, from caller: Caller) {
        self.init(email: member.email.text, from: caller)
    }

    /// Seconds since a member's last sign-in for which a network counts as theirs: 90 days.
    static let networkIsKnown: Int64 = 90 * 86_400

    /// The account as it is now, and whether anybody guesses at it too fast.
    struct Account: Sendable {
        let member: Member?
        let hash: String?
        /// Seconds until the next attempt is let through.
        let wait: Int64
    }

    /// Looks up the account, and whether the attempt has to wait.
    func look(in transaction: ReadTransaction, at now: Timestamp) throws -> Account {
        let member = try email.flatMap { try transaction.member(email: $0) }
        let wait = try transaction.wait(counted(in: transaction, member, at: now), at: now)
        // An account that is deactivated is answered as one that is not there.
        let hash = try member.flatMap { $0.isActive ? try transaction.passwordHash(of: $0.number) : nil }
        return Account(member: member, hash: hash, wait: wait)
    }

    /// Counts the attempt as a wrong one, before anybody knows: many at once are counted as many in a row.
    func charge(in transaction: WriteTransaction, _ member: Member?, at now: Timestamp) throws {
        try transaction.charge(counted(in: transaction, member, at: now), at: now)
    }

    /// Takes that back, as the password was right.
    ///
    /// Of the network only this attempt is forgotten: whoever guesses at the accounts of others may have one of their own.
    func settle(in transaction: WriteTransaction, _ member: Member, at now: Timestamp) throws {
        for (subject, limit) in try counted(in: transaction, member, at: now) where subject != pair {
            var tally = try transaction.failures(subject)
            tally.takeBack(limit)
            try transaction.keep(tally, of: subject, at: now)
        }
        try transaction.forgetFailures(pair)
    }

    /// Strangers who guess at an account slow one another down, and not its member where they have signed in before.
    private func counted(
        in transaction: ReadTransaction,
        _ member: Member?,
        at now: Timestamp
    ) throws -> [Counted] {
        let isKnown = try member.map { member in
            let since = now.adding(seconds: -Self.networkIsKnown)
            return try transaction.hasKnownNetwork(member.number, caller.network, since: since)
        }
        let own: [Counted] = [(pair, .pair), (network, .network)]
        return isKnown == true ? own : own + [(account, .account)]
    }
}
