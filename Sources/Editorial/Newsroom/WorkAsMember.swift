internal import Crypto
internal import Logging
public import News
internal import Storage

// What members do with stories: the same rules as for anybody, with the member's right asked first, in the very
// transaction that changes the story.

extension Desk {
    /// Takes one step with a story.
    /// - Parameters:
    ///   - step: What is done.
    ///   - number: The story.
    ///   - sight: The story as the member saw it when they decided; nil where that does not matter.
    ///   - member: Who does it; whether they still may is asked of the store.
    ///   - caller: From where.
    /// - Returns: The story as it is now.
    /// - Throws: `refused` where the member may not, the story does not allow it, or a check blocks it
    ///   (`PublicationCheck`); `conflict` where it has changed since the member saw it; `notFound`; `invalid` where a
    ///   reason or a time does not do.
    @discardableResult
    public func perform(
        _ step: StoryStep,
        on number: StoryNumber,
        seen sight: StorySight? = nil,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> Story {
        try await change(number, step.verb, by: member, seen: sight, from: caller) { transaction, story, member, now in
            if PublicationCheck.isAsked(before: step.verb), step.publishesText {
                let checks = story.checks(before: step.verb, try transaction.checkFacts(of: story), at: now)
                try story.mustPass(checks, before: step.verb)
            }
            if case .verify(let other?) = step { try transaction.mustBeLive(other) }
            var step = step
            if case .label(let paid, _) = step {
                step = .label(paid, isReply: try transaction.storyAnswered(by: number) != nil)
            }
            let change = try story.take(step, by: member.actor, at: now)
            guard case .sendBack(_, let addressee) = step else { return change }
            return try transaction.hand(number, to: addressee, change)
        }.story
    }

    /// Keeps what a member wrote as the next version of the working copy.
    ///
    /// Fields that say what the newest version says change nothing, and make no version. Where they take the place of a text
    /// that was written since that version, this is kept as a version first.
    /// - Parameters:
    ///   - text: The fields.
    ///   - number: The story.
    ///   - base: What the fields were filled from.
    ///   - reason: Why, where the member said so.
    ///   - member: Who writes.
    ///   - caller: From where.
    /// - Returns: The story as it is now, and whether anything was kept.
    /// - Throws: `CopyText.Fault` where the fields are no copy; `conflict` where somebody saved since they were filled;
    ///   `refused` where the member may not write in it, or not in the section that it would come to; `notFound`.
    public func write(
        _ text: CopyText,
        in number: StoryNumber,
        madeFrom base: WorkingCopy.Base,
        because reason: String = "",
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> (story: Story, isKept: Bool) {
        try await change(number, .write, by: member, from: caller) { transaction, story, member, now in
            let open = story.openWorkingCopy(by: member.actor, at: now)
            guard base.save == story.workingSaves else {
                // Refused before the fields are read: they were filled from another text.
                return try story.saveWorkingCopy(open.copy, madeFrom: base, by: member.actor, at: now)
            }
            let copy = try text.applied(to: open.copy, sections: transaction.allSections(), by: member)
            if copy == open.copy, base.published == open.base.published,
                try transaction.newestVersion(of: story, saying: copy) != nil
            {
                return nil
            }
            if copy != open.copy { story = try transaction.keepingWhatIsWritten(in: story) }
            let change = try story.saveWorkingCopy(copy, madeFrom: base, by: member.actor, at: now)
            return change.because(reason)
        }
    }

    /// Makes an earlier version of a story its working copy.
    ///
    /// What was written since the newest version is kept as a version first.
    /// - Parameters:
    ///   - version: Which.
    ///   - number: The story.
    ///   - sight: The story as the member saw it.
    ///   - reason: What the history says.
    ///   - member: Who does it.
    ///   - caller: From where.
    /// - Returns: The story as it is now.
    /// - Throws: `refused`, `conflict` and `notFound` as ``write(_:in:madeFrom:because:by:from:)``; `notFound` also where
    ///   there is no such version.
    @discardableResult
    public func restore(
        version: Int,
        of number: StoryNumber,
        seen sight: StorySight,
        because reason: String,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> Story {
        try await change(number, .write, by: member, seen: sight, from: caller) { transaction, story, member, now in
            guard let revision = try transaction.revision(of: number, version: version) else {
                throw NewsError(.notFound, "Story \(number) has no version \(version).")
            }
            story = try transaction.keepingWhatIsWritten(in: story)
            let base = WorkingCopy.Base(save: story.workingSaves, published: story.publishedVersion)
            let change = try story.saveWorkingCopy(revision.copy, madeFrom: base, by: member.actor, at: now)
            return change.because(reason)
        }.story
    }

    /// Begins a story.
    /// - Parameters:
    ///   - text: Its fields.
    ///   - blank: What the fields were filled from: copy without words, in the newspaper's language and zone.
    ///   - number: The member who begins it.
    ///   - key: What the member's page calls it, so that it is begun once, however often it is sent; nil where a page does
    ///     not.
    ///   - caller: From where.
    /// - Returns: The story; of one that was begun already with these fields under that key, as it is now.
    /// - Throws: `CopyText.Fault` where the fields are no copy; `refused` where the member may not begin one in that
    ///   section; `conflict` where other fields were begun under that key.
    public func begin(
        _ text: CopyText,
        from blank: Copy,
        by number: MemberNumber,
        as key: WritingClient? = nil,
        from caller: Caller
    ) async throws -> Story {
        let saved = try await withRights(from: caller.address) { transaction, now in
            let member = try transaction.allow(number, to: .begin, at: now)
            let uri = Self.uri(of: number, as: key)
            let copy = try text.applied(to: blank, sections: transaction.allSections(), by: member)
            if key != nil, let begun = try transaction.story(uri: uri) {
                // What it was begun with is its first version.
                guard try transaction.revision(of: begun.number, version: 1)?.copy == copy else {
                    throw NewsError(.conflict, "Story \(begun.number) was begun with other words under that key.")
                }
                return begun
            }
            let facts = StoryFacts(beginningIn: copy.section.slug)
            if let reason = member.permission(to: .begin, facts).reason {
                throw RefusedRight(reason: reason, verb: .begin, member: member)
            }
            let story = Story(begunWith: copy, uri: uri, by: member.actor, at: now)
            return try transaction.add(story, actor: member.actor, now: now)
        }
        logger.info("begun", metadata: ["story": "\(saved.number)", "member": "\(number)"])
        return saved
    }

    /// The identity of a story that a member begins: under a key always the same, and another's is another.
    private static func uri(of member: MemberNumber, as key: WritingClient?) -> String {
        guard let key else {
            var chance = SystemRandomNumberGenerator()
            return Identifier.new(using: &chance)
        }
        return Identifier.new(digest: Array(SHA256.hash(data: Array("warta: story \(key) of member \(member)".utf8))))
    }
}

extension Desk {
    /// Changes a story for a member, in one transaction: asks their right, lets the rule decide, saves and writes to the
    /// journal.
    ///
    /// Whoever writes must have the right also where the story stands afterwards, as in the section that it came to.
    /// - Parameter rule: Gives what the journal is told; nil where nothing is to be kept.
    private func change(
        _ number: StoryNumber,
        _ verb: Verb,
        by memberNumber: MemberNumber,
        seen sight: StorySight? = nil,
        from caller: Caller,
        _ rule: @escaping @Sendable (WriteTransaction, inout Story, Member, Timestamp) throws -> StoryChange?
    ) async throws -> (story: Story, isKept: Bool) {
        let result = try await withRights(from: caller.address) {
            [writing, logger] transaction, now -> (story: Story, isKept: Bool) in
            var story =
                verb == .withdraw
                ? try transaction.caughtUpIfReadable(number, writing.documents, logger)
                : try transaction.caughtUp(number, writing.documents)
            let member = try transaction.allow(memberNumber, to: verb, story, at: now)
            if let sight, sight != story.sight {
                throw NewsError(
                    .conflict,
                    "Somebody changed story \(number) since you looked at it; look and decide again."
                )
            }
            guard let change = try rule(transaction, &story, member, now) else { return (story, false) }
            if verb == .write { try transaction.allow(memberNumber, to: verb, story, at: now) }
            return (try transaction.save(story, change, actor: member.actor, now: now), true)
        }
        logger.info("\(verb.rawValue)", metadata: ["story": "\(number)", "member": "\(memberNumber)"])
        return result
    }
}

extension ReadTransaction {
    /// - Throws: `invalid` where readers cannot open a story.
    fileprivate func mustBeLive(_ number: StoryNumber) throws {
        guard try isListed(number) else {
            throw NewsError(.invalid, "Readers cannot open story \(number); publish it first, or name another.")
        }
    }
}

extension WriteTransaction {
    /// Puts what is sent back into somebody's hands: they may write in it, and they alone are told.
    /// - Parameters:
    ///   - number: The story.
    ///   - addressee: Who is to go on; nil for whoever began it, if they may sign in.
    ///   - change: What the journal is told.
    /// - Returns: The same, with the addressee's name where it is not whoever began it.
    fileprivate func hand(
        _ number: StoryNumber,
        to addressee: MemberNumber?,
        _ change: StoryChange
    ) throws -> StoryChange {
        let (writers, beginner) = (try writers(in: number), try beginner(of: number))
        let writer =
            addressee.map { addressee in writers.first { $0.number == addressee } }
            ?? writers.first { $0.actor == beginner }
        if addressee != nil, writer == nil {
            throw NewsError(.invalid, "A text is sent back to somebody who wrote in it and may sign in; choose one.")
        }
        guard let writer else { return change }
        var task = try task(of: number)
        task.holder = writer.number
        try keep(task, of: number)
        guard writer.actor != beginner else { return change }
        return change.because("\(writer.name): \(change.reason)")
    }
}

extension CopyText {
    /// What the fields say, by a member: only whoever works in all sections may name one that is not there yet.
    func applied(to copy: Copy, sections: [SectionEntry], by member: Member) throws(Fault) -> Copy {
        try applied(to: copy, sections: sections.map(\.section), makesSections: member.role.isAboveSections)
    }
}
