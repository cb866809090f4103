extension Story {
    /// Takes a public story back; the page stays and says when and why.
    /// - Parameters:
    ///   - ground: Why, of the closed list.
    ///   - reason: What is said beside it; may be empty.
    ///   - actor: Who does it.
    ///   - now: When.
    /// - Throws: `refused` where readers do not see it; `invalid` where the reason has more than 5,000 characters.
    public mutating func withdraw(
        on ground: Withdrawal.Ground,
        because reason: String = "",
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StoryChange {
        let before = self
        let reason = try reason.asReason()
        switch life.state {
        case .live: break
        case .withdrawn:
            throw NewsError(.refused, "Story \(number) is withdrawn already; there is nothing to do.")
        case .never:
            throw NewsError(.refused, "Story \(number) was never published; there is nothing to withdraw.")
        case .scheduled:
            throw NewsError(.refused, "Story \(number) is not public yet; there is nothing to withdraw.")
        case .held:
            throw NewsError(.refused, "Story \(number) is held, and no reader sees it; there is nothing to withdraw.")
        }
        (life.state, life.decidedBy) = (.withdrawn, actor.decider)
        life.withdrawal = Withdrawal(at: now, ground: ground, reason: reason)
        advanceUpdated(to: now)
        return StoryChange(before: before, act: .withdrawn, reason: reason, ground: ground)
    }
}
