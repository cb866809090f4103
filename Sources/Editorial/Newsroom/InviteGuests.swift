internal import Logging
public import News
internal import Storage

extension Desk {
    /// Gives somebody outside a link to the text of a story as it is now.
    /// - Parameters:
    ///   - number: The story.
    ///   - name: Whom the link is for.
    ///   - purpose: Why they look at it.
    ///   - days: For how long, one of `GuestLink.lifetimes`.
    ///   - member: Who gives it.
    ///   - caller: From where.
    /// - Returns: The link's secret, which is kept nowhere: it is shown once.
    /// - Throws: `refused` where the member may not, or the story has as many open links as it may; `invalid`;
    ///   `notFound`.
    public func inviteGuest(
        to number: StoryNumber,
        called name: String,
        as purpose: GuestLink.Purpose,
        days: Int,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> String {
        let name = try GuestLink.checkedName(name)
        guard GuestLink.lifetimes.contains(days) else {
            throw NewsError(.invalid, "A link is given for 1, 3 or 7 days; choose one.")
        }
        let secret = Secret()
        try await withRights(from: caller.address) { [writing] transaction, now in
            let story = try transaction.caughtUp(number, writing.documents)
            let member = try transaction.allow(member, to: .inviteGuest, story, at: now)
            guard try transaction.openGuestLinks(of: number, at: now) < GuestLink.most else {
                throw NewsError(.refused, "Story \(number) has \(GuestLink.most) open links; revoke one first.")
            }
            let link = GuestLink(
                number: 0,
                story: number,
                name: name,
                purpose: purpose,
                version: story.version,
                giver: member.actor,
                given: now,
                expires: now.adding(seconds: Int64(days) * 86_400),
                revoked: nil,
                answer: nil,
                answers: 0
            )
            _ = try transaction.add(link, showing: story.openCopy, digest: secret.digest)
            try transaction.note(.guestInvited, link, by: member.actor, at: now)
        }
        logger.info("guest invited", metadata: ["story": "\(number)", "member": "\(member)"])
        return secret.text
    }

    /// Ends a guest's link; one that has ended stays so.
    /// - Throws: `refused` where the member may not; `notFound`.
    public func revokeGuestLink(_ link: Int64, by member: MemberNumber, from caller: Caller) async throws {
        try await withRights(from: caller.address) { transaction, now in
            guard let known = try transaction.guestLink(link) else {
                throw NewsError(.notFound, "There is no such link.")
            }
            let story = try transaction.existing(known.story)
            let member = try transaction.allow(member, to: .inviteGuest, story, at: now)
            guard known.isOpen(at: now) else { return }
            try transaction.revokeGuestLink(link, at: now)
            try transaction.note(.guestRevoked, known, by: member.actor, at: now)
        }
    }

    /// What a link shows: nothing but the text that it was given for.
    /// - Returns: The link, its text, and the story that gives the text its place and its dates.
    /// - Throws: `notFound` where it was revoked, has ended, or never was one.
    public func openGuestLink(token: String) async throws -> (link: GuestLink, copy: Copy, story: Story) {
        let now = clock()
        return try await store.read { transaction in
            let link = try transaction.guestLink(shown: token, at: now)
            return (link, try transaction.guestText(of: link), try transaction.existing(link.story))
        }
    }

    /// Keeps what a guest says of the text, and tells whoever gave the link.
    /// - Throws: `notFound` as ``openGuestLink(token:)``; `invalid` where an objection has no words, or there are too
    ///   many; `refused` where the guest has answered as often as they may.
    public func answerGuest(token: String, isApproval: Bool, words: String) async throws {
        let words = try GuestLink.checkedWords(words, isApproval: isApproval)
        let now = clock()
        // Whoever guesses links must not keep writers waiting.
        _ = try await store.read { try $0.guestLink(shown: token, at: now) }
        let story = try await store.write { transaction in
            let link = try transaction.guestLink(shown: token, at: now)
            guard link.answers < GuestLink.mostAnswers else {
                throw NewsError(.refused, "You have answered \(GuestLink.mostAnswers) times; speak with the newsroom.")
            }
            try transaction.keep(GuestLink.Answer(isApproval: isApproval, words: words, at: now), by: link.number)
            try transaction.append(
                JournalEntry(
                    at: now,
                    act: isApproval ? .guestApproved : .guestObjected,
                    story: link.story,
                    actor: link.actor,
                    reason: words,
                    topics: []
                )
            )
            if case .member(let key) = link.giver, let giver = try transaction.member(key: key) {
                try transaction.notify(
                    giver.number,
                    isApproval ? .guestApproved : .guestObjected,
                    of: link.story,
                    by: link.actor,
                    saying: words,
                    at: now
                )
            }
            return link.story
        }
        logger.info("guest answered", metadata: ["story": "\(story)"])
    }
}

extension ReadTransaction {
    fileprivate func guestLink(shown token: String, at now: Timestamp) throws -> GuestLink {
        guard let secret = Secret(shown: token), let link = try guestLink(digest: secret.digest), link.isOpen(at: now)
        else {
            throw NewsError(.notFound, "This link was revoked or has ended; ask the newsroom for another.")
        }
        return link
    }
}

extension WriteTransaction {
    fileprivate func note(_ act: JournalEntry.Act, _ link: GuestLink, by actor: Actor, at now: Timestamp) throws {
        let reason = "\(link.name) (\(link.purpose.rawValue))"
        try append(JournalEntry(at: now, act: act, story: link.story, actor: actor, reason: reason, topics: []))
    }
}
