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
        let words = filter.words.nameKey.split(separator: " ")
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
            if filter.takes(next, words) { stretch.rows.append(next) }
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
    fileprivate func takes(_ row: DeskRow, _ words: [Substring]) -> Bool {
        guard stage == nil || row.stage == stage, state == nil || row.state == state,
            section == nil || row.section.slug == section
        else { return false }
        if words.isEmpty { return true }
        let headline = row.headline.nameKey
        return words.allSatisfy(headline.contains)
    }

    /// The index that holds the most of what is asked, read from the newest change on.
    fileprivate func query(of site: SiteNumber, before: DeskPosition?) -> (String, [SQLValue]) {
        if case .writer(let actor) = scope {
            return DeskRow.query(of: "desk_writer", site, [("writer = ", .text(actor.description))], before: before)
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
    ///   - before: Only rows behind this place.
    fileprivate static func query(
        of table: String,
        _ site: SiteNumber,
        _ conditions: [(column: String, value: SQLValue)],
        before: DeskPosition?
    ) -> (String, [SQLValue]) {
        let end = before ?? DeskPosition(changed: Timestamp.range.upperBound, story: StoryNumber(rawValue: .max))
        let join = table == "desk_story" ? "" : "LEFT JOIN desk_story ON desk_story.story = \(table).story "
        let wanted = conditions.enumerated().map { " AND \(table).\($1.column)$\($0 + 2)" }.joined()
        let next = conditions.count + 2
        let query = """
            SELECT \(table).story, coalesce(desk_story.headline, story.headline), desk_story.section, section.name, \
            desk_story.stage, desk_story.public_state, \(table).changed, desk_story.writer, story.due \
            FROM \(table) \(join)LEFT JOIN story ON story.number = \(table).story \
            LEFT JOIN section ON section.site = \(table).site AND section.slug = desk_story.section \
            WHERE \(table).site = $1\(wanted) AND (\(table).changed, \(table).story) < ($\(next), $\(next + 1)) \
            ORDER BY \(table).changed DESC, \(table).story DESC
            """
        return (
            query, [SQLValue(site)] + conditions.map(\.value) + [SQLValue(end.changed), SQLValue(end.story)]
        )
    }

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
            due: row.optionalTime(8)
        )
    }
}
