internal import Logging
public import News
internal import Storage

extension Desk {
    /// Sets the line of breaking news that every page shows, as another version of it.
    /// - Parameters:
    ///   - words: What readers are told, on one line.
    ///   - story: The story that it leads to, which readers must see; nil for none.
    ///   - end: When it goes by itself, within a day; nil where the end of the line that stands stays.
    ///   - seen: The version that the member had before them; 0 where there was none.
    ///   - member: Who sets it.
    ///   - caller: From where.
    /// - Throws: `refused` where the member may not; `conflict` where somebody has changed it meanwhile; `notFound` where
    ///   readers do not see the story; `invalid` where words or end cannot be kept.
    public func setBanner(
        _ words: String,
        story: StoryNumber?,
        until end: Timestamp?,
        seen: Int,
        by member: MemberNumber,
        from caller: Caller
    ) async throws {
        try await withRights(from: caller.address) { transaction, now in
            let member = try transaction.allow(member, to: .announce, at: now)
            let former = try transaction.banner(seen: seen)
            if let story, try transaction.rows([story]).isEmpty {
                throw NewsError(.notFound, "Readers do not see that story; name one that they do, or none.")
            }
            let next = try Banner.next(
                after: seen,
                words,
                story: story,
                until: end ?? former?.end ?? now,
                by: member.actor,
                at: now
            )
            try transaction.add(next)
        }
        logger.info("set the banner", metadata: ["member": "\(member)"])
    }

    /// Takes the line down before its end.
    /// - Throws: `refused` where the member may not; `conflict` where somebody has changed it meanwhile, or it is over.
    public func takeBannerDown(seen: Int, by member: MemberNumber, from caller: Caller) async throws {
        try await withRights(from: caller.address) { transaction, now in
            let member = try transaction.allow(member, to: .announce, at: now)
            guard let former = try transaction.banner(seen: seen), former.stands(at: now) else {
                throw NewsError(.conflict, "The line is over already; look at the page again.")
            }
            try transaction.add(former.takenDown(by: member.actor, at: now))
        }
        logger.info("took the banner down", metadata: ["member": "\(member)"])
    }
}

extension ReadTransaction {
    /// The line as it is, if it is the one that a member had before them.
    fileprivate func banner(seen: Int) throws -> Banner? {
        let banner = try banner()
        guard (banner?.version ?? 0) == seen else {
            throw NewsError(.conflict, "Somebody has changed the line meanwhile; look at it, then change it again.")
        }
        return banner
    }
}
