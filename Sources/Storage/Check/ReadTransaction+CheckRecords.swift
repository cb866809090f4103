internal import News

extension ReadTransaction {
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

    /// Slugs are parts of addresses, so each must be in its canonical form; and a name must be found by its key.
    func nameProblems() throws -> [String] {
        try ["section", "tag", "person"].flatMap { table in
            try sql.rows("SELECT slug, name, key, id FROM \(table)").flatMap { row in
                let slug = try row.string(0)
                let isFound = try row.string(1).nameKey == row.string(2) || (table == "section" && isNamed(row))
                let address = Slug(rawValue: slug) == nil ? ["a slug that cannot stand in an address"] : []
                let key = isFound ? [] : ["a key that is not its name's"]
                return (address + key).map { "The \(table) “\(slug)” has \($0)." }
            }
        }
    }

    /// Whether a section has its name from the desk, and is found under it.
    private func isNamed(_ row: SQLRow) throws -> Bool {
        let values = try [SQLValue.text(row.string(1).nameKey), .integer(row.required(3))]
        return try sql.row("SELECT 1 FROM section_name WHERE key = $1 AND section = $2", values) != nil
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
        let (first, last) = (StoryNumber(rawValue: 0), StoryNumber(rawValue: .max))
        do {
            for (number, working) in try workingCopies(from: first, to: last).sorted(by: { $0.key < $1.key }) {
                for digest in working.copy.pictures.compactMap(\.picture?.digest) { check(number, digest) }
            }
        } catch is SQLFault {
            // An unreadable working copy has been reported with its story.
        }
        return problems
    }
}
