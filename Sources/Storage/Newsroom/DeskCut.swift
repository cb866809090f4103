internal import News

/// One stretch of one index of the newsroom's list, the newest change first, and what must be true of its rows besides.
struct DeskCut {
    /// The table whose index is read; each has the list's columns.
    let table: String
    /// What the index begins with.
    fileprivate(set) var stretch = SQLConditions()
    /// What is asked besides.
    fileprivate(set) var filter = SQLConditions()
    /// Whether the index holds all that is asked besides, too.
    fileprivate(set) var isCovered = true

    fileprivate init(_ table: String, of site: SiteNumber) {
        self.table = table
        stretch.add("site = ?", SQLValue(site))
    }

    /// Rows of the stretch that are looked through for one page at most; nil where each is one that is asked for.
    ///
    /// Reading on in one index costs a fraction of a microsecond a row, looking into another table a few of them.
    var mostLookedThrough: Int? { filter.isEmpty ? nil : isCovered ? 50_000 : 20_000 }

    /// The stretch behind a place.
    /// - Parameter isNarrowed: Whether only what is asked for besides is wanted.
    func query(
        before: DeskPosition?,
        notBefore end: DeskPosition? = nil,
        isNarrowed: Bool,
        limit: Int,
        from offset: Int = 0
    ) -> (String, [SQLValue]) {
        let start = before ?? DeskPosition(changed: Timestamp.range.upperBound, story: StoryNumber(rawValue: .max))
        var conditions = stretch
        conditions.add("(changed, story) < (?, ?)", SQLValue(start.changed), SQLValue(start.story))
        if let end { conditions.add("(changed, story) >= (?, ?)", SQLValue(end.changed), SQLValue(end.story)) }
        if isNarrowed { conditions.add(filter) }
        let number = conditions.values.count + 1
        let query = """
            SELECT changed, story FROM \(table) WHERE \(conditions.text) \
            ORDER BY changed DESC, story DESC LIMIT $\(number) OFFSET $\(number + 1)
            """
        return (query, conditions.values + [.integer(Int64(limit)), .integer(Int64(offset))])
    }
}

extension DeskFilter {
    /// The stretches that together hold what is asked: one of what is found by a member or by the task; else one for each
    /// section and public state.
    func cuts(of site: SiteNumber) -> [DeskCut] {
        if sections?.isEmpty == true { return [] }
        return source.map { [cut($0, of: site)] } ?? storyCuts(of: site)
    }

    /// What is asked, of one story.
    /// - Returns: A query that has a row where the story belongs to the cut, whatever its words.
    func query(of story: StoryNumber, of site: SiteNumber) -> (String, [SQLValue]) {
        var conditions = SQLConditions()
        conditions.add("site = ?", SQLValue(site))
        conditions.add("story = ?", SQLValue(story))
        narrow(&conditions, on: "desk_story", by: nil)
        return ("SELECT changed FROM desk_story WHERE \(conditions.text)", conditions.values)
    }

    /// By what stories are found other than by what they are; the first is the one that finds the fewest.
    private enum Source {
        case holder(MemberNumber)
        case writer(Actor)
        case flag(StoryTask.Flag)
        case due
    }

    private var source: Source? {
        if let holder { return .holder(holder) }
        if let writer { return .writer(writer) }
        if let flag { return .flag(flag) }
        return overdueAt.map { _ in .due }
    }

    private var writer: Actor? { if case .writer(let actor) = scope { actor } else { nil } }

    /// The sections that are asked for; nil where it is all.
    private var sections: [Slug]? {
        guard case .sections(let slugs) = scope else { return section.map { [$0] } }
        return section.map { slugs.contains($0) ? [$0] : [] } ?? slugs.sorted()
    }

    private func storyCuts(of site: SiteNumber) -> [DeskCut] {
        let sections: [Slug?] = sections.map { $0.map(Optional.some) } ?? [nil]
        return sections.flatMap { section in
            (state.map { [$0] } ?? PublicState.allCases).map { state in
                var cut = DeskCut("desk_story", of: site)
                if let section { cut.stretch.add("section = ?", SQLValue(section)) }
                if let stage { cut.stretch.add("stage = ?", .text(stage.rawValue)) }
                cut.stretch.add("public_state = ?", .text(state.rawValue))
                return cut
            }
        }
    }

    private func cut(_ source: Source, of site: SiteNumber) -> DeskCut {
        var cut: DeskCut
        switch source {
        case .holder(let member):
            cut = DeskCut("story_task", of: site)
            cut.stretch.add("holder = ?", SQLValue(member))
        case .writer(let actor):
            cut = DeskCut("desk_writer", of: site)
            cut.stretch.add("writer = ?", .text(actor.description))
        case .flag(let flag):
            cut = DeskCut("story_flag", of: site)
            cut.stretch.add("flag = ?", .text(flag.rawValue))
        case .due:
            cut = DeskCut("story_task", of: site)
            // Said as the index says it, for it to be used.
            cut.stretch.add("due IS NOT NULL AND stage IS NOT NULL")
        }
        cut.isCovered = narrow(&cut.filter, on: cut.table, by: source)
        return cut
    }

    /// Adds what is asked, apart from what a source gives already.
    /// - Returns: Whether the columns of the table's index say it all.
    @discardableResult
    private func narrow(_ conditions: inout SQLConditions, on table: String, by source: Source?) -> Bool {
        if let stage { conditions.add("stage = ?", .text(stage.rawValue)) }
        if let state { conditions.add("public_state = ?", .text(state.rawValue)) }
        if let sections {
            let places = sections.map { _ in "?" }.joined(separator: ", ")
            conditions.add("section IN (\(places))", sections.map { SQLValue($0) })
        }
        var isCovered = true
        func look(into other: String, _ condition: String, _ value: SQLValue) {
            let row = "SELECT 1 FROM \(other) AS other WHERE other.story = \(table).story AND \(condition)"
            conditions.add("EXISTS (\(row))", value)
            isCovered = false
        }
        if let holder {
            if case .holder? = source {} else { look(into: "story_task", "other.holder = ?", SQLValue(holder)) }
        }
        if let writer {
            if case .writer? = source {
            } else {
                look(into: "desk_writer", "other.writer = ?", .text(writer.description))
            }
        }
        if let flag {
            if case .flag? = source {} else { look(into: "story_flag", "other.flag = ?", .text(flag.rawValue)) }
        }
        if let overdueAt {
            conditions.add("stage IS NOT NULL")
            if table == "story_task" {
                conditions.add("due <= ?", SQLValue(overdueAt))
            } else {
                look(into: "story_task", "other.due <= ?", SQLValue(overdueAt))
            }
        }
        return isCovered
    }
}
