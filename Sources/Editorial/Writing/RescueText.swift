internal import Logging
public import News
internal import Storage

extension Desk {
    /// Keeps words that had no place left in a story's text, until somebody dismisses them.
    ///
    /// Any member may, as words are rescued also where their writer has lost the right to the story. Words that are told
    /// again are kept once.
    /// - Parameters:
    ///   - words: The words.
    ///   - number: The story.
    ///   - client: The page that tells.
    ///   - sequence: Counts the words that the page tells.
    ///   - member: Who wrote them.
    /// - Returns: By which they are named.
    /// - Throws: `notFound`; `refused` where the member is deactivated; `conflict` where the story has too many of them.
    public func rescue(
        _ words: RescuedText.Words,
        of number: StoryNumber,
        _ client: WritingClient,
        _ sequence: Int,
        by member: MemberNumber
    ) async throws -> Int64 {
        let now = clock()
        let id = try await store.write { transaction in
            let outline = try transaction.existingOutline(number)
            guard try transaction.member(member)?.isActive == true else {
                throw NewsError(.refused, Permission.Reason.deactivated.sentence)
            }
            // Before the limits: whoever did not hear the answer sends the same again.
            if let id = try transaction.rescuedNumber(of: number, by: member, client, sequence) { return id }
            guard outline.rescued.count < RescuedText.most,
                try transaction.rescuedLength(of: number) < RescuedText.mostTogether
            else {
                throw NewsError(.conflict, "This story has too many rescued texts; dismiss some first.")
            }
            return try transaction.rescue(words, of: number, by: member, client, sequence, at: now)
        }
        logger.info("words rescued", metadata: ["story": "\(number)", "member": "\(member)"])
        return id
    }

    /// Dismisses rescued words, as whoever wrote them may, and whoever may write in the story.
    /// - Throws: `notFound` where there are none of that number, or they were dismissed; `refused` where the member may
    ///   not.
    public func dismissRescued(
        _ id: Int64,
        of number: StoryNumber,
        by member: MemberNumber,
        from caller: Caller
    ) async throws {
        try await withRights(from: caller.address) { transaction, now in
            let outline = try transaction.existingOutline(number)
            guard let rescued = try transaction.rescuedText(id, of: number) else {
                throw NewsError(.notFound, "These words were dismissed already.")
            }
            if rescued.writer.number != member { try transaction.allow(member, to: .write, outline, at: now) }
            try transaction.dismissRescuedText(id, by: member, at: now)
        }
    }
}
