internal import News
internal import Storage

/// Where verbs write letters to members: in the transaction that does what the letter tells.
struct OutgoingMail: Sendable {
    /// Whether the house sends mail; else nothing is written.
    let isOn: Bool

    /// Tells a member what happened to their account.
    /// - Parameters:
    ///   - kind: What.
    ///   - member: Whom it concerns.
    ///   - recipient: Where the letter goes, if not to the member's address.
    ///   - origin: Who did it and from where.
    ///   - detail: What else the letter says.
    ///   - transaction: In which it happened.
    ///   - now: When.
    func tell(
        _ kind: Letter.Kind,
        to member: Member,
        addressed recipient: EmailAddress? = nil,
        by origin: LetterOrigin,
        _ detail: String = "",
        in transaction: WriteTransaction,
        at now: Timestamp
    ) throws {
        guard isOn else { return }
        try transaction.write(kind, to: member, addressed: recipient, by: origin, detail, linkUntil: nil, at: now)
    }

    /// Tells a member that their address is another, at the old one and at the new one.
    func tellOfAddress(
        _ before: Member,
        _ after: Member,
        by origin: LetterOrigin,
        in transaction: WriteTransaction,
        at now: Timestamp
    ) throws {
        for address in [before.email, after.email] {
            let new = after.email.text
            try tell(.emailChanged, to: after, addressed: address, by: origin, new, in: transaction, at: now)
        }
    }
}

/// Who did what a letter tells, and from where.
struct LetterOrigin: Sendable {
    /// Nil for the member themselves.
    let actor: Actor?
    let address: String
    let device: String

    init(_ caller: Caller) {
        actor = nil
        address = caller.address
        device = caller.device
    }

    init(_ manager: Manager) {
        actor = manager.actor
        address = manager.address
        device = ""
    }

    init(_ request: RecoveryRequest) {
        actor = nil
        address = request.address
        device = request.device
    }
}

extension WriteTransaction {
    /// Adds a letter to those that are to be sent.
    func write(
        _ kind: Letter.Kind,
        to member: Member,
        addressed recipient: EmailAddress? = nil,
        by origin: LetterOrigin,
        _ detail: String = "",
        in site: SiteNumber? = nil,
        linkUntil: Timestamp?,
        at now: Timestamp
    ) throws {
        try addLetter(
            Letter(
                // Half of a secret: nobody can tell the next from it.
                identifier: String(Secret().text.prefix(32)),
                site: site ?? siteNumber,
                kind: kind,
                member: member.number,
                recipient: recipient ?? member.email,
                written: now,
                actor: origin.actor,
                address: origin.address,
                device: origin.device,
                detail: detail,
                linkUntil: linkUntil
            )
        )
    }
}
