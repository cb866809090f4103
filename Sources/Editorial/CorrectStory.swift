public import News

extension Desk {
    /// Tells readers of a live story what was wrong in it (*ralat*, *klarifikasi*), with what the desk has written since.
    /// - Throws: `notFound`; `refused` where readers do not see it; `invalid` where the words or the paragraph do not do;
    ///   `conflict` where another text was published since the working copy was made.
    @discardableResult
    public func correctStory(_ number: StoryNumber, _ draft: Correction.Draft, actor: Actor) async throws -> Story {
        try await change(number, "corrected", by: actor) { story, now in
            try story.correct(draft, by: actor, at: now)
        }
    }
}
