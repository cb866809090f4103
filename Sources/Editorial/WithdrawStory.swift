public import News

extension Desk {
    /// Takes a public story back (*pencabutan*); its page stays and says when and why.
    /// - Throws: `notFound`; `refused` where readers have never seen it or it is withdrawn already; `invalid` without a
    ///   reason.
    @discardableResult
    public func withdrawStory(_ number: StoryNumber, reason: String, actor: Actor) async throws -> Story {
        try await change(number, "withdrawn", isUrgent: true, by: actor) { story, now in
            try story.withdraw(because: reason, by: actor, at: now)
        }
    }
}
