internal import Logging
public import News
internal import Storage

extension Desk {
    /// Who is signed in with a token; nil where its session is over, or its member deactivated.
    ///
    /// Asking is using: a session that nobody uses for twelve hours is over.
    public func member(session token: String, from caller: Caller) async throws -> SignedIn? {
        guard let secret = Secret(shown: token) else { return nil }
        let now = clock()
        let found = try await store.read { transaction -> SignedIn? in
            guard let session = try transaction.session(digest: secret.digest), session.isLive(at: now),
                let member = try transaction.member(session.member), member.isActive
            else { return nil }
            return SignedIn(member: member, session: session)
        }
        if let session = found?.session { try await noteUse(of: session, from: caller, at: now) }
        return found
    }

    private func noteUse(of session: Session, from caller: Caller, at now: Timestamp) async throws {
        guard now >= session.lastUsed.adding(seconds: Session.precision) else { return }
        do {
            try await store.write { try $0.touchSession(session.number, from: caller, at: now) }
        } catch let error as NewsError where error.code == .unavailable {
            // Whoever reads while the disk is full goes on reading; the session only ends a little earlier.
            logger.warning("A session's use was not noted.", metadata: ["error": "\(error)"])
        }
    }

    /// A member's sessions that let somebody in, the one used last first.
    public func sessions(of member: MemberNumber) async throws -> [Session] {
        let now = clock()
        return try await store.read { try $0.sessions(of: member).filter { $0.isLive(at: now) } }
    }

    /// Ends the session of a token; a token without one is as good as signed out.
    public func signOut(token: String, from caller: Caller) async throws {
        let now = clock()
        try await store.write { transaction in
            guard let session = try transaction.endSession(ofToken: token),
                let member = try transaction.member(session.member)
            else { return }
            try transaction.log(member.event(.signedOut, from: caller, at: now))
        }
    }

    /// Ends one of a member's own sessions, on whatever device.
    /// - Throws: `notFound` where the member has none of that number.
    public func endSession(_ number: Int64, of member: Member, from caller: Caller) async throws {
        let now = clock()
        try await store.write { transaction in
            guard try transaction.endSession(number, of: member.number) else {
                throw NewsError(.notFound, "That session is over already.")
            }
            try transaction.log(member.event(.sessionEnded, from: caller, at: now))
        }
    }

    /// Ends all sessions of the member whose token it is, but that one.
    /// - Throws: `refused` where nobody is signed in with it.
    public func endOtherSessions(session token: String, from caller: Caller) async throws {
        let now = clock()
        try await store.write { transaction in
            let (session, member) = try transaction.signedIn(token, at: now)
            try transaction.endSessions(besides: session)
            try transaction.log(member.event(.allSessionsEnded, from: caller, at: now))
        }
    }

    /// Ends all sessions of a member, as an administrator does when a device is lost; one's own, everybody may end.
    /// - Throws: `notFound`; `refused` where the manager may not.
    public func endAllSessions(of number: MemberNumber, by manager: Manager) async throws {
        try await manage(by: manager, orSelf: number) { transaction, now in
            let member = try transaction.existing(number)
            try transaction.endSessions(of: number)
            try transaction.log(manager.event(.allSessionsEnded, member, at: now))
        }
    }
}

extension WriteTransaction {
    /// Ends all sessions of a member but one.
    func endSessions(besides kept: Session) throws {
        for other in try sessions(of: kept.member) where other.number != kept.number {
            try endSession(other.number, of: kept.member)
        }
    }
}

extension ReadTransaction {
    /// The session of a token and its member.
    /// - Throws: `refused` where nobody is signed in with it.
    func signedIn(_ token: String, at now: Timestamp) throws -> (Session, Member) {
        guard let secret = Secret(shown: token), let session = try session(digest: secret.digest),
            session.isLive(at: now), let member = try member(session.member), member.isActive
        else { throw NewsError(.refused, "You are signed out; sign in again.") }
        return (session, member)
    }
}
