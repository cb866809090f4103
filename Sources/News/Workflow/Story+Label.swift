extension Story {
    /// Says that somebody paid for a story, or that nobody did; readers see it at once wherever they see the story.
    /// - Parameters:
    ///   - paid: What it is called and who paid; nil for news.
    ///   - isReply: Whether it is a granted right of reply, which is never advertising.
    ///   - actor: Who says so.
    ///   - now: When.
    /// - Throws: `refused` where it says that already, or a right of reply would be labelled; `invalid` where nobody is named
    ///   who paid, or with more than `PaidContent.longestPayer` characters; `refused` too where the label would be taken from
    ///   a text whose genre says that somebody paid.
    public mutating func label(
        _ paid: PaidContent?,
        isReply: Bool,
        by actor: Actor,
        at now: Timestamp
    ) throws(NewsError) -> StoryChange {
        let before = self
        let checked = try paid?.checked()
        if checked != nil, isReply {
            throw NewsError(.refused, "Story \(number) is a right of reply, and no advertising.")
        }
        guard checked != life.paid else {
            throw NewsError(.refused, "Story \(number) says that already; there is nothing to do.")
        }
        let genre = (published ?? copy).genre
        if checked == nil, PaidContent.Label(genre: genre) != nil {
            throw NewsError(
                .refused,
                "The genre of story \(number) is \(genre), which says that somebody paid; change it first."
            )
        }
        life.paid = checked
        if life.state == .live { advanceUpdated(to: now) }
        let reason = checked.map { "\($0.label.rawValue): \($0.payer)" } ?? ""
        return StoryChange(before: before, act: .labelled, reason: reason)
    }
}
