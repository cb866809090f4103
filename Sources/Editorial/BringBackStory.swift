public import News

extension Desk {
    /// Lets readers see a story again that was withdrawn or held.
    /// - Throws: `notFound`; `refused` where nobody took it from readers, or an embargo; `invalid` without a reason;
    ///   `conflict` where another text was published since the working copy was made.
    @discardableResult
    public func bringBackStory(_ number: StoryNumber, reason: String, actor: Actor) async throws -> Story {
        try await change(number, "brought back", by: actor) { story, now in
            try story.bringBack(because: reason, by: actor, at: now)
        }
    }
}
