public import News

extension ReadTransaction {
    /// A page of the newsroom's list, the newest change first.
    /// - Parameters:
    ///   - filter: Which stories.
    ///   - before: Only those behind this place; nil for the newest.
    ///   - limit: Rows at most.
    public func deskPage(_ filter: DeskFilter, before: DeskPosition? = nil, limit: Int) throws -> DeskPage {
        try deskPage(filter, before: before, limit: limit, lookingThrough: .max)
    }

    /// - Parameter most: Rows that are looked through at most, where that is less than a cut allows.
    func deskPage(
        _ filter: DeskFilter,
        before: DeskPosition? = nil,
        limit: Int,
        lookingThrough most: Int
    ) throws -> DeskPage {
        let query = searchQuery(filter.words, language: "id")
        if !query.isEmpty { return try deskSearch(filter, query, before: before, limit: limit) }
        var (found, end) = ([DeskPosition](), DeskPosition?.none)
        for cut in filter.cuts(of: siteNumber) {
            end = try cut.mostLookedThrough.flatMap { try place(min($0, most), in: cut, before: before) }
            found = try positions(cut, before: before, notBefore: end, among: found, limit: limit + 1)
        }
        let hasMore = found.count > limit
        return DeskPage(
            rows: try found.prefix(limit).compactMap { try deskRow(of: $0.story) },
            next: hasMore ? found[limit - 1] : end,
            isCut: end != nil && found.count < limit
        )
    }

    /// The story as the newsroom's list shows it; nil where there is none.
    public func deskRow(of number: StoryNumber) throws -> DeskRow? {
        try sql.row(DeskRow.rowQuery, [SQLValue(siteNumber), SQLValue(number)]).map { try DeskRow($0) }
    }

    /// The last place up to which a stretch is looked through; nil where it ends before.
    private func place(_ count: Int, in cut: DeskCut, before: DeskPosition?) throws -> DeskPosition? {
        let (query, values) = cut.query(before: before, isNarrowed: false, limit: 1, from: count - 1)
        return try sql.row(query, values).map { try DeskPosition($0) }
    }

    /// The first places of a stretch and of those that were found before it.
    private func positions(
        _ cut: DeskCut,
        before: DeskPosition?,
        notBefore end: DeskPosition?,
        among found: [DeskPosition],
        limit: Int
    ) throws -> [DeskPosition] {
        let last = found.count < limit ? nil : found.last
        var positions = found
        let (query, values) = cut.query(before: before, notBefore: end, isNarrowed: true, limit: limit)
        try sql.run(query, values) { row in
            let position = try DeskPosition(row)
            if let last, position < last { return false }
            positions.append(position)
            return true
        }
        return Array(positions.sorted(by: >).prefix(limit))
    }
}

// MARK: What happens to the list

/// That something happened to a story of the desk.
public struct DeskChange: Hashable, Sendable {
    public let story: StoryNumber
    /// The number of what happened; numbers rise, and of a story only the last is known.
    public let pulse: Int64
}

extension ReadTransaction {
    /// The number of what happened last to any story of the desk; 0 if nothing did.
    public func deskPulse() throws -> Int64 {
        try sql.row(Self.pulseQuery, [SQLValue(siteNumber)])?.integer(0) ?? 0
    }

    /// What happened to the desk's stories since a number, in its order.
    /// - Parameters:
    ///   - pulse: The number.
    ///   - limit: So many stories at most.
    public func deskChanges(after pulse: Int64, limit: Int) throws -> [DeskChange] {
        let values = [SQLValue(siteNumber), .integer(max(0, pulse)), .integer(Int64(limit))]
        return try sql.rows(Self.changesQuery, values).map { row in
            DeskChange(story: try row.number(0), pulse: try row.required(1))
        }
    }

    /// Stories that somebody is writing and that were to be done between two times, the earlier not included.
    public func deskDue(after start: Timestamp, upTo end: Timestamp, limit: Int) throws -> [StoryNumber] {
        let values = [SQLValue(siteNumber), SQLValue(start), SQLValue(end), .integer(Int64(limit))]
        return try sql.rows(Self.overdueQuery, values).map { try $0.number(0) }
    }

    /// A story as the list shows it; nil where it does not belong to what is asked.
    public func deskRow(of number: StoryNumber, in filter: DeskFilter) throws -> DeskRow? {
        guard try contains(filter, number) else { return nil }
        let query = searchQuery(filter.words, language: "id")
        guard try query.isEmpty || hasWords(query, number) else { return nil }
        return try deskRow(of: number)
    }

    /// Whether a story belongs to what is asked, whatever its words.
    func contains(_ filter: DeskFilter, _ number: StoryNumber) throws -> Bool {
        guard !filter.cuts(of: siteNumber).isEmpty else { return false }
        let (query, values) = filter.query(of: number, of: siteNumber)
        return try sql.row(query, values) != nil
    }

    static let pulseQuery = "SELECT max(pulse) FROM desk_story WHERE site = $1 AND pulse > 0"

    private static let overdueQuery = """
        SELECT story FROM story_task WHERE site = $1 AND due > $2 AND due <= $3 AND due IS NOT NULL AND stage IS NOT NULL
        ORDER BY due LIMIT $4
        """

    private static let changesQuery = """
        SELECT story, pulse FROM desk_story WHERE site = $1 AND pulse > $2 AND pulse > 0 ORDER BY pulse LIMIT $3
        """
}

extension DeskPosition {
    fileprivate init(_ row: SQLRow) throws {
        self.init(changed: try row.time(0), story: try row.number(1))
    }
}

extension DeskRow {
    /// The row of one story.
    fileprivate static let rowQuery = """
        SELECT desk_story.story, coalesce(desk_story.headline, story.headline), desk_story.section, section.name,
        desk_story.stage, desk_story.public_state, desk_story.changed, desk_story.writer, story.due, member.name,
        \(StoryTask.columns), story.version, story.working_saves,
        EXISTS (SELECT 1 FROM receipt WHERE receipt.story = desk_story.story AND fault IS NOT NULL AND sequence =
        (SELECT max(sequence) FROM receipt AS newest WHERE newest.story = desk_story.story))
        FROM desk_story LEFT JOIN story_task ON story_task.story = desk_story.story
        LEFT JOIN member ON member.number = story_task.holder LEFT JOIN story ON story.number = desk_story.story
        LEFT JOIN section ON section.site = desk_story.site AND section.slug = desk_story.section
        WHERE desk_story.site = $1 AND desk_story.story = $2
        """

    fileprivate init(_ row: SQLRow) throws {
        let slug = try row.slug(2)
        guard let state = PublicState(rawValue: try row.string(5)) else { throw SQLFault.column(5, "a public state") }
        guard let writer = Actor(try row.string(7)) else { throw SQLFault.column(7, "an actor") }
        self.init(
            number: try row.number(0),
            headline: try row.string(1),
            section: Section(slug: slug, name: row.text(3) ?? slug.rawValue),
            stage: row.text(4).flatMap(Stage.init(rawValue:)),
            state: state,
            changed: try row.time(6),
            writer: writer,
            due: row.optionalTime(8),
            task: try StoryTask(row, from: 10),
            holder: row.text(9),
            sight: StorySight(version: Int(try row.required(15)), save: Int(try row.required(16))),
            isRed: try row.required(17) == 1
        )
    }
}
