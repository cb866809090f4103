public import News

extension Desk {
    /// Says before which time a story may not be public, moves that time, or lifts it.
    /// - Parameters:
    ///   - number: The story.
    ///   - end: Nil to lift the embargo.
    ///   - reason: Why; may be empty.
    ///   - overridesSender: Whether it is known that a sender asked for the embargo that ends sooner so.
    ///   - actor: Who does it.
    /// - Throws: `notFound`; `refused` where readers see the story, nothing would change, or the embargo is a sender's and
    ///   would end sooner without `overridesSender`; `invalid` where the end is past.
    @discardableResult
    public func embargoStory(
        _ number: StoryNumber,
        until end: Timestamp?,
        reason: String = "",
        overridesSender: Bool = false,
        actor: Actor
    ) async throws -> Story {
        try await change(number, end == nil ? "embargo lifted" : "embargoed", by: actor) { story, now in
            try story.embargo(until: end, because: reason, overridesSender: overridesSender, by: actor, at: now)
        }
    }
}
