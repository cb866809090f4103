internal import News

extension ReadTransaction {
    /// Rows that are looked through for one page at most, where the list's index does not hold all that is asked.
    static let mostLookedThrough = 10_000

    /// A page of the newsroom's list, the newest change first.
    /// - Parameters:
    ///   - filter: Which stories.
    ///   - before: Only those behind this place; nil for the newest.
    ///   - limit: Rows at most.
    public func deskPage(_ filter: DeskFilter, before: DeskPosition? = nil, limit: Int) throws -> DeskPage {
        let query = searchQuery(filter.words, language: "id")
        if !query.isEmpty { return try deskSearch(filter, query, before: before, limit: limit) }
        let filters = filter.parted
        let most = max(1, Self.mostLookedThrough / max(1, filters.count))
        let stretches = try filters.map { try stretch($0, before: before, limit: limit, most: most) }
        // What lies behind the place up to which one stretch was read may lie before rows that it has not come to.
        let end = stretches.compactMap(\.end).max()
        let known = stretches.flatMap(\.rows).sorted { $0.position > $1.position }
            .filter { row in end.map { row.position >= $0 } ?? true }
        let rows = Array(known.prefix(limit))
        let hasMore = known.count > rows.count
        return DeskPage(
            rows: rows,
            next: hasMore ? rows.last?.position : end,
            isCut: !hasMore && end != nil && rows.count < limit
        )
    }

    /// What one stretch of an index holds of what is asked.
    private struct Stretch {
        var rows: [DeskRow] = []
        /// Up to where it was read, where it goes on.
        var end: DeskPosition?
    }

    private func stretch(
        _ filter: DeskFilter,
        before: DeskPosition?,
        limit: Int,
        most: Int
    ) throws -> Stretch {
        let (query, values) = filter.query(of: siteNumber, before: before)
        var stretch = Stretch()
        var (count, last) = (0, DeskPosition?.none)
        try sql.run(query, values) { row in
            if stretch.rows.count == limit || count == most {
                stretch.end = last
                return false
            }
            count += 1
            let next = try DeskRow(row)
            last = next.position
            if filter.takes(next) { stretch.rows.append(next) }
            return true
        }
        return stretch
    }
}

extension DeskFilter {
    /// The filter as filters of which each is one stretch of one index: one for each of several sections.
    fileprivate var parted: [DeskFilter] {
        guard case .sections(let slugs) = scope else { return [self] }
        let wanted = section.map { slugs.contains($0) ? [$0] : [] } ?? slugs.sorted()
        return wanted.map { slug in
            var part = self
            (part.scope, part.section) = (.all, slug)
            return part
        }
    }

    /// Whether a row is asked for: what the index holds already is true of each.
    func takes(_ row: DeskRow) -> Bool {
        guard stage == nil || row.stage == stage, state == nil || row.state == state,
            section == nil || row.section.slug == section
        else { return false }
        return (holder == nil || row.task.holder == holder) && (flag.map(row.task.flags.contains) ?? true)
            && (overdueAt.map { row.task.isOverdue(row.stage, at: $0) } ?? true)
    }

    /// The index that holds the most of what is asked, read from the newest change on.
    fileprivate func query(of site: SiteNumber, before: DeskPosition?) -> (String, [SQLValue]) {
        if case .writer(let actor) = scope {
            return DeskRow.query(of: "desk_writer", site, [("writer = ", .text(actor.description))], before: before)
        }
        if let holder {
            return DeskRow.query(of: "story_task", site, [("holder = ", SQLValue(holder))], before: before)
        }
        if let flag {
            return DeskRow.query(of: "story_flag", site, [("flag = ", .text(flag.rawValue))], before: before)
        }
        if overdueAt != nil {
            return DeskRow.query(of: "story_task", site, [], "story_task.due IS NOT NULL", before: before)
        }
        var conditions: [(String, SQLValue)] = []
        if let section { conditions.append(("section = ", SQLValue(section))) }
        if let stage {
            conditions.append(("stage = ", .text(stage.rawValue)))
        } else if section == nil, let state, state != .live {
            // Live is what most stories are, so that the index leaves it out, and must be told so.
            conditions.append(("public_state <> 'live' AND desk_story.public_state = ", .text(state.rawValue)))
        }
        return DeskRow.query(of: "desk_story", site, conditions, before: before)
    }
}

extension DeskRow {
    /// - Parameters:
    ///   - table: Whose index is read.
    ///   - site: The newspaper, with which each index begins.
    ///   - conditions: What else it begins with: columns, and their values.
    ///   - fixed: What is true of all that the index holds, and must be said for it to be used.
    ///   - before: Only rows behind this place.
    fileprivate static func query(
        of table: String,
        _ site: SiteNumber,
        _ conditions: [(column: String, value: SQLValue)],
        _ fixed: String? = nil,
        before: DeskPosition?
    ) -> (String, [SQLValue]) {
        let end = before ?? DeskPosition(changed: Timestamp.range.upperBound, story: StoryNumber(rawValue: .max))
        let join = table == "desk_story" ? "" : "LEFT JOIN desk_story ON desk_story.story = \(table).story "
        let task = table == "story_task" ? "" : "LEFT JOIN story_task ON story_task.story = \(table).story "
        let wanted =
            conditions.enumerated().map { " AND \(table).\($1.column)$\($0 + 2)" }.joined()
            + (fixed.map { " AND \($0)" } ?? "")
        let next = conditions.count + 2
        let query = """
            SELECT \(columns) FROM \(table) \(join)\(task)\(joins) \
            WHERE \(table).site = $1\(wanted) AND (\(table).changed, \(table).story) < ($\(next), $\(next + 1)) \
            ORDER BY \(table).changed DESC, \(table).story DESC
            """
        return (
            query, [SQLValue(site)] + conditions.map(\.value) + [SQLValue(end.changed), SQLValue(end.story)]
        )
    }

    /// What a row is made of; every table that leads to it has these columns, but for the task's.
    private static let columns = """
        desk_story.story, coalesce(desk_story.headline, story.headline), desk_story.section, section.name, \
        desk_story.stage, desk_story.public_state, desk_story.changed, desk_story.writer, story.due, member.name, \
        \(StoryTask.columns), story.version, story.working_saves
        """

    private static let joins = """
        LEFT JOIN member ON member.number = story_task.holder LEFT JOIN story ON story.number = desk_story.story \
        LEFT JOIN section ON section.site = desk_story.site AND section.slug = desk_story.section
        """

    /// The row of one story.
    static let rowQuery = """
        SELECT \(columns) FROM desk_story LEFT JOIN story_task ON story_task.story = desk_story.story \(joins)
        WHERE desk_story.site = $1 AND desk_story.story = $2
        """

    init(_ row: SQLRow) throws {
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
            sight: StorySight(version: Int(try row.required(15)), save: Int(try row.required(16)))
        )
    }
}
