internal import News

extension ReadTransaction {
    /// Problems of the file as such: its pages, its references, its schema.
    func fileProblems() throws -> [String] {
        let pages = try sql.rows("PRAGMA quick_check(20)").compactMap { $0.text(0) }.filter { $0 != "ok" }
        let references = try sql.rows("PRAGMA foreign_key_check").prefix(20).map { row in
            "A row of \(row.text(0) ?? "a table") names a row of \(row.text(2) ?? "another") that does not exist."
        }
        return pages.map { "The database file is damaged: \($0)." } + references + (try schemaProblems())
    }

    private func schemaProblems() throws -> [String] {
        let version = try Migrations.version(sql)
        guard version == Migrations.all.count else {
            return ["The schema is version \(version); this program expects \(Migrations.all.count)."]
        }
        let present = Set(try sql.rows("SELECT name FROM sqlite_master").compactMap { $0.text(0) })
        return Self.expected.filter { !present.contains($0) }.map { "The schema lacks \($0)." }
    }

    /// Tables, indexes and triggers without which the newspaper is slow or not guarded.
    private static let expected = [
        "public_state", "stage", "decider", "wire_status", "byline_role", "act", "site", "section", "masthead",
        "section_name", "tag", "person", "picture", "story", "story_section", "story_due", "story_body", "revision",
        "revision_is_not_changed", "revision_is_not_deleted", "revision_text", "revision_text_is_not_changed",
        "revision_text_is_not_deleted", "story_is_not_deleted", "working_copy", "former_path", "former_path_story",
        "former_query", "wire_stop", "sitemap_shard", "story_byline", "story_byline_list", "story_tag",
        "story_tag_list", "story_picture", "story_picture_digest", "journal", "journal_story",
        "journal_is_not_changed", "journal_is_not_deleted", "journal_is_not_replaced", "read_minute", "read_hour",
        "story_search", "story_search_data", "story_search_docsize",
    ]

    /// The journal must count up, name stories that exist, and know each act that it names.
    func journalProblems() throws -> [String] {
        var problems: [String] = []
        var last: (sequence: Int64, at: Int64) = (0, .min)
        try sql.forEachRow("SELECT sequence, at, act, topics, actor FROM journal ORDER BY sequence") { row in
            let sequence = try row.required(0)
            if JournalEntry.Act(rawValue: row.text(2) ?? "") == nil {
                problems.append("Line \(sequence) of the journal names an unknown act.")
            }
            if (row.text(3) ?? "").split(separator: " ").contains(where: { Topic(String($0)) == nil }) {
                problems.append("Line \(sequence) of the journal names a topic that cannot be read.")
            }
            if Actor(row.text(4) ?? "") == nil {
                problems.append("Line \(sequence) of the journal names an actor that cannot be read.")
            }
            if sequence != last.sequence + 1 {
                problems.append("The journal lacks lines between \(last.sequence) and \(sequence).")
            }
            last = (sequence, try row.required(1))
        }
        return problems
    }

    /// Slugs stand in addresses, so each must be in its one right form; and a name must be found by its key.
    func nameProblems() throws -> [String] {
        try ["section", "tag", "person"].flatMap { table in
            try sql.rows("SELECT slug, name, key FROM \(table)").flatMap { row in
                let slug = try row.string(0)
                let address = Slug(rawValue: slug) == nil ? ["a slug that cannot stand in an address"] : []
                let key = try row.string(1).nameKey == row.string(2) ? [] : ["a key that is not its name's"]
                return (address + key).map { "The \(table) “\(slug)” has \($0)." }
            }
        }
    }

    /// Every picture that a story uses must have its files.
    func pictureProblems(_ isComplete: (String) -> Bool) throws -> [String] {
        var problems: [String] = []
        func check(_ number: StoryNumber, _ digest: String) {
            if !isComplete(digest) {
                problems.append("Story \(number): files of the picture \(digest) are missing or damaged.")
            }
        }
        try sql.forEachRow("SELECT story, digest FROM story_picture WHERE digest IS NOT NULL ORDER BY story") { row in
            check(try row.number(0), try row.string(1))
        }
        let all = (StoryNumber(rawValue: 0), StoryNumber(rawValue: .max))
        for (number, working) in try workingCopies(from: all.0, to: all.1).sorted(by: { $0.key < $1.key }) {
            for digest in working.copy.pictures.compactMap(\.picture?.digest) { check(number, digest) }
        }
        return problems
    }
}
