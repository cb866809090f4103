public import News

/// What the newsroom must know of a story at each batch that somebody sends: its state without its texts.
public struct StoryOutline: Hashable, Sendable {
    public let number: StoryNumber
    /// Counts the versions of the story.
    public let version: Int
    /// Counts the saves of its working copy (`Story.Life.workingSaves`).
    public let workingSaves: Int
    public let stage: Stage?
    public let state: PublicState
    /// The sections of the published text and of what the desk is writing.
    public let sections: Set<Slug>
    public let firstPublic: Timestamp?
    public let embargoedUntil: Timestamp?
    /// Who saved the first version.
    public let beginner: Actor?
    /// Who has the story in hand.
    public let holder: MemberNumber?
    /// When the working copy, if there is one, was saved last.
    public let savedAt: Timestamp?
    /// Who did.
    public let writer: Actor?
    /// The body as several people write it.
    public let text: SharedText
    /// Bytes of the batches that the working copy does not hold yet.
    public let pending: Int
    /// The rescued texts that nobody has dismissed.
    public let rescued: RescuedTexts
    /// The stamp of what happened last to its notes; 0 where it has none.
    public let newestNote: Int64
    /// Whether any of them is open.
    public let hasOpenNotes: Bool
    /// How many surfaces have shown what the desk did with it: more, and there is something to read.
    public let receipts: Int

    public struct RescuedTexts: Hashable, Sendable {
        public let count: Int
        /// The highest of their numbers; 0 where there is none.
        public let newest: Int64
    }

    /// What matters of the story for what a member may do with it.
    public func facts(for member: Member, at now: Timestamp) -> StoryFacts {
        let claim = StoryTask(holder: holder).claim(for: member.number)
        return StoryFacts(
            stage: stage,
            state: state,
            sections: sections,
            isOwn: beginner == member.actor || claim == .own,
            claim: claim,
            wasPublic: firstPublic != nil,
            isEmbargoed: embargoedUntil.map { $0 > now } ?? false
        )
    }
}

extension ReadTransaction {
    /// The outline of a story; nil where there is none of that number.
    public func outline(of number: StoryNumber) throws -> StoryOutline? {
        try sql.row(Self.outlineQuery, [SQLValue(siteNumber), SQLValue(number)]).map { try StoryOutline($0, number) }
    }

    /// The newsroom's list has a row for each story, with the stage and the section of what is written in it.
    static let outlineQuery = """
        SELECT story.version, story.working_saves, story.public_state, story.first_public, story.embargoed_until,
        desk_story.stage, desk_story.section, section.slug, revision.actor, working_copy.saved_at,
        shared_text.epoch, shared_text.version, shared_text.save, shared_text.stored_version, shared_text.last_batch,
        shared_text.pending,
        (SELECT count(*) FROM rescued_text WHERE rescued_text.story = story.number AND dismissed_at IS NULL),
        (SELECT max(id) FROM rescued_text WHERE rescued_text.story = story.number AND dismissed_at IS NULL),
        working_copy.writer, story_task.holder, (SELECT max(stamp) FROM note WHERE note.story = story.number),
        EXISTS (SELECT 1 FROM note WHERE note.story = story.number AND parent IS NULL AND resolved_at IS NULL),
        (SELECT count(*) FROM receipt WHERE receipt.story = story.number) FROM story JOIN desk_story ON desk_story.story = story.number
        LEFT JOIN section ON section.id = story.section
        LEFT JOIN revision ON revision.story = story.number AND revision.version = 1
        LEFT JOIN working_copy ON working_copy.story = story.number
        LEFT JOIN shared_text ON shared_text.story = story.number AND shared_text.save = story.working_saves
        LEFT JOIN story_task ON story_task.story = story.number
        WHERE story.site = $1 AND story.number = $2
        """
}

extension StoryOutline {
    fileprivate init(_ row: SQLRow, _ number: StoryNumber) throws {
        guard let state = PublicState(rawValue: try row.string(2)) else { throw SQLFault.column(2, "a public state") }
        let saves = Int(try row.required(1))
        self.init(
            number: number,
            version: Int(try row.required(0)),
            workingSaves: saves,
            stage: row.text(5).flatMap(Stage.init(rawValue:)),
            state: state,
            sections: Set([row.text(6), row.text(7)].compactMap { $0.flatMap(Slug.init(rawValue:)) }),
            firstPublic: row.optionalTime(3),
            embargoedUntil: row.optionalTime(4),
            beginner: row.text(8).flatMap { Actor($0) },
            holder: row.integer(19).map { MemberNumber(rawValue: $0) },
            savedAt: row.optionalTime(9),
            writer: row.text(18).flatMap { Actor($0) },
            text: try SharedText(row, from: 10) ?? SharedText(beginningAt: saves),
            pending: Int(row.integer(15) ?? 0),
            rescued: RescuedTexts(
                count: Int(try row.required(16)),
                newest: row.integer(17) ?? 0
            ),
            newestNote: row.integer(20) ?? 0,
            hasOpenNotes: try row.required(21) == 1,
            receipts: Int(try row.required(22))
        )
    }
}

extension SharedText {
    /// Nil where there is no row.
    init?(_ row: SQLRow, from index: Int) throws {
        guard row.integer(index) != nil else { return nil }
        self.init(
            head: Point(epoch: Int(try row.required(index)), version: Int(try row.required(index + 1))),
            stored: Int(try row.required(index + 3)),
            save: Int(try row.required(index + 2)),
            lastBatch: row.optionalTime(index + 4)
        )
    }
}
