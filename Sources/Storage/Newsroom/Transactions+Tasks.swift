public import News

extension ReadTransaction {
    /// What the desk has to do about a story; nothing in particular where nobody said anything.
    public func task(of number: StoryNumber) throws -> StoryTask {
        guard let row = try sql.row(Self.taskQuery, [SQLValue(siteNumber), SQLValue(number)]) else {
            return StoryTask()
        }
        return try StoryTask(row, from: 0)
    }

    static let taskQuery = """
        SELECT \(StoryTask.columns) FROM story_task WHERE site = $1 AND story = $2
        """
}

extension WriteTransaction {
    /// Keeps what the desk has to do about a story; the list stays in its order.
    public func keep(_ task: StoryTask, of number: StoryNumber) throws {
        let values: [SQLValue] = [
            SQLValue(number), SQLValue(siteNumber), .text(task.priority.rawValue), SQLValue(task.due),
            SQLValue(task.words.map(Int64.init)), SQLValue(task.holder?.rawValue),
            .text(task.flags.sorted().map(\.rawValue).joined(separator: " ")), SQLValue(number), SQLValue(siteNumber),
        ]
        guard try sql.execute(Self.keepTask, values) > 0 else {
            throw NewsError(.notFound, "There is no story \(number).")
        }
        try sql.execute("DELETE FROM story_flag WHERE story = $1", [SQLValue(number)])
        for flag in task.flags.sorted() {
            try sql.execute(Self.keepFlag, [.text(flag.rawValue), SQLValue(number)])
        }
        try touchDeskRow(of: number)
    }

    private static let keepTask = """
        INSERT INTO story_task (story, site, priority, due, words, holder, flags, \(cutColumns))
        SELECT $1, $2, $3, $4, $5, $6, $7, \(cutColumns) FROM desk_story WHERE story = $8 AND site = $9
        ON CONFLICT (story) DO UPDATE SET priority = excluded.priority, due = excluded.due, words = excluded.words,
        holder = excluded.holder, flags = excluded.flags
        """

    private static let keepFlag = """
        INSERT INTO story_flag (story, site, flag, \(cutColumns))
        SELECT story, site, $1, \(cutColumns) FROM story_task WHERE story = $2
        """
}

extension StoryTask {
    /// The columns of a task, where `story_task` is joined.
    static let columns = "story_task.priority, story_task.due, story_task.words, story_task.holder, story_task.flags"

    /// A task in the columns from an index on; an empty one where its row is missing.
    init(_ row: SQLRow, from index: Int) throws {
        self.init()
        guard let name = row.text(index) else { return }
        guard let priority = Priority(rawValue: name) else { throw SQLFault.column(index, "a priority") }
        self.priority = priority
        due = row.optionalTime(index + 1)
        words = row.integer(index + 2).map { Int($0) }
        holder = row.integer(index + 3).map { MemberNumber(rawValue: $0) }
        flags = Set((row.text(index + 4) ?? "").split(separator: " ").compactMap { Flag(rawValue: String($0)) })
    }
}
