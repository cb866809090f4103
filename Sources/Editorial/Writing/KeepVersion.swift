internal import Logging
public import News
internal import Storage

/// A version of a story that somebody meant to keep.
public struct KeptVersion: Hashable, Sendable {
    public let version: Int
    public let at: Timestamp
    /// Whether it was made now; false where the newest version says all that there is.
    public let isNew: Bool
}

extension Desk {
    /// Keeps what is written in a story as its next version, with the newest of its shared text.
    /// - Parameters:
    ///   - number: The story.
    ///   - reason: Why, where the member said so.
    ///   - member: Who keeps it.
    ///   - caller: From where.
    /// - Throws: `refused` where the member may not write in the story; `notFound`.
    public func keepVersion(
        of number: StoryNumber,
        because reason: String,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> KeptVersion {
        let kept = try await withRights(from: caller.address) { [writing] transaction, now -> KeptVersion in
            var story = try transaction.caughtUp(number, writing.documents)
            let member = try transaction.allow(member, to: .write, story, at: now)
            let open = story.openWorkingCopy(by: member.actor, at: now)
            if open.base.published == story.publishedVersion || story.published == nil,
                let newest = try transaction.newestVersion(of: story, saying: open.copy)
            {
                return KeptVersion(version: newest.version, at: newest.savedAt, isNew: false)
            }
            // Whoever keeps a version has seen what readers got meanwhile: the page shows it.
            let base = WorkingCopy.Base(save: story.workingSaves, published: story.publishedVersion)
            let change = try story.saveWorkingCopy(open.copy, madeFrom: base, by: member.actor, at: now)
            let saved = try transaction.save(story, change.because(reason), actor: member.actor, now: now)
            return KeptVersion(version: saved.version, at: now, isNew: true)
        }
        logger.info("version kept", metadata: ["story": "\(number)", "member": "\(member)"])
        return kept
    }
}

extension WriteTransaction {
    /// Keeps what the desk is writing as a version of its own, where no version says it: another text is about to take its
    /// place.
    ///
    /// It is the version of whoever wrote last, and of when they did: nobody else has asked for it.
    /// - Returns: The story as it is then.
    func keepingWhatIsWritten(in story: Story) throws -> Story {
        guard let working = story.workingCopy, try newestVersion(of: story, saying: working.copy) == nil else {
            return story
        }
        return try save(story, StoryChange(keeping: story), actor: working.writer, now: working.savedAt)
    }
}

extension ReadTransaction {
    /// The newest version of a story, where it says what is written now; nil where something was written since.
    func newestVersion(of story: Story, saying copy: Copy) throws -> Revision? {
        guard let newest = try revision(of: story.number, version: story.version), newest.copy == copy else {
            return nil
        }
        return newest
    }
}
