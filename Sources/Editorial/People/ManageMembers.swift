public import News
internal import Storage

extension Desk {
    /// All members, those who are active first, by name.
    public func members() async throws -> [Member] {
        try await store.read { try $0.members() }
    }

    /// The member who signs in with an address.
    /// - Throws: `notFound` where nobody does.
    public func member(email: EmailAddress) async throws -> Member {
        guard let member = try await store.read({ try $0.member(email: email) }) else {
            throw NewsError(.notFound, "Nobody signs in with the address \(email).")
        }
        return member
    }

    /// Whether the newsroom has any member.
    public func hasMembers() async throws -> Bool {
        try await store.read { try $0.hasMembers() }
    }

    /// Adds a member, and makes the one-time link by which they set their first password.
    /// - Throws: `refused` where the manager may not, or makes an administrator without having proven who they are; `invalid` where the name is empty or too long, or sections are named
    ///   for a role that works in all; `notFound` where there is no such section; `conflict` where another member has the
    ///   address.
    public func addMember(_ new: NewMember, by manager: Manager) async throws -> Invitation {
        let new = try new.checked()
        return try await manage(by: manager) { transaction, now in
            try transaction.invite(try transaction.add(new, by: manager, at: now), by: manager, at: now)
        }
    }

    /// Changes a member's name, address, role or sections.
    ///
    /// A link that was made before goes where the address changes: it may have been sent there.
    /// - Throws: `notFound`; as ``addMember(_:by:)``; `refused` also where no administrator would be left, and where the
    ///   address changes and the manager has not proven who they are.
    public func changeMember(_ number: MemberNumber, _ change: MemberChange, by manager: Manager) async throws -> Member
    {
        try await manage(by: manager) { transaction, now in
            let before = try transaction.existing(number)
            let after = try before.changed(by: change)
            guard after.differs(from: before) else { return after }
            if after.email != before.email { try manager.checkProven() }
            if after.role == .administrator, before.role != .administrator { try manager.checkProven() }
            if after.role != .administrator { try transaction.checkOthersManage(besides: before) }
            try transaction.checkKnown(after.sections.subtracting(before.sections))
            try transaction.updateMember(after)
            if after.email != before.email {
                try transaction.dropLink(of: number)
                try mail.tellOfAddress(before, after, by: LetterOrigin(manager), in: transaction, at: now)
            }
            try transaction.log(manager.event(.memberChanged, after, at: now, before.differencesInWords(to: after)))
            return after
        }
    }

    /// Lets a member sign in no longer, and ends their sessions and their link.
    ///
    /// What they did keeps their name.
    /// - Throws: `notFound`; `refused` where the manager may not, the member is deactivated already, or no administrator
    ///   would be left.
    @discardableResult
    public func deactivateMember(_ number: MemberNumber, by manager: Manager) async throws -> Member {
        try await manage(by: manager) { transaction, now in
            let before = try transaction.existing(number)
            guard before.isActive else { throw NewsError(.refused, "\(before.name) is deactivated already.") }
            try transaction.checkOthersManage(besides: before)
            let after = before.active(false)
            try transaction.updateMember(after)
            try transaction.endSessions(of: number)
            try transaction.dropLink(of: number)
            try transaction.endGuestLinks(givenBy: before.actor, at: now)
            try transaction.log(manager.event(.memberDeactivated, after, at: now))
            return after
        }
    }

    /// Lets a member sign in again, with the password that they had.
    /// - Throws: `notFound`; `refused` where the manager may not, or the member is active already.
    @discardableResult
    public func activateMember(_ number: MemberNumber, by manager: Manager) async throws -> Member {
        try await manage(by: manager) { transaction, now in
            let before = try transaction.existing(number)
            guard !before.isActive else { throw NewsError(.refused, "\(before.name) is active already.") }
            let after = before.active(true)
            try transaction.updateMember(after)
            try transaction.log(manager.event(.memberActivated, after, at: now))
            return after
        }
    }

    /// Makes a one-time link by which a member sets a password: the first, or another for one that was forgotten.
    ///
    /// The link that was made before can no longer be used; the password stays until the link is used.
    /// - Throws: `notFound`; `refused` where the manager may not, the member is deactivated, or they have a password and the
    ///   manager has not proven who they are.
    public func invite(_ number: MemberNumber, by manager: Manager) async throws -> Invitation {
        try await manage(by: manager) { transaction, now in
            let member = try transaction.invitable(number)
            if try transaction.passwordHash(of: number) != nil {
                try manager.checkProven()
                try mail.tell(.linkShown, to: member, by: LetterOrigin(manager), in: transaction, at: now)
            }
            return try transaction.invite(member, by: manager, at: now)
        }
    }

    /// In one transaction, if the manager may in it.
    /// - Parameters:
    ///   - manager: Who manages.
    ///   - own: A member who may do this without that right, as it is their own account.
    ///   - body: What is to be done.
    func manage<T: Sendable>(
        by manager: Manager,
        orSelf own: MemberNumber? = nil,
        _ body: @escaping @Sendable (WriteTransaction, Timestamp) throws -> T
    ) async throws -> T {
        try await withRights(from: manager.address) { transaction, now in
            if let number = manager.member, number != own { try transaction.allow(number, to: .manageMembers, at: now) }
            return try body(transaction, now)
        }
    }
}

extension Manager {
    func event(
        _ act: SecurityEvent.Act,
        _ member: Member,
        at now: Timestamp,
        _ detail: String = ""
    ) -> SecurityEvent {
        SecurityEvent(at: now, act: act, member: member.number, actor: actor, address: address, detail: detail)
    }
}

extension WriteTransaction {
    /// Adds a member who has no password yet.
    func add(_ new: NewMember, by manager: Manager, at now: Timestamp) throws -> Member {
        if new.role == .administrator { try manager.checkProven() }
        try checkKnown(new.sections)
        let member = try addMember(new)
        try log(manager.event(.memberAdded, member, at: now, "\(member.email), \(member.rightsInWords)"))
        return member
    }

    fileprivate func invite(_ member: Member, by manager: Manager, at now: Timestamp) throws -> Invitation {
        let secret = Secret()
        let expires = now.adding(seconds: OneTimeLink.lifetime)
        try keepLink(digest: secret.digest, for: member.number, until: expires)
        try log(manager.event(.linkMade, member, at: now))
        return Invitation(member: member, token: secret.text, expires: expires)
    }

    /// That the newsroom does not shut itself out.
    fileprivate func checkOthersManage(besides member: Member) throws {
        guard member.role == .administrator, member.isActive, try administrators(besides: member.number) == 0 else {
            return
        }
        throw NewsError(
            .refused,
            "\(member.name) is the last administrator, and nobody could manage the newsroom; make somebody else one first."
        )
    }
}

extension ReadTransaction {
    /// The member, who may be given a link.
    func invitable(_ number: MemberNumber) throws -> Member {
        let member = try existing(number)
        guard member.isActive else {
            throw NewsError(.refused, "\(member.name) is deactivated; activate the account first.")
        }
        return member
    }

    /// The member whom somebody named.
    func existing(_ number: MemberNumber) throws -> Member {
        guard let member = try member(number) else { throw NewsError(.notFound, "There is no member \(number).") }
        return member
    }

    fileprivate func checkKnown(_ sections: Set<Slug>) throws {
        for section in sections.sorted() where try !knowsSection(section) {
            throw NewsError(.notFound, "There is no section \(section).")
        }
    }
}
