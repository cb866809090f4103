internal import Logging
public import News
internal import Storage

extension Desk {
    /// Takes down that somebody has forgotten the password of an account, who is then sent a link.
    ///
    /// Whether anybody has that address is not asked here: the answer, and the time it takes, say nothing of it.
    /// - Parameters:
    ///   - email: As it was typed.
    ///   - caller: From where.
    /// - Throws: `invalid` where it is no address; `throttled` where too many links were asked for it, or from there;
    ///   `refused` where the house sends no mail.
    public func askForLink(email: String, from caller: Caller) async throws {
        guard sendsMail else {
            throw NewsError(.refused, "No mail is sent from here; ask an administrator for a link.")
        }
        let email = try EmailAddress(email)
        let counted: [Counted] = [
            (Secret.digest(of: "recovery\n\(email.key)"), .recovery),
            (Secret.digest(of: "recovery network\n\(caller.network)"), .recoveryNetwork),
        ]
        let now = clock()
        try await store.write { transaction in
            let wait = try transaction.wait(counted, at: now)
            guard wait == 0 else {
                throw NewsError(.throttled, "Too many links were asked for; try again in \(wait) seconds.")
            }
            try transaction.charge(counted, at: now)
            try transaction.addRecoveryRequest(
                RecoveryRequest(
                    email: email,
                    site: transaction.siteNumber,
                    at: now,
                    address: caller.address,
                    device: caller.device
                )
            )
        }
    }

    /// Writes a letter with a link to each member who has forgotten their password, and forgets the addresses that nobody
    /// has.
    ///
    /// Links that were made before go on working: else somebody who asks again and again could keep a member out.
    public func answerRecoveryRequests() async throws {
        guard try await !store.read({ try $0.recoveryRequests(limit: 1).isEmpty }) else { return }
        let now = clock()
        try await store.write { transaction in
            for request in try transaction.recoveryRequests(limit: 100) {
                try transaction.dropRecoveryRequest(request.number)
                guard let member = try transaction.member(email: request.email), member.isActive else { continue }
                try transaction.write(
                    .recovery,
                    to: member,
                    by: LetterOrigin(request),
                    in: request.site,
                    linkUntil: now.adding(seconds: OneTimeLink.recoveryLifetime),
                    at: now
                )
                try transaction.log(
                    SecurityEvent(
                        at: now,
                        act: .linkAskedFor,
                        member: member.number,
                        actor: nil,
                        address: request.address,
                        detail: request.device
                    )
                )
            }
        }
    }
}
