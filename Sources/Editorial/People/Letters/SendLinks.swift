public import News
internal import Storage

extension Desk {
    /// Whether letters to members are sent by mail.
    public var sendsMail: Bool { mail.isOn }

    /// Adds a member, and sends them the one-time link by which they set their first password.
    /// - Throws: As ``addMember(_:by:)``; `refused` also where the house sends no mail.
    @discardableResult
    public func addMemberByMail(_ new: NewMember, by manager: Manager) async throws -> Member {
        let new = try new.checked()
        try checkMail()
        return try await manage(by: manager) { transaction, now in
            let member = try transaction.add(new, by: manager, at: now)
            try transaction.sendLink(to: member, by: manager, at: now)
            return member
        }
    }

    /// Sends a member a one-time link by which they set a password: the first, or another for one that was forgotten.
    ///
    /// The links that were made before can no longer be used; the password stays until the link is used.
    /// - Throws: `notFound`; `refused` where the manager may not, the member is deactivated, or the house sends no mail.
    @discardableResult
    public func inviteByMail(_ number: MemberNumber, by manager: Manager) async throws -> Member {
        try checkMail()
        return try await manage(by: manager) { transaction, now in
            let member = try transaction.invitable(number)
            try transaction.sendLink(to: member, by: manager, at: now)
            return member
        }
    }

    private func checkMail() throws {
        guard sendsMail else { throw NewsError(.refused, "No mail is sent from here; make a link and hand it over.") }
    }

    /// A member's letters, the newest first: what was sent, what waits, what could not be delivered.
    public func letters(of member: MemberNumber, limit: Int = 10) async throws -> [Letter] {
        try await store.read { try $0.letters(of: member, limit: limit) }
    }
}

extension WriteTransaction {
    fileprivate func sendLink(to member: Member, by manager: Manager, at now: Timestamp) throws {
        try dropLink(of: member.number)
        let isFirst = try passwordHash(of: member.number) == nil
        try write(
            isFirst ? .invitation : .recovery,
            to: member,
            by: LetterOrigin(manager),
            linkUntil: now.adding(seconds: OneTimeLink.lifetime),
            at: now
        )
        try log(manager.event(.linkMade, member, at: now, "by mail to \(member.email)"))
    }
}
