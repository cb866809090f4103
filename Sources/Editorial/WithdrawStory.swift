public import News

extension Desk {
    /// Takes a public story back (*pencabutan*); its page stays and says when and why.
    /// - Parameters:
    ///   - number: The story.
    ///   - ground: Why, of the closed list.
    ///   - reason: What is said beside it; may be empty.
    ///   - actor: Who does it.
    /// - Throws: `notFound`; `refused` where readers have never seen it or it is withdrawn already; `invalid` where the
    ///   reason has more than 5,000 characters.
    @discardableResult
    public func withdrawStory(
        _ number: StoryNumber,
        on ground: Story.Withdrawal.Ground,
        reason: String = "",
        actor: Actor
    ) async throws -> Story {
        try await change(number, "withdrawn", isUrgent: true, by: actor) { story, now in
            try story.withdraw(on: ground, because: reason, by: actor, at: now)
        }
    }
}
