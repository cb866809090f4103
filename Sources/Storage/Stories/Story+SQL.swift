internal import News

extension Story {
    static let columns = columns(body: "story_body.html")
    static let joins = sectionJoin + " LEFT JOIN story_body ON story_body.story = story.number"

    /// The same columns without the text: an empty body.
    static let columnsWithoutBody = columns(body: "''")
    static let sectionJoin = "LEFT JOIN section ON section.id = story.section"

    private static func columns(body: String) -> String {
        """
        story.number, story.uri, story.version, story.state, story.position, section.slug, \
        coalesce(story.section_spelling, section.name), \
        story.first_published, story.updated, story.content_created, story.embargoed_until, story.withdrawn_at, \
        story.withdrawal_reason, story.urgency, story.language, story.zone, story.headline, story.genre, story.place, \
        story.lead, story.copyright_holder, story.copyright_notice, story.usage_terms, story.editorial_note, \
        \(body), story.wire_version, story.wire_edition, story.wire_fingerprint, story.decided_by, \
        story.first_public, story.text_was_public
        """
    }

    /// The story without its bylines, tags, pictures and former paths, which stand in tables of their own.
    init(_ row: SQLRow) throws {
        guard let state = State(rawValue: try row.string(3)) else { throw SQLFault.column(3, "a state") }
        guard let decider = Decider(rawValue: try row.string(28)) else { throw SQLFault.column(28, "who decided") }
        let number = try row.number(0)
        self.init(
            number: number,
            uri: try row.string(1),
            copy: try Copy(row, of: number),
            state: state,
            firstPublished: try row.time(7)
        )
        version = Int(try row.required(2))
        position = row.position(4)
        updated = try row.time(8)
        contentCreated = row.optionalTime(9)
        embargoedUntil = row.optionalTime(10)
        if let version = row.optionalTime(25) {
            wire = WireStamp(version: version, edition: try row.string(26), fingerprint: row.integer(27))
        }
        decidedBy = decider
        firstPublic = row.optionalTime(29)
        textWasPublic = try row.required(30) != 0
        if let at = row.optionalTime(11) { withdrawal = Withdrawal(at: at, reason: try row.string(12)) }
    }

    /// When its time comes, for a story that waits for it.
    private var due: Timestamp? { state == .published && position == nil ? publicSince : nil }

    /// What the table `story` holds, in the order of `WriteTransaction.insertStory`; the section's row is named.
    func values(section: (id: Int64, spelling: String?)) -> [SQLValue] {
        [
            SQLValue(number), .text(uri), .integer(Int64(version)), .text(state.rawValue), SQLValue(position),
            SQLValue(due), .integer(section.id), SQLValue(firstPublished), SQLValue(publicSince), SQLValue(updated),
            SQLValue(contentCreated), SQLValue(embargoedUntil), SQLValue(withdrawal?.at),
            SQLValue(withdrawal?.reason), SQLValue(copy.urgency.map(Int64.init)), .text(copy.language),
            .text(copy.zone.identifier), .text(copy.headline), .text(copy.genre), .text(copy.place), .text(copy.lead),
            .text(copy.copyrightHolder), .text(copy.copyrightNotice), .text(copy.usageTerms),
            .text(copy.editorialNote), SQLValue(wire?.version), SQLValue(wire?.edition), SQLValue(wire?.fingerprint),
            .text(decidedBy.rawValue), SQLValue(firstPublic), .integer(textWasPublic ? 1 : 0),
            SQLValue(section.spelling),
        ]
    }
}

extension Copy {
    fileprivate init(_ row: SQLRow, of number: StoryNumber) throws {
        self.init(
            headline: try row.string(16),
            body: try storedBody(try row.string(24), of: number),
            section: Section(slug: try row.slug(5), name: try row.string(6)),
            language: try row.string(14),
            zone: try Zone(stored: row, 15)
        )
        urgency = row.integer(13).map { Int($0) }
        genre = try row.string(17)
        place = try row.string(18)
        lead = try row.string(19)
        copyrightHolder = try row.string(20)
        copyrightNotice = try row.string(21)
        usageTerms = try row.string(22)
        editorialNote = try row.string(23)
    }
}

/// A body as it was saved.
///
/// It was canonical then, so one that cannot be read is a damaged file.
func storedBody(_ html: String, of number: StoryNumber) throws -> Body {
    do {
        return try Body(html: html)
    } catch {
        throw SQLFault.story(number.rawValue, "its body cannot be read")
    }
}

/// The beginning of a body's words, from the columns of `ReadTransaction.openingColumns`.
func storedOpening(_ row: SQLRow, from index: Int, of number: StoryNumber) throws -> String {
    if let opening = row.text(index) { return opening }
    return try storedBody(try row.string(index + 1), of: number).text
}
