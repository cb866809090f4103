internal import News

extension WriteTransaction {
    /// Stores those corrections of a story that it has not had yet.
    ///
    /// No two of a newspaper are of the same millisecond, so that their list has one order: the second is told a millisecond
    /// later.
    /// - Parameters:
    ///   - story: With all of its corrections; those that are stored come first.
    ///   - count: How many are stored.
    /// - Returns: All of them, as they are stored.
    func addCorrections(of story: StoredStory, from count: Int) throws -> [Correction] {
        var kept = Array(story.life.corrections.prefix(count))
        for var correction in story.life.corrections.dropFirst(count) {
            correction.at = try freeTime(from: correction.at)
            try sql.execute(
                """
                INSERT INTO correction (story, number, site, kind, place, words, paragraph, hides_former, at, actor)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                [
                    SQLValue(story.number), .integer(Int64(correction.number)), SQLValue(siteNumber),
                    .text(correction.kind.rawValue), .text(correction.place.rawValue), .text(correction.words),
                    SQLValue(correction.paragraph), .integer(correction.hidesFormer ? 1 : 0), SQLValue(correction.at),
                    .text(correction.actor.description),
                ]
            )
            kept.append(correction)
        }
        return kept
    }

    private func freeTime(from time: Timestamp) throws -> Timestamp {
        var time = time
        while try sql.row(Self.correctionAtQuery, [SQLValue(siteNumber), SQLValue(time)]) != nil {
            time = time.adding(milliseconds: 1)
        }
        return time
    }

    static let correctionAtQuery = "SELECT 1 FROM correction WHERE site = $1 AND at = $2"
}
