internal import Logging
public import News
internal import Storage

/// What came of a change of a front.
public enum FrontOutcome: Sendable {
    /// It is kept, or nothing was to be changed.
    case kept
    /// Somebody has changed the front since the member saw it, and nothing is kept.
    /// - Parameters:
    ///   - present: The front as it is.
    ///   - seen: As the member saw it; nil where nobody had arranged it.
    ///   - merged: What both made of it; nil where they cannot stand together.
    case stale(present: FrontVersion, seen: FrontVersion?, merged: FrontArrangement?)
}

extension Desk {
    /// Keeps a front as a member has arranged it: as a draft, or for readers.
    /// - Parameters:
    ///   - front: Which.
    ///   - arrangement: What is to stand there.
    ///   - isLaunched: Whether readers have it from now on.
    ///   - seen: The version that the member had before them; 0 where there was none.
    ///   - member: Who arranges it.
    ///   - caller: From where.
    /// - Throws: `refused` where the member may not; `notFound` where there is no such section, or no such story here;
    ///   `invalid` where the arrangement cannot be kept.
    public func arrange(
        _ front: Front,
        _ arrangement: FrontArrangement,
        isLaunched: Bool,
        seen: Int,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> FrontOutcome {
        try await change(front, seen: seen, by: member, from: caller, mine: arrangement) { transaction, newest, now in
            let checked = try transaction.checked(arrangement, formerly: newest?.arrangement ?? .empty, at: now)
            if !isLaunched, checked.says(what: newest?.arrangement ?? .empty) { return nil }
            return (isLaunched ? .launched : .arranged, checked)
        }
    }

    /// Makes the draft of a front what readers have.
    /// - Throws: As ``arrange(_:_:isLaunched:seen:by:from:)`` does.
    public func discardFront(
        _ front: Front,
        seen: Int,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> FrontOutcome {
        try await change(front, seen: seen, by: member, from: caller) { transaction, newest, _ in
            let live = try transaction.liveFront(front)?.arrangement ?? .empty
            return live == newest?.arrangement ?? .empty ? nil : (.discarded, live)
        }
    }

    /// Gives readers of a front again what they had in an earlier version.
    /// - Throws: As ``arrange(_:_:isLaunched:seen:by:from:)`` does; `notFound` where readers never had that version.
    public func restoreFront(
        _ front: Front,
        to number: Int,
        seen: Int,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> FrontOutcome {
        try await change(front, seen: seen, by: member, from: caller) { transaction, _, now in
            guard let version = try transaction.frontVersion(of: front, number: number), version.launch != nil else {
                throw NewsError(.notFound, "Readers never had that version of the front; choose one from its list.")
            }
            return (.restored, try version.arrangement.checked(at: now))
        }
    }

    private typealias Change =
        @Sendable (WriteTransaction, FrontVersion?, Timestamp) throws -> (FrontVersion.Act, FrontArrangement)?

    /// - Parameter mine: What the member wants, for a merger where somebody was faster.
    private func change(
        _ front: Front,
        seen: Int,
        by member: MemberNumber,
        from caller: Caller,
        mine: FrontArrangement? = nil,
        _ change: @escaping Change
    ) async throws -> FrontOutcome {
        let outcome = try await withRights(from: caller.address) { transaction, now -> FrontOutcome in
            let member = try transaction.allow(member, toArrange: front, at: now)
            let newest = try transaction.newestFront(front)
            if let newest, newest.number != seen {
                let base = try transaction.frontVersion(of: front, number: seen)
                let merged = mine?.merged(with: newest.arrangement, from: base?.arrangement ?? .empty)
                return .stale(present: newest, seen: base, merged: merged)
            }
            guard let (act, arrangement) = try change(transaction, newest, now) else { return .kept }
            let isForReaders = act == .launched || act == .restored
            let version = FrontVersion(
                front: front,
                number: (newest?.number ?? 0) + 1,
                at: now,
                actor: member.actor,
                act: act,
                launch: isForReaders ? try transaction.lastLaunch() + 1 : nil,
                arrangement: arrangement
            )
            try transaction.add(version)
            return .kept
        }
        if case .kept = outcome {
            logger.info("changed a front", metadata: ["front": "\(front.key)", "member": "\(member)"])
        }
        return outcome
    }
}

extension ReadTransaction {
    /// Whether a member may arrange a front now.
    fileprivate func allow(_ number: MemberNumber, toArrange front: Front, at now: Timestamp) throws -> Member {
        let member = try allow(number, to: .arrangeFronts, at: now)
        if let reason = member.permission(toArrange: front).reason {
            throw RefusedRight(reason: reason, verb: .arrangeFronts, member: member)
        }
        if case .section(let slug) = front, try section(slug) == nil {
            throw NewsError(.notFound, "There is no section \(slug).")
        }
        return member
    }

    /// An arrangement as it may be kept: each story is one of ours, and words that are new know what they were written for.
    fileprivate func checked(
        _ arrangement: FrontArrangement,
        formerly: FrontArrangement,
        at now: Timestamp
    ) throws -> FrontArrangement {
        var checked = try arrangement.checked(at: now)
        let last = try journalEnd().sequence
        for (place, card) in checked.cards.enumerated() {
            guard try deskRow(of: card.story) != nil else {
                throw NewsError(.notFound, "There is no story \(card.story).")
            }
            let former = formerly.cards.first { $0.story == card.story }
            let isSame = former.map { $0.headline == card.headline && $0.lead == card.lead } ?? false
            checked.cards[place].since = !card.hasWords ? 0 : isSame ? former?.since ?? last : last
        }
        return checked
    }
}
