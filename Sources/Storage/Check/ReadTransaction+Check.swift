internal import News

extension ReadTransaction {
    /// What is wrong with the store of the whole house, in sentences; empty if nothing is.
    ///
    /// For `warta check`.
    ///
    /// It reads everything once, in batches of stories, so it needs little memory, and time in proportion to the
    /// archive. The search index's own structure is not checked here: `Store.problems` adds that.
    /// - Parameter pictureIsComplete: Whether the darkroom has all files of the picture with that digest.
    public func problems(pictureIsComplete: (String) -> Bool) throws -> [String] {
        try prepareSearch()
        var problems = try sql.problems()
        // If the database itself or its schema is broken, its content cannot be checked.
        guard problems.isEmpty else { return problems }
        problems += try journalProblems()
        problems += try receiptProblems()
        problems += try nameProblems()
        problems += try storyProblems()
        for site in try sites() {
            let newspaper = ReadTransaction(sql, of: site.number)
            problems += try newspaper.stopProblems()
            problems += try newspaper.sharedTextProblems()
            problems += try newspaper.noteProblems()
            problems += try newspaper.grievanceProblems()
        }
        problems += try indexProblems()
        problems += try pictureProblems(pictureIsComplete)
        return problems
    }
}

extension Store {
    /// All that `ReadTransaction.problems` finds, and damage to the search index's own structure.
    /// - Parameter pictureIsComplete: Whether the darkroom has all files of the picture with that digest.
    /// - Throws: `unavailable` if the store cannot be read at all.
    public func problems(pictureIsComplete: @escaping @Sendable (String) -> Bool) async throws -> [String] {
        let problems = try await read { try $0.problems(pictureIsComplete: pictureIsComplete) }
        return problems.isEmpty ? try await database.searchIndexProblems() : problems
    }
}
