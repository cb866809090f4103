public import News

/// Counting reads is the only change that is not a verb of the desk: it touches no story, and the press makes it.
extension Store {
    /// Adds what was read just now.
    ///
    /// - Returns: What was added: the sums of stories that readers may see. Numbers of other stories are made up.
    /// - Throws: `unavailable` if the store cannot be written; then nothing was added.
    @discardableResult
    public func addReads(_ sums: [ReadSum], at now: Timestamp) async throws -> [ReadSum] {
        try await write { try $0.addReads(sums, at: now) }
    }

    /// Adds a batch of what was read just now, unless it is in the store already.
    ///
    /// - Returns: What of it was added, now or before: the sums of stories that readers may see. Nothing where a former try
    ///   went unanswered so long ago that nobody can say any more whether it is there.
    /// - Throws: `unavailable` if the store cannot be written, or does not answer; the same batch is then tried again.
    public func addReads(_ batch: ReadBatch, at now: Timestamp) async throws -> [ReadSum] {
        try await write { try $0.addReads(batch, at: now) }
    }

    /// Deletes counts that no window needs: minutes older than two hours and hours older than 31 days.
    ///
    /// The oldest go first and only so many at once, since other writers wait meanwhile.
    /// - Returns: Whether there may be more.
    /// - Throws: `unavailable` if the store cannot be written.
    public func forgetReads(before now: Timestamp) async throws -> Bool {
        try await write { try $0.forgetReads(before: now) }
    }
}
