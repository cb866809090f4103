public import News

extension ReadTransaction {
    /// The story with that number, in whatever state, with what the desk is writing.
    public func story(_ number: StoryNumber) throws -> Story? {
        try kept(number, withBody: true).map { try whole([$0]) }?.first
    }

    /// What readers may know of a story: its published text while they see it, or that it was withdrawn.
    ///
    /// Nil if they may know nothing.
    /// - Parameters:
    ///   - number: The story's number.
    ///   - withBody: Whether the text is read too; otherwise its body is empty.
    public func publishedStory(_ number: StoryNumber, withBody: Bool = true) throws -> PublishedStory? {
        guard let story = try kept(number, withBody: withBody), let copy = story.published,
            story.life.state == .live || story.life.leavesNotice
        else { return nil }
        return PublishedStory(number: number, uri: story.uri, life: story.life, copy: copy)
    }

    /// The row of the table `story`, with its names and pictures, and without what the desk is writing.
    func kept(_ number: StoryNumber, withBody: Bool) throws -> StoredStory? {
        try sql.row(withBody ? Self.storyQuery : Self.bodilessQuery, [SQLValue(siteNumber), SQLValue(number)])
            .map { try withParts([StoredStory($0)]) }?.first
    }

    /// The address at which readers find a story, or the notice that it was withdrawn; nil if they may see neither.
    ///
    /// It reads one small row, the same for a hidden story and for a number that nobody has.
    public func readersAddress(of number: StoryNumber) throws -> Address? {
        try sql.row(Self.addressQuery, [SQLValue(siteNumber), SQLValue(number)]).map { row in
            .story(section: try row.slug(0), number, Slug(chosen: try row.slugIfAny(2), headline: try row.string(1)))
        }
    }

    /// The beginning of a story's text, in plain words: about 16 KiB of it.
    public func opening(of number: StoryNumber) throws -> String {
        guard let row = try sql.row(Self.openingQuery, [SQLValue(number)]) else { return "" }
        return try storedOpening(row, from: 0, of: number)
    }

    /// The story that a wire knows by that uri, in whatever state.
    public func story(uri: String) throws -> Story? {
        try number(uri: uri).flatMap { try story($0) }
    }

    /// The number of the story that a wire knows by that uri.
    public func number(uri: String) throws -> StoryNumber? {
        try sql.row("SELECT number FROM story WHERE site = $1 AND uri = $2", [SQLValue(siteNumber), .text(uri)])?
            .number(0)
    }

    /// Stories in any state after a number, ascending: the order of an export.
    public func stories(after number: StoryNumber, limit: Int) throws -> [Story] {
        let rows = try sql.rows(
            Self.exportQuery,
            [SQLValue(siteNumber), SQLValue(number), .integer(Int64(max(0, limit)))]
        )
        return try whole(withParts(rows.map { try StoredStory($0) }))
    }

    /// The story that formerly had a path, on this newspaper's site or one that it took over.
    ///
    /// Only those fields of the query count that were part of a stored address with that path.
    /// - Parameters:
    ///   - asked: The path, and the query if there was one.
    ///   - byQuery: Whether only addresses with a query count, as when a page of ours has that path.
    public func story(formerlyAt asked: FormerPath, byQuery: Bool = false) throws -> StoryNumber? {
        if asked.fieldNames != nil {
            if let story = try story(keptAt: asked) { return story }
            let known = try sql.rows(Self.formerQueryQuery, [SQLValue(siteNumber), .text(asked.path)]).map {
                try $0.string(0)
            }
            for names in known {
                if let less = asked.keeping(names), let story = try story(keptAt: less) { return story }
            }
        }
        return byQuery ? nil : try story(keptAt: asked.withoutQuery)
    }

    private func story(keptAt path: FormerPath) throws -> StoryNumber? {
        let query = "SELECT story FROM former_path WHERE site = $1 AND path = $2"
        return try sql.row(query, [SQLValue(siteNumber), .text(path.description)])?.number(0)
    }

    /// Whether a picture of the story may lack its file; cheap, for an import that brings files later.
    public func mayLackPicture(_ number: StoryNumber) throws -> Bool {
        let query = "SELECT 1 FROM story_picture WHERE story = $1 AND digest IS NULL LIMIT 1"
        return try sql.row(query, [SQLValue(number)]) != nil || hasWorkingCopy(number)
    }

    static let storyQuery = """
        SELECT \(StoredStory.columns) FROM story \(StoredStory.joins) WHERE story.site = $1 AND story.number = $2
        """

    static let bodilessQuery = """
        SELECT \(StoredStory.columnsWithoutBody) FROM story \(StoredStory.sectionJoin)
        WHERE story.site = $1 AND story.number = $2
        """

    static let addressQuery = """
        SELECT section.slug, story.headline, story.slug FROM story LEFT JOIN section ON section.id = story.section
        WHERE story.site = $1 AND story.number = $2
        AND (story.position IS NOT NULL OR (story.withdrawn_at IS NOT NULL AND story.text_was_public = 1))
        """

    static let openingQuery = "SELECT \(openingColumns) FROM story_body WHERE story = $1"

    /// The opening, or, if there is none, the HTML, which is then short.
    static let openingColumns = "opening, CASE WHEN opening IS NULL THEN html END"

    /// The longest first, as they are the most specific; no site has had more than a few kinds of queries under one
    /// path.
    static let formerQueryQuery = """
        SELECT names FROM former_query WHERE site = $1 AND path = $2 ORDER BY length(names) DESC, names LIMIT 16
        """

    /// The plus keeps SQLite from using the index over sites, after which it would have to sort the rows.
    static let exportQuery = """
        SELECT \(StoredStory.columns) FROM story \(StoredStory.joins)
        WHERE +story.site = $1 AND story.number > $2 ORDER BY story.number LIMIT $3
        """
}

extension ReadTransaction {
    /// The stories with what the desk is writing in them.
    private func whole(_ stories: [StoredStory]) throws -> [Story] {
        guard let first = stories.first, let last = stories.last else { return [] }
        let working = try workingCopies(from: first.number, to: last.number)
        return try stories.map { story in
            let text: Story.Text
            switch (story.published, working[story.number]) {
            case (let copy?, let working): text = .published(copy, working: working)
            case (nil, let working?): text = .unpublished(working)
            case (nil, nil): throw SQLFault.story(story.number.rawValue, "it has no text")
            }
            return Story(
                number: story.number,
                uri: story.uri,
                version: story.version,
                life: story.life,
                text: text
            )
        }
    }

    /// Adds what is in other tables, with one query each for all stories, whose numbers are close together.
    private func withParts(_ stories: [StoredStory]) throws -> [StoredStory] {
        guard let first = stories.first, let last = stories.last else { return [] }
        let range = [SQLValue(first.number), SQLValue(last.number)]
        let bylines = try grouped(Self.bylineQuery, range, Byline.init(stored:))
        let tags = try grouped(Self.tagQuery, range) { Tag(slug: try $0.slug(1), name: try $0.string(2)) }
        let pictures = try grouped(Self.pictureQuery, range, PictureUse.init(stored:))
        let paths = try grouped(Self.formerPathQuery, range) { try $0.string(1) }
        let isCorrected = stories.contains { $0.corrected != nil }
        let corrections = isCorrected ? try corrections(in: range) : [:]
        let isReported = stories.contains { $0.reported != nil }
        let reports = isReported ? try reports(in: range) : [:]
        return stories.map { story in
            var story = story
            story.published?.bylines = bylines[story.number] ?? []
            story.published?.tags = tags[story.number] ?? []
            story.published?.pictures = pictures[story.number] ?? []
            story.life.formerPaths = paths[story.number] ?? []
            story.life.corrections = corrections[story.number] ?? []
            story.life.reports = reports[story.number] ?? []
            return story
        }
    }

    /// A story's corrections, in order.
    func corrections(of number: StoryNumber) throws -> [Correction] {
        try corrections(in: [SQLValue(number), SQLValue(number)])[number] ?? []
    }

    private func corrections(in range: [SQLValue]) throws -> [StoryNumber: [Correction]] {
        try grouped(Self.correctionQuery, range) { try Correction($0, from: 1) }
    }

    /// A story's unverified reports, in order.
    func reports(of number: StoryNumber) throws -> [UnverifiedReport] {
        try reports(in: [SQLValue(number), SQLValue(number)])[number] ?? []
    }

    private func reports(in range: [SQLValue]) throws -> [StoryNumber: [UnverifiedReport]] {
        try grouped(Self.reportQuery, range) { try UnverifiedReport($0, from: 1) }
    }

    private func grouped<Part>(
        _ query: String,
        _ range: [SQLValue],
        _ part: (SQLRow) throws -> Part
    ) throws -> [StoryNumber: [Part]] {
        var groups: [StoryNumber: [Part]] = [:]
        try sql.forEachRow(query, range) { groups[try $0.number(0), default: []].append(try part($0)) }
        return groups
    }

    static let bylineQuery = """
        SELECT story, person.slug, coalesce(spelling, person.name), role FROM story_byline LEFT JOIN person ON person.id = person
        WHERE story BETWEEN $1 AND $2 ORDER BY story, ordinal
        """

    static let tagQuery = """
        SELECT story, tag.slug, coalesce(spelling, tag.name) FROM story_tag LEFT JOIN tag ON tag.id = tag
        WHERE story BETWEEN $1 AND $2 ORDER BY story, ordinal
        """

    static let pictureQuery = """
        SELECT story, uri, caption, credit, alternative_text, placement, source_type, \(Picture.columns) FROM story_picture
        LEFT JOIN picture ON picture.digest = story_picture.digest
        WHERE story BETWEEN $1 AND $2 ORDER BY story, ordinal
        """

    static let correctionQuery = """
        SELECT story, \(Correction.columns) FROM correction WHERE story BETWEEN $1 AND $2 ORDER BY story, number
        """

    static let reportQuery = """
        SELECT story, \(UnverifiedReport.columns) FROM unverified_report WHERE story BETWEEN $1 AND $2 ORDER BY story, number
        """

    static let formerPathQuery = """
        SELECT story, path FROM former_path WHERE story BETWEEN $1 AND $2 ORDER BY story, ordinal
        """
}

extension Byline {
    fileprivate init(stored row: SQLRow) throws {
        guard let role = Role(rawValue: try row.string(3)) else { throw SQLFault.column(3, "a role") }
        self.init(Person(slug: try row.slug(1), name: try row.string(2)), as: role)
    }
}

extension PictureUse.MadeWithAI {
    /// Of the table `picture_source_type`: a number, as a row of a picture is read for each row of a list.
    var storedNumber: Int64 {
        switch self {
        case .made: 1
        case .changed: 2
        }
    }

    fileprivate init?(storedNumber number: Int64) {
        guard let known = Self.allCases.first(where: { $0.storedNumber == number }) else { return nil }
        self = known
    }
}

extension PictureUse {
    fileprivate init(stored row: SQLRow) throws {
        guard let placement = Placement(rawValue: try row.string(5)) else { throw SQLFault.column(5, "a placement") }
        self.init(
            uri: try row.string(1),
            picture: try Picture(row, from: 7),
            caption: try row.string(2),
            credit: try row.string(3),
            alternativeText: try row.string(4),
            placement: placement,
            madeWithAI: row.integer(6).flatMap(MadeWithAI.init(storedNumber:))
        )
    }
}
