public import News

/// A story as readers had it at a past instant, or what is to be said instead.
public enum PastSight: Hashable, Sendable {
    /// They found nothing.
    case nothing
    /// Its page, or the notice that it was withdrawn: its state says which.
    case shown(PublishedStory)
    /// It cannot be told.
    case gap(PastGap)
}

extension ReadTransaction {
    /// What readers had of a story at a past instant: by its journal, its versions, its corrections and its reports.
    ///
    /// A dozen rows are read, of indexes, however large the archive is and however old the instant.
    /// - Parameters:
    ///   - number: The story.
    ///   - instant: At which readers looked, and all that was done in that millisecond was done.
    ///   - showsHidden: Whether also a text is told that a later correction hides.
    public func sight(of number: StoryNumber, at instant: Timestamp, showsHidden: Bool) throws -> PastSight {
        guard let present = try kept(number, withBody: true) else { return .nothing }
        guard let version = try version(of: number, at: instant) else { return try beforeArrival(of: present, instant) }
        guard let row = try revisions(of: present, version...version).first else { return .nothing }
        let past = PastStory(
            life: row.life,
            turn: try turn(of: number, until: instant),
            corrections: present.life.corrections,
            reports: present.life.reports
        )
        guard let life = past.life(at: instant) else {
            return past.turn == nil ? try beforeArrival(of: present, instant) : .nothing
        }
        guard let copy = try text(of: present, life.publishedVersion, row) else { return .gap(.textNotKept) }
        if life.state == .live, !showsHidden, let correction = try hidingCorrection(of: present, instant) {
            return .gap(.hidden(by: correction))
        }
        return .shown(PublishedStory(number: number, uri: present.uri, life: life, copy: copy))
    }

    /// Those of some stories of which the journal tells something that happened after an instant.
    func touched(_ numbers: [StoryNumber], after instant: Timestamp) throws -> Set<StoryNumber> {
        if numbers.isEmpty { return [] }
        let places = numbers.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let query = """
            SELECT number FROM story WHERE number IN (\(places))
            AND EXISTS (SELECT 1 FROM journal WHERE journal.story = story.number AND journal.at > $\(numbers.count + 1))
            """
        return Set(try sql.rows(query, numbers.map { SQLValue($0) } + [SQLValue(instant)]).map { try $0.number(0) })
    }

    /// The version that was the newest one at an instant; nil where there was none.
    private func version(of number: StoryNumber, at instant: Timestamp) throws -> Int? {
        try sql.row(Self.versionAtQuery, [SQLValue(number), SQLValue(instant)])?.integer(0).map { Int($0) }
    }

    private func turn(of number: StoryNumber, until instant: Timestamp) throws -> PastStory.Turn? {
        try sql.row(Self.turnQuery, [SQLValue(number), SQLValue(instant)]).map { row in
            guard let act = JournalEntry.Act(rawValue: try row.string(0)) else { throw SQLFault.column(0, "an act") }
            return PastStory.Turn(act, at: try row.time(1))
        }
    }

    private static let turnQuery: String = {
        let acts = PastStory.turns.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return """
            SELECT act, at FROM journal WHERE story = $1 AND at <= $2 AND act IN (\(acts))
            ORDER BY sequence DESC LIMIT 1
            """
    }()

    /// Nothing, where the story's date is later as well; else the store does not know what readers had.
    private func beforeArrival(of present: StoredStory, _ instant: Timestamp) throws -> PastSight {
        guard present.life.firstPublic != nil, present.life.publicSince <= instant,
            let arrival = try sql.row(Self.arrivalQuery, [SQLValue(present.number)])?.optionalTime(0),
            arrival > instant
        else { return .nothing }
        return .gap(.before(arrival: arrival))
    }

    private static let arrivalQuery = "SELECT at FROM journal WHERE story = $1 ORDER BY sequence LIMIT 1"

    /// The text of a published version; nil where it was not kept.
    private func text(of present: StoredStory, _ published: Int, _ then: Revision) throws -> Copy? {
        if published == then.version, then.stage == nil { return then.copy }
        if published == present.life.publishedVersion { return present.published }
        // Older programs kept, of a text that a wire sent beside what the desk was writing, the desk's words.
        guard let row = try revisions(of: present, published...published).first, row.stage == nil else { return nil }
        return row.copy
    }

    /// The number of the correction that hides what readers had at an instant; nil where none does.
    ///
    /// Where nothing new came with the correction, the mended text is the one that came after it.
    private func hidingCorrection(of present: StoredStory, _ instant: Timestamp) throws -> Int? {
        guard let hiding = present.life.corrections.last(where: \.hidesFormer) else { return nil }
        if instant < hiding.at { return hiding.number }
        let before = hiding.at.adding(milliseconds: -1)
        guard try publishedText(of: present.number, at: hiding.at) == publishedText(of: present.number, at: before),
            let mended = try textChanged(present.number, after: hiding.at)
        else { return nil }
        return instant < mended ? hiding.number : nil
    }
}
