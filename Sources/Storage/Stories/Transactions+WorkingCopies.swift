public import News

// What the desk is writing. The table `working_copy` is named in this file alone and in no query of readers.

extension ReadTransaction {
    /// The working copies of stories in a range of numbers.
    func workingCopies(from first: StoryNumber, to last: StoryNumber) throws -> [StoryNumber: WorkingCopy] {
        var copies: [StoryNumber: WorkingCopy] = [:]
        for row in try sql.rows(Self.workingQuery, [SQLValue(first), SQLValue(last)]) {
            let number = try row.number(0)
            guard let stage = Stage(rawValue: try row.string(1)), let writer = Actor(try row.string(4)) else {
                throw SQLFault.story(number.rawValue, "its working copy's stage or writer cannot be read")
            }
            let stored = try StoredText(json: try row.string(6), of: number, "its working copy")
            copies[number] = WorkingCopy(
                try stored.copy(of: number) { try picture(digest: $0) },
                stage: stage,
                base: WorkingCopy.Base(save: Int(try row.required(2)), published: Int(try row.required(3))),
                writer: writer,
                savedAt: try row.time(5)
            )
        }
        return copies
    }

    /// What an editor begins with, the working copy or the published text, without its body.
    /// - Throws: A fault where there is no such story.
    public func openFields(of number: StoryNumber) throws -> Copy {
        if let row = try sql.row(Self.fieldsQuery, [SQLValue(siteNumber), SQLValue(number)]) {
            var stored = try StoredText(json: try row.string(0), of: number, "its working copy")
            stored.html = ""
            return try stored.copy(of: number) { try picture(digest: $0) }
        }
        guard let copy = try kept(number, withBody: false)?.published else {
            throw SQLFault.story(number.rawValue, "it has no text")
        }
        return copy
    }

    /// Whether the desk is writing in a story, or nothing of it was passed for readers.
    func hasWorkingCopy(_ number: StoryNumber) throws -> Bool {
        try sql.row("SELECT 1 FROM working_copy WHERE story = $1", [SQLValue(number)]) != nil
    }

    static let fieldsQuery = """
        SELECT working_copy.text FROM working_copy JOIN story ON story.number = working_copy.story
        WHERE story.site = $1 AND working_copy.story = $2
        """

    static let workingQuery = """
        SELECT story, stage, save, made_from, writer, saved_at, text FROM working_copy WHERE story BETWEEN $1 AND $2
        """
}

extension WriteTransaction {
    /// Saves what the desk is writing in a story, or deletes it if nobody is.
    func keepWorkingCopy(of story: Story) throws {
        guard let working = story.workingCopy else {
            try sql.execute("DELETE FROM working_copy WHERE story = $1", [SQLValue(story.number)])
            return
        }
        for picture in working.copy.pictures.compactMap(\.picture) { try keep(picture) }
        try sql.execute(
            Self.keepWorkingQuery,
            [
                SQLValue(story.number), .text(working.stage.rawValue), .integer(Int64(working.base.save)),
                .integer(Int64(working.base.published)), .text(working.writer.description), SQLValue(working.savedAt),
                .text(try StoredText(working.copy).json()),
            ]
        )
    }

    private static let keepWorkingQuery = """
        INSERT INTO working_copy (story, stage, save, made_from, writer, saved_at, text) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (story) DO UPDATE SET stage = excluded.stage, save = excluded.save,
        made_from = excluded.made_from, writer = excluded.writer, saved_at = excluded.saved_at, text = excluded.text
        """
}
