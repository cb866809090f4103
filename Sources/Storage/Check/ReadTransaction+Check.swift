internal import News

extension ReadTransaction {
    /// What is wrong with the store, in sentences; empty where nothing is.
    ///
    /// For `warta check`.
    ///
    /// Reads everything once, story by story in batches, so it needs little memory and as long as the archive is large.
    /// What only a writing transaction can ask, the search index's own structure, `Store.problems` adds.
    /// - Parameter pictureIsComplete: Whether the darkroom has all files of the picture with that digest.
    public func problems(pictureIsComplete: (String) -> Bool) throws -> [String] {
        try prepareSearch()
        var problems = try fileProblems()
        // Where the file itself or its schema is broken, what stands in it cannot be judged.
        guard problems.isEmpty else { return problems }
        problems += try journalProblems()
        problems += try nameProblems()
        problems += try storyProblems()
        problems += try indexProblems()
        problems += try pictureProblems(pictureIsComplete)
        return problems
    }
}

extension Store {
    /// All that `ReadTransaction.problems` finds, and what the search index says of its own structure.
    /// - Parameter pictureIsComplete: Whether the darkroom has all files of the picture with that digest.
    /// - Throws: `unavailable` where the store cannot be read at all.
    public func problems(pictureIsComplete: @escaping @Sendable (String) -> Bool) async throws -> [String] {
        let problems = try await read { try $0.problems(pictureIsComplete: pictureIsComplete) }
        guard problems.isEmpty else { return problems }
        do {
            try await write { try SearchTable(sql: $0.sql).verify() }
            return []
        } catch let error as NewsError where error.code == .unavailable {
            return ["The search index is damaged, or cannot be checked now: \(error.message)"]
        }
    }
}
