internal import News

/// A story as the table `story` holds it: its life, and its published text if there is one.
///
/// Bylines, tags, pictures and former paths are in tables of their own, and so is what the desk is writing.
struct StoredStory {
    let number: StoryNumber
    let uri: String
    let version: Int
    var life: Story.Life
    var published: Copy?
    /// The weightiest kind of its corrections, which are in a table of their own; nil where it has none.
    var corrected: Correction.Kind?
    /// Whether it was given to readers unverified, by reports in a table of their own, and where that stands; nil where it
    /// was not.
    var reported: UnverifiedReport.State?
}

extension StoredStory {
    static let columns = columns(body: "story_body.html")
    static let joins = sectionJoin + " LEFT JOIN story_body ON story_body.story = story.number"

    /// The same columns without the text: an empty body.
    static let columnsWithoutBody = columns(body: "''")
    static let sectionJoin = "LEFT JOIN section ON section.id = story.section"

    private static let lifeColumns = [StoredColumn<Story.Life>].life.filter { $0.read != nil }
    private static let copyColumns = [StoredColumn<Copy>].copy

    private static func columns(body: String) -> String {
        let life = lifeColumns.map { "story." + $0.name }
        let copy = copyColumns.map { "story." + $0.name }
        let section = ["section.slug", "coalesce(story.section_spelling, section.name)"]
        return
            (["story.number", "story.uri", "story.version", "story.corrected", "story.reported"] + life + section + [
                body
            ] + copy)
            .joined(separator: ", ")
    }

    init(_ row: SQLRow) throws {
        number = try row.number(0)
        uri = try row.string(1)
        version = Int(try row.required(2))
        corrected = row.text(3).flatMap(Correction.Kind.init(rawValue:))
        reported = row.text(4).flatMap(UnverifiedReport.State.init(rawValue:))
        life = Story.Life(state: .never, decidedBy: .desk, firstPublished: Timestamp(milliseconds: 0))
        var index = 5
        for column in Self.lifeColumns {
            guard column.read?(row[index], &life) == true else { throw column.fault(of: number) }
            index += 1
        }
        guard life.publishedVersion > 0 else { return }
        var copy = Copy(
            headline: "",
            body: try storedBody(try row.string(index + 2), of: number),
            section: Section(slug: try row.slug(index), name: try row.string(index + 1)),
            language: "",
            zone: .utc
        )
        index += 3
        for column in Self.copyColumns {
            guard column.read?(row[index], &copy) == true else { throw column.fault(of: number) }
            index += 1
        }
        published = copy
    }
}

extension StoredStory {
    /// What a save writes, in the order of `values`.
    static let names =
        ["version", "corrected", "reported"] + [StoredColumn<Story.Life>].life.map(\.name) + [
            "section", "section_spelling",
        ]
        + copyColumns.map(\.name)

    /// - Parameter section: The row of the published text's section, and its spelling if readers do not see it.
    func values(section: (id: Int64, spelling: String?)?) -> [SQLValue] {
        [
            .integer(Int64(version)), SQLValue(life.corrections.weightiest?.rawValue),
            SQLValue(life.reports.last?.state.rawValue),
        ]
            + [StoredColumn<Story.Life>].life.map { $0.write(life) }
            + [SQLValue(section?.id), SQLValue(section?.spelling)]
            + Self.copyColumns.map { column in published.map { column.write($0) } ?? .null }
    }
}

/// A body as it was saved.
///
/// It was in normal form then, so one that cannot be read is a damaged file.
func storedBody(_ html: String, of number: StoryNumber) throws -> Body {
    do {
        return try Body(html: html)
    } catch {
        throw SQLFault.story(number.rawValue, "its body cannot be read")
    }
}

/// The beginning of a body's text, from the columns of `ReadTransaction.openingColumns`.
func storedOpening(_ row: SQLRow, from index: Int, of number: StoryNumber) throws -> String {
    if let opening = row.text(index) { return opening }
    return try storedBody(try row.string(index + 1), of: number).text
}
