internal import News
internal import Storage

/// That a member may not do what they want, thrown inside a transaction; what comes of it is `Desk.withRights`' to say.
struct RefusedRight: Error {
    let reason: Permission.Reason
    let verb: Verb
    let member: Member?
    var story: StoryNumber?
}

extension Desk {
    /// Changes the store in one transaction that asks for a member's rights; a right that is refused is logged.
    /// - Parameters:
    ///   - address: From where the member speaks.
    ///   - body: Asks by `ReadTransaction.allow`, and changes what is to be changed.
    /// - Throws: `refused` where a right is; what the body throws.
    func withRights<T: Sendable>(
        from address: String,
        _ body: @escaping @Sendable (WriteTransaction, Timestamp) throws -> T
    ) async throws -> T {
        let now = clock()
        do {
            return try await store.write { try body($0, now) }
        } catch let refused as RefusedRight {
            try await note(refused, from: address, at: now)
            throw NewsError(.refused, refused.reason.sentence)
        }
    }

    /// Only rights are logged: that a story stands elsewhere than its button said is nobody's fault.
    private func note(_ refused: RefusedRight, from address: String, at now: Timestamp) async throws {
        guard refused.reason.isOfRights else { return }
        let story = refused.story.map { " story \($0)" } ?? ""
        let event = SecurityEvent(
            at: now,
            act: .rightRefused,
            member: refused.member?.number,
            actor: refused.member?.actor,
            address: address,
            detail: "\(refused.verb.rawValue)\(story): \(refused.reason.rawValue)"
        )
        try await store.write { try $0.log(event) }
    }
}

extension ReadTransaction {
    /// Whether a member may do something now, with the member and the story as they are in this transaction.
    ///
    /// - Parameters:
    ///   - number: The member.
    ///   - verb: What they want to do.
    ///   - story: The story that it is about.
    ///   - now: The time.
    /// - Returns: The member.
    /// - Throws: `RefusedRight` where they may not.
    @discardableResult
    func allow(_ number: MemberNumber, to verb: Verb, _ story: Story? = nil, at now: Timestamp) throws -> Member {
        try allow(number, to: verb, on: story?.number) { member in
            try story.map { story in
                let (beginner, task) = (try beginner(of: story.number), try task(of: story.number))
                return StoryFacts(story, begunBy: beginner, task, for: member, at: now)
            }
        }
    }

    /// The same for a story of which no more is known than that.
    @discardableResult
    func allow(_ number: MemberNumber, to verb: Verb, _ story: StoryOutline, at now: Timestamp) throws -> Member {
        try allow(number, to: verb, on: story.number) { story.facts(for: $0, at: now) }
    }

    private func allow(
        _ number: MemberNumber,
        to verb: Verb,
        on story: StoryNumber?,
        _ facts: (Member) throws -> StoryFacts?
    ) throws -> Member {
        guard let member = try member(number) else {
            throw RefusedRight(reason: .deactivated, verb: verb, member: nil, story: story)
        }
        if let reason = member.permission(to: verb, try facts(member)).reason {
            throw RefusedRight(reason: reason, verb: verb, member: member, story: story)
        }
        return member
    }
}
