public import News

/// Counting reads is the one change that is no verb of the desk: it touches no story, and the press makes it.
extension Store {
    /// Adds what was read just now.
    ///
    /// - Returns: What was added: the sums of stories that readers may see. Whoever sends numbers of others has made
    ///   them up.
    /// - Throws: `unavailable` where the store is; then nothing was added.
    @discardableResult
    public func addReads(_ sums: [ReadSum], at now: Timestamp) async throws -> [ReadSum] {
        try await write { try $0.addReads(sums, at: now) }
    }

    /// Forgets what no window needs: minutes older than two hours and hours older than 31 days, the oldest first and
    /// not too many at once, as others wait meanwhile.
    /// - Returns: Whether there may be more.
    /// - Throws: `unavailable` where the store is.
    public func forgetReads(before now: Timestamp) async throws -> Bool {
        try await write { try $0.forgetReads(before: now) }
    }
}
