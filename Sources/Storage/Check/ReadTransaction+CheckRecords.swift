internal import News

extension ReadTransaction {
    /// The journal must count up, name stories that exist, and know each act that it names.
    func journalProblems() throws -> [String] {
        var problems: [String] = []
        var last: Int64 = 0
        try forEachRow(Self.journalQuery, after: [0]) { row in
            let sequence = try row.required(0)
            if JournalEntry.Act(rawValue: row.text(1) ?? "") == nil {
                problems.append("Line \(sequence) of the journal names an unknown act.")
            }
            if (row.text(2) ?? "").split(separator: " ").contains(where: { Topic(String($0)) == nil }) {
                problems.append("Line \(sequence) of the journal names a topic that cannot be read.")
            }
            if Actor(row.text(3) ?? "") == nil {
                problems.append("Line \(sequence) of the journal names an actor that cannot be read.")
            }
            if sequence != last + 1 {
                problems.append("The journal lacks lines between \(last) and \(sequence).")
            }
            last = sequence
        }
        return problems
    }

    private static let journalQuery = """
        SELECT sequence, coalesce(finer_act, act), topics, actor FROM journal WHERE sequence > $1 ORDER BY sequence LIMIT $2
        """

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
        try forEachRow(Self.picturesQuery, after: [0, -1]) { check(try $0.number(0), try $0.string(2)) }
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

    private static let picturesQuery = """
        SELECT story, ordinal, digest FROM story_picture WHERE digest IS NOT NULL AND (story, ordinal) > ($1, $2)
        ORDER BY story, ordinal LIMIT $3
        """

    /// Calls the closure with each row of a whole table, which is read in batches.
    /// - Parameters:
    ///   - query: Gives the rows after a place, in order; its last value is how many. It begins with the columns of the place.
    ///   - start: The place before the first row.
    private func forEachRow(_ query: String, after start: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        var place: [SQLValue]? = start
        while let after = place {
            let rows = try sql.rows(query, after + [.integer(Self.batch)])
            for row in rows { try body(row) }
            place = rows.count < Self.batch ? nil : rows.last.map { row in start.indices.map { row[$0] } }
        }
    }
}
