internal import News

extension ReadTransaction {
    /// Notes must be about stories of theirs, answers about notes of the same story, and the words of a note that is open
    /// must lie in the text as it is written now.
    func noteProblems() throws -> [String] {
        let strays = try sql.rows(Self.strayQuery, [SQLValue(siteNumber)]).map { row in
            "Story \(try row.number(0)): the answer \(try row.required(1)) is about a note that is none of it."
        }
        let numbers = try sql.rows(Self.notedQuery, [SQLValue(siteNumber)]).map { try $0.number(0) }
        return try strays
            + numbers.flatMap { number in
                let anchors = try noteAnchors(of: number)
                let (text, document): (SharedText, Document)
                do {
                    (text, document) = try sharedDocument(of: number)
                } catch is SQLFault {
                    // What cannot be read has been reported with the text.
                    return [String]()
                }
                return anchors.compactMap { anchor in
                    guard let place = anchor.place else { return nil }
                    if place.epoch == text.head.epoch, place.range.lowerBound >= 0,
                        place.range.upperBound <= document.size
                    {
                        return nil
                    }
                    return "Story \(number): the words of the note \(anchor.note) lie outside its text."
                }
            }
    }

    private static let strayQuery = """
        SELECT note.story, note.number FROM note JOIN story ON story.number = note.story
        JOIN note AS parent ON parent.number = note.parent
        WHERE story.site = $1 AND (parent.story <> note.story OR parent.parent IS NOT NULL) ORDER BY note.number
        """
    private static let notedQuery = """
        SELECT DISTINCT note.story FROM note JOIN story ON story.number = note.story
        WHERE story.site = $1 AND note.parent IS NULL AND note.resolved_at IS NULL AND note.first IS NOT NULL
        ORDER BY note.story
        """
}
