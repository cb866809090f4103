internal import News

extension StoryRow {
    /// Characters of a lead in a list.
    static let longestLead = 300

    static let columns = """
        story.number, story.position, story.headline, story.lead, story.genre, section.slug, section.name, story.zone, \
        story.language, picture.digest, picture.width, picture.height, picture.widths, picture.media_type, \
        story.slug, story.corrected, story.paid_label
        """
    /// Number of `columns`.
    static let width = 17

    /// Left joins, so that a query plan begins with the list and not with the names.
    static let joins = """
        LEFT JOIN section ON section.id = story.section
        LEFT JOIN story_picture ON story_picture.story = story.number AND story_picture.is_hero = 1
        LEFT JOIN picture ON picture.digest = story_picture.digest
        """

    init(_ row: SQLRow) throws {
        self.init(
            number: try row.number(0),
            position: ListPosition(rawValue: try row.required(1)),
            headline: try row.string(2),
            chosenSlug: try row.slugIfAny(14),
            lead: try row.string(3).shortened(to: Self.longestLead),
            genre: try row.string(4),
            section: Section(slug: try row.slug(5), name: try row.string(6)),
            language: try row.string(8),
            zone: try Zone(stored: row, 7),
            picture: try Picture(row, from: 9),
            corrected: row.text(15).flatMap(Correction.Kind.init(rawValue:)),
            label: row.text(16).flatMap(PaidContent.Label.init(rawValue:))
        )
    }
}

extension Zone {
    init(stored row: SQLRow, _ index: Int) throws {
        guard let zone = Zone(try row.string(index)) else { throw SQLFault.column(index, "a time zone") }
        self = zone
    }
}

extension Picture {
    static let columns = "picture.digest, picture.width, picture.height, picture.widths, picture.media_type"

    /// Nil if the outer join found no picture.
    init?(_ row: SQLRow, from index: Int) throws {
        guard let digest = row.text(index) else { return nil }
        self.init(
            digest: digest,
            width: Int(try row.required(index + 1)),
            height: Int(try row.required(index + 2)),
            widths: try row.string(index + 3).split(separator: ",").compactMap { Int($0) },
            mediaType: try row.string(index + 4)
        )
    }
}
