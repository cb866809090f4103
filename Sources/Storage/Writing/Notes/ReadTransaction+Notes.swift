public import News

// Notes on texts. The table `note` is named in the files of this folder, in the outline of a story and in the check, and in
// no query of readers.

extension ReadTransaction {
    /// The notes on a story with their answers, in the order in which they were written.
    /// - Parameters:
    ///   - story: The story.
    ///   - stamp: Only those to which something happened after it.
    public func notes(on story: StoryNumber, after stamp: Int64 = 0) throws -> [TextNote] {
        let values = [SQLValue(siteNumber), SQLValue(story)]
        let rows = try sql.rows(Self.notesQuery, values + [.integer(stamp)])
        guard !rows.isEmpty else { return [] }
        var mentioned: [Int64: [Writer]] = [:]
        try sql.forEachRow(Self.mentionsQuery, values) { row in
            mentioned[try row.required(0), default: []].append(try Writer(row, from: 1))
        }
        var replies: [Int64: [TextNote.Remark]] = [:]
        try sql.forEachRow(Self.repliesQuery, values) { row in
            let remark = try TextNote.Remark(row, mentioned)
            replies[try row.required(5), default: []].append(remark)
        }
        return try rows.map { row in
            let opening = try TextNote.Remark(row, mentioned)
            let answers = (replies[opening.number] ?? []).sorted { $0.number < $1.number }
            return try TextNote(row, on: story, opening, answers)
        }
        .sorted { $0.number < $1.number }
    }

    /// One note with its answers; nil where the story has none of that number.
    public func note(_ number: Int64, on story: StoryNumber) throws -> TextNote? {
        try notes(on: story).first { $0.number == number }
    }

    /// The note to which a remark belongs that a page sent under that number; nil where it sent none.
    /// - Throws: `invalid` where it is another member's: what a page is called is known to all who have the story open.
    public func sentNote(
        on story: StoryNumber,
        by writer: MemberNumber,
        _ client: WritingClient,
        _ sequence: Int
    ) throws -> TextNote? {
        let key = [SQLValue(story), .text(client.description), .integer(Int64(sequence))]
        guard let row = try sql.row(Self.sentRemarkQuery, key) else { return nil }
        guard try row.required(1) == writer.rawValue else {
            throw NewsError(.invalid, "Another member's page has this name; load the page again.")
        }
        return try note(row.required(0), on: story)
    }

    /// How many remarks a story has, and how many notes that are open.
    public func noteCounts(of story: StoryNumber) throws -> (remarks: Int, open: Int) {
        let row = try sql.row(Self.countQuery, [SQLValue(story)])
        return (Int(try row?.required(0) ?? 0), Int(try row?.required(1) ?? 0))
    }

    /// Where the words of the notes are that are open and about words; `nil` for words that are gone.
    func noteAnchors(of story: StoryNumber) throws -> [TextNote.Anchor] {
        try sql.rows(Self.anchorsQuery, [SQLValue(story)]).map { row in
            TextNote.Anchor(note: try row.required(0), quote: try row.string(1), place: TextNote.Place(row, from: 2))
        }
    }

    private static let notesQuery = """
        SELECT note.number, note.at, note.text, writer.number, writer.name, note.stamp, note.quote, note.epoch, note.first,
        note.last, note.resolved_at, resolver.number, resolver.name FROM note
        JOIN story ON story.number = note.story JOIN member AS writer ON writer.number = note.member
        LEFT JOIN member AS resolver ON resolver.number = note.resolved_by
        WHERE story.site = $1 AND note.story = $2 AND note.stamp > $3 AND note.parent IS NULL
        """
    private static let repliesQuery = """
        SELECT note.number, note.at, note.text, writer.number, writer.name, note.parent FROM note
        JOIN story ON story.number = note.story JOIN member AS writer ON writer.number = note.member
        WHERE story.site = $1 AND note.story = $2 AND note.parent IS NOT NULL
        """
    private static let mentionsQuery = """
        SELECT note_mention.note, member.number, member.name FROM note JOIN story ON story.number = note.story
        JOIN note_mention ON note_mention.note = note.number JOIN member ON member.number = note_mention.member
        WHERE story.site = $1 AND note.story = $2
        """
    private static let sentRemarkQuery = """
        SELECT coalesce(parent, number), member FROM note WHERE story = $1 AND client = $2 AND sequence = $3
        """
    private static let countQuery = """
        SELECT count(*), count(CASE WHEN parent IS NULL AND resolved_at IS NULL THEN 1 END) FROM note WHERE story = $1
        """
    private static let anchorsQuery = """
        SELECT number, quote, epoch, first, last FROM note
        WHERE story = $1 AND parent IS NULL AND resolved_at IS NULL AND quote IS NOT NULL
        """
}

extension Writer {
    fileprivate init(_ row: SQLRow, from index: Int) throws {
        self.init(number: MemberNumber(rawValue: try row.required(index)), name: try row.string(index + 1))
    }
}

extension TextNote.Remark {
    fileprivate init(_ row: SQLRow, _ mentioned: [Int64: [Writer]]) throws {
        let number = try row.required(0)
        self.init(
            number: number,
            writer: try Writer(row, from: 3),
            at: try row.time(1),
            text: try row.string(2),
            mentioned: mentioned[number] ?? []
        )
    }
}

extension TextNote.Place {
    /// Nil where the note has none.
    fileprivate init?(_ row: SQLRow, from index: Int) {
        guard let epoch = row.integer(index), let first = row.integer(index + 1), let last = row.integer(index + 2),
            first < last
        else { return nil }
        self.init(epoch: Int(epoch), range: Int(first)..<Int(last))
    }
}

extension TextNote {
    fileprivate init(_ row: SQLRow, on story: StoryNumber, _ opening: Remark, _ replies: [Remark]) throws {
        let resolution = try row.optionalTime(10).map { Resolution(by: try Writer(row, from: 11), at: $0) }
        self.init(
            story: story,
            opening: opening,
            replies: replies,
            quote: row.text(6),
            place: resolution == nil ? Place(row, from: 7) : nil,
            resolution: resolution,
            stamp: try row.required(5)
        )
    }
}
