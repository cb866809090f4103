internal import Logging
public import News
internal import Storage

extension Desk {
    /// Takes one step with what the desk has to do about a story.
    /// - Parameters:
    ///   - step: What is done.
    ///   - number: The story.
    ///   - sight: What was asked of the story as the member saw it (`StoryTask.sight`); nil where that does not matter.
    ///   - member: Who does it.
    ///   - caller: From where.
    /// - Returns: The task as it is now; a plan that asks for what is asked already is not written down.
    /// - Throws: `refused` where the member may not, or the story is in other hands; `conflict` where something else is
    ///   asked of the story since the member saw it; `invalid`; `notFound`.
    @discardableResult
    public func perform(
        _ step: TaskStep,
        on number: StoryNumber,
        seen sight: String? = nil,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> StoryTask {
        let task = try await withRights(from: caller.address) { transaction, now in
            try transaction.perform(step, on: number, seen: sight, by: member, at: now)
        }
        logger.info("\(step.verb.rawValue)", metadata: ["story": "\(number)", "member": "\(member)"])
        return task
    }
}

extension WriteTransaction {
    /// Takes a step with a story's task, and writes it to the journal.
    fileprivate func perform(
        _ step: TaskStep,
        on number: StoryNumber,
        seen sight: String?,
        by memberNumber: MemberNumber,
        at now: Timestamp
    ) throws -> StoryTask {
        let story = try existing(number)
        let member = try allow(memberNumber, to: step.verb, story, at: now)
        let before = try task(of: number)
        if let sight, sight != before.sight {
            throw NewsError(.conflict, "Something else is asked of story \(number) by now; look and decide again.")
        }
        let after = try before.taking(step, by: memberNumber)
        if after == before { return before }
        var reason = ""
        if case .handOver(let to, let note) = step {
            guard let other = try self.member(to), other.isActive else {
                throw NewsError(.invalid, "The story can be handed to members who may sign in; choose one.")
            }
            reason = [other.name, note.collapsedWhitespace].filter { !$0.isEmpty }.joined(separator: ": ")
        }
        try keep(after, of: number)
        try append(
            JournalEntry(at: now, act: step.act, story: number, actor: member.actor, reason: reason, topics: [])
        )
        if case .handOver(let to, let note) = step, to != memberNumber {
            try notify(to, .handedOver, of: number, by: member.actor, saying: note.collapsedWhitespace, at: now)
        }
        return after
    }
}
