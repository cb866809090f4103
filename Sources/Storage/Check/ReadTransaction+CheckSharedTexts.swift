internal import News

extension ReadTransaction {
    /// What is written together must be readable, batch over batch, and the working copy must say what it holds of it.
    func sharedTextProblems() throws -> [String] {
        try sql.rows(Self.sharedTextsQuery, [SQLValue(siteNumber)]).flatMap { row in
            let number = try row.number(0)
            return try sharedTextProblems(of: number, row).map { "Story \(number): \($0)." }
        }
    }

    private func sharedTextProblems(of number: StoryNumber, _ row: SQLRow) throws -> [String] {
        guard let text = try SharedText(row, from: 1) else { return [] }
        if text.save != Int(try row.required(6)) {
            // Its text was replaced; whatever was sent before was put into the working copy then.
            return text.isAhead ? ["words were written together that its working copy never had"] : []
        }
        guard try row.required(7) == Int64(text.head.version - text.stored) else {
            return ["batches of its shared text are missing"]
        }
        do {
            let (_, document) = try sharedDocument(of: number)
            guard !text.isAhead, let story = try story(number) else { return [] }
            return document.body == story.openBody ? [] : ["its working copy differs from its shared text"]
        } catch SQLFault.story(_, let what) {
            return [what]
        }
    }

    private static let sharedTextsQuery = """
        SELECT shared_text.story, epoch, shared_text.version, save, stored_version, last_batch, working_saves,
        (SELECT count(*) FROM shared_batch WHERE shared_batch.story = shared_text.story
        AND shared_batch.epoch = shared_text.epoch AND shared_batch.version > stored_version)
        FROM shared_text JOIN story ON story.number = shared_text.story
        WHERE shared_text.site = $1 ORDER BY shared_text.story
        """
}
