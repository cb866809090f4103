internal import News

extension ReadTransaction {
    /// Rows read at a time.
    static let batch: Int64 = 500

    /// Problems of each story: what is stored of it must be readable and consistent.
    func storyProblems() throws -> [String] {
        var problems: [String] = []
        var after: Int64 = 0
        while true {
            let rows = try sql.rows(Self.checkQuery, [.integer(after), .integer(Self.batch)])
            guard let last = rows.last else { return problems }
            for row in rows { problems += try self.problems(of: row).map { "Story \(try row.number(0)): \($0)." } }
            after = try last.required(0)
        }
    }

    private func problems(of row: SQLRow) throws -> [String] {
        let story: StoredStory
        do {
            story = try StoredStory(row)
        } catch let fault as SQLFault {
            return [fault.sentence]
        }
        return try bodyProblems(story) + placeProblems(story) + correctionProblems(story) + reportProblems(story)
            + workingCopyProblems(story) + revisionProblems(story)
    }

    /// A list must mark the story by the corrections that it has.
    private func correctionProblems(_ story: StoredStory) throws -> [String] {
        do {
            let told = try corrections(of: story.number)
            let isMarked = story.corrected == told.weightiest && told.map(\.number) == Array(1..<(told.count + 1))
            return isMarked ? [] : ["the mark of its corrections is not theirs"]
        } catch let fault as SQLFault {
            return [fault.sentence]
        }
    }

    /// What stands in the story's row must be where its unverified reports stand; only the last may be open.
    private func reportProblems(_ story: StoredStory) throws -> [String] {
        do {
            let reports = try reports(of: story.number)
            let isMarked =
                story.reported == reports.last?.state && reports.map(\.number) == Array(1..<(reports.count + 1))
                && reports.dropLast().allSatisfy { $0.state == .verified }
            return isMarked ? [] : ["the mark of its unverified reports is not theirs"]
        } catch let fault as SQLFault {
            return [fault.sentence]
        }
    }

    private func bodyProblems(_ story: StoredStory) throws -> [String] {
        let stored = try sql.row("SELECT html FROM story_body WHERE story = $1", [SQLValue(story.number)])?.string(0)
        return story.published?.body.html == stored ? [] : ["its body is not stored as it is read"]
    }

    /// There must be a text, the working copy must be readable, and the newsroom's list must show what is there.
    private func workingCopyProblems(_ story: StoredStory) throws -> [String] {
        do {
            let working = try workingCopies(from: story.number, to: story.number)[story.number]
            guard let copy = working?.copy ?? story.published else { return ["it has no text"] }
            let row = try sql.row(Self.deskQuery, [SQLValue(story.number)])
            let shown: [SQLValue] = [
                .text(story.life.state.rawValue), SQLValue(working?.stage.rawValue), SQLValue(copy.section.slug),
                SQLValue(working?.copy.headline),
            ]
            guard row?.values == shown else { return ["the newsroom's list does not show it as it is"] }
            let isCut = try WriteTransaction.cutTables.allSatisfy { table in
                try sql.row(Self.cutQuery(table), [SQLValue(story.number)]) == nil
            }
            return isCut ? [] : ["a cut of the newsroom's list does not show it as it is"]
        } catch let fault as SQLFault {
            return [fault.sentence]
        }
    }

    private static let deskQuery = """
        SELECT desk_story.public_state, stage, desk_story.section, desk_story.headline FROM desk_story
        JOIN story ON story.number = desk_story.story AND story.site = desk_story.site WHERE desk_story.story = $1
        """

    /// Has a row where what a table repeats of the list differs from it.
    private static func cutQuery(_ table: String) -> String {
        """
        SELECT 1 FROM \(table) JOIN desk_story ON desk_story.story = \(table).story WHERE \(table).story = $1
        AND (\(table).changed <> desk_story.changed OR \(table).public_state IS DISTINCT FROM desk_story.public_state
        OR \(table).stage IS DISTINCT FROM desk_story.stage OR \(table).section IS DISTINCT FROM desk_story.section) LIMIT 1
        """
    }

    private func placeProblems(_ story: StoredStory) throws -> [String] {
        var problems: [String] = []
        let life = story.life
        if let position = life.position {
            if life.state != .live { problems.append("it is \(life.state.rawValue) and still stands in the lists") }
            if position.time < life.publicSince { problems.append("it stands in the lists before its time") }
            if try !searchIndex.contains(position) { problems.append("the search index lacks it") }
        }
        let position = SQLValue(life.position)
        for (table, list) in [("story_tag", "a tag's"), ("story_byline", "an author's")] {
            let differs = try sql.row(
                """
                SELECT 1 FROM \(table) WHERE story = $1
                AND (position <> $2 OR (position IS NOT NULL AND $2 IS NULL)) LIMIT 1
                """,
                [SQLValue(story.number), position]
            )
            if differs != nil { problems.append("it stands elsewhere in \(list) list than in the site's") }
        }
        return problems
    }

    /// Each version up to the present one must have its row and its text; the present one's text is the story itself.
    private func revisionProblems(_ story: StoredStory) throws -> [String] {
        let present = Int64(story.version)
        let counts = try sql.row(Self.revisionCountQuery, [SQLValue(story.number), .integer(present)])
        var problems: [String] = []
        if counts?.integer(0) != present || counts?.integer(1) != present {
            problems.append("its revisions are not the versions 1 to \(present)")
        }
        if counts?.integer(2) != present - 1 { problems.append("what its former versions said is not kept whole") }
        guard problems.isEmpty else { return problems }
        do {
            _ = try revisions(of: story)
            return []
        } catch let fault as SQLFault {
            return [fault.sentence]
        }
    }

    private static let revisionCountQuery = """
        SELECT count(*), max(version),
        (SELECT count(*) FROM revision_text WHERE story = $1 AND version < $2) FROM revision WHERE story = $1
        """

    /// The index must hold the public stories and no others.
    func indexProblems() throws -> [String] {
        let stories = try sql.row("SELECT count(*) FROM story WHERE position IS NOT NULL")?.required(0) ?? 0
        let indexed = try searchIndex.count()
        return stories == indexed ? [] : ["The search index holds \(indexed) stories; \(stories) are public."]
    }

    private static let checkQuery = """
        SELECT \(StoredStory.columns) FROM story \(StoredStory.joins) WHERE story.number > $1 ORDER BY story.number LIMIT $2
        """
}

extension SQLFault {
    /// The fault, as a sentence about the story in which it was found.
    fileprivate var sentence: String {
        switch self {
        case .column(let index, let kind): "its field \(index) is not \(kind)"
        case .constraint(_, let what): "it breaks a rule of the schema (\(what))"
        case .story(_, let what): what
        }
    }
}
