public import News

/// How the house stands, in a few numbers: what an administrator looks at first.
public struct HouseFigures: Sendable {
    /// The database's program with its version, as `PostgreSQL 15.18`.
    public let server: String
    /// Stories that are due and not public yet.
    public let dueStories: Int
    /// When the first of all that wait becomes due; nil where none waits.
    public let nextDue: Timestamp?
    /// Letters that wait to be sent, to members and to those who sent rights of reply and complaints.
    public let waitingLetters: Int
    /// Those among them that could not be sent at the first attempt.
    public let failedLetters: Int
    /// When the oldest of them was written; nil where none waits.
    public let oldestLetter: Timestamp?
    /// The digests of some pictures, those of the newest stories that have any.
    public let newestPictures: [String]
    /// Surfaces that did not show to readers in time what the desk did, in the last hour.
    public let redReceipts: Int
    /// Where the house is being moved, for people, while its newsroom is closed for that; else nil.
    public let movesTo: String?
}

extension ReadTransaction {
    /// How the whole house stands.
    /// - Parameter now: The present time.
    public func houseFigures(at now: Timestamp) throws -> HouseFigures {
        let newspapers = try sites().map { ReadTransaction(sql, of: $0.number) }
        let letters = try sql.row(Self.waitingLettersQuery)
        return HouseFigures(
            server: try sql.server(),
            dueStories: try newspapers.reduce(0) { $0 + (try $1.due(at: now, limit: Self.mostDue).count) },
            nextDue: try newspapers.compactMap { try $0.nextDue() }.min(),
            waitingLetters: Int(letters?.integer(0) ?? 0),
            failedLetters: Int(letters?.integer(1) ?? 0),
            oldestLetter: letters?.optionalTime(2),
            newestPictures: try sql.rows(Self.newestPicturesQuery).map { try $0.string(0) },
            redReceipts: try redReceipts(since: now.adding(seconds: -3_600)),
            movesTo: try CopyMark(sql).flatMap { $0.role == .source ? $0.place : nil }
        )
    }

    /// Beyond that, it is enough to know that there are very many.
    private static let mostDue = 1_000

    /// Among so many, as an archive may have come without its pictures.
    static let newestPicturesQuery = """
        SELECT digest FROM (SELECT digest FROM story_picture ORDER BY story DESC, ordinal DESC LIMIT 500) AS newest
        WHERE digest IS NOT NULL LIMIT 5
        """

    static let waitingLettersQuery = """
        SELECT count(*), count(CASE WHEN attempts > 0 THEN 1 END), min(written) FROM (
            SELECT attempts, written FROM letter WHERE state = 'waiting' UNION ALL
            SELECT grievance_letter.attempts, grievance_record.at FROM grievance_letter
            JOIN grievance_record ON grievance_record.sequence = grievance_letter.record
            WHERE grievance_letter.state = 'waiting'
        ) AS waiting
        """
}
