/// A table to which a transaction may add many rows, one after another (`SQLConnection.add`).
///
/// Rows of several tables may reach the database table by table, so each has its place: behind all tables that it refers to.
struct RowTable: Sendable {
    /// Tables with a lower place get their rows first.
    let place: Int
    let name: String
    let columns: [String]
    /// Adds one row.
    let insert: String

    init(_ place: Int, _ name: String, _ columns: [String]) {
        self.place = place
        self.name = name
        self.columns = columns
        let values = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        insert = "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(values))"
    }
}

extension RowTable {
    static let story = RowTable(0, "story", ["number", "site", "uri"] + StoredStory.names)
    static let body = RowTable(1, "story_body", ["story", "opening", "html"])
    static let tag = RowTable(2, "story_tag", ["story", "ordinal", "tag", "spelling", "position"])
    static let byline = RowTable(3, "story_byline", ["story", "ordinal", "person", "spelling", "role", "position"])
    static let picture = RowTable(
        4,
        "story_picture",
        [
            "story", "ordinal", "uri", "digest", "caption", "credit", "alternative_text", "placement", "source_type",
            "is_hero",
        ]
    )
    static let revision = RowTable(5, "revision", ["story", "version", "saved_at", "actor", "reason"])
    static let desk = RowTable(
        6,
        "desk_story",
        ["story", "site", "changed", "public_state", "stage", "section", "headline", "writer", "pulse"]
    )
    static let journal = RowTable(
        7,
        "journal",
        ["sequence", "site", "at", "act", "finer_act", "story", "actor", "reason", "ground", "topics"]
    )
}
