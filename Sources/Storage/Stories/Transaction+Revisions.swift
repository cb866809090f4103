public import News

extension Transaction {
    /// The versions of a story, the oldest first; the last is the present one.
    public func revisions(of number: StoryNumber) throws -> [Revision] {
        guard let present = try kept(number, withBody: true) else { return [] }
        return try revisions(of: present)
    }

    func revisions(of present: KeptStory) throws -> [Revision] {
        try sql.rows(Self.revisionQuery, [SQLValue(present.number)]).map { row in
            let version = Int(try row.required(0))
            guard let actor = Actor(try row.string(2)) else {
                throw SQLFault.story(
                    present.number.rawValue,
                    "its version \(version) names an actor that cannot be read"
                )
            }
            let (copy, stage, life) = try text(of: row, version, present)
            return Revision(
                version: version,
                copy: copy,
                stage: stage,
                life: life,
                savedAt: try row.time(1),
                actor: actor,
                reason: try row.string(3)
            )
        }
    }

    /// Writes the line of the version that is being saved.
    ///
    /// What the desk wrote is kept at once, since the working copy goes on changing without a version; the published text
    /// is, when the next version is saved (`keepText`).
    func addRevision(
        of story: Story,
        aside: Copy? = nil,
        by actor: Actor,
        because reason: String,
        at now: Timestamp
    ) throws {
        try sql.execute(
            "INSERT INTO revision (story, version, saved_at, actor, reason) VALUES ($1, $2, $3, $4, $5)",
            [
                SQLValue(story.number), .integer(Int64(story.version)), SQLValue(now), .text(actor.description),
                .text(reason),
            ]
        )
        let working = story.workingCopy
        guard let copy = aside ?? working?.copy else { return }
        try add(StoredRevision(copy, stage: working?.stage, life: story.life), of: story)
    }

    /// Keeps what the present version says, before another takes its place.
    func keepText(of story: Story) throws {
        guard let copy = story.published, try sql.row(Self.keptQuery, Self.key(story)) == nil else { return }
        try add(StoredRevision(copy, stage: nil, life: story.life), of: story)
    }

    private func add(_ revision: StoredRevision, of story: Story) throws {
        try sql.execute(
            "INSERT INTO revision_text (story, version, text) VALUES ($1, $2, $3)",
            Self.key(story) + [.text(try revision.json())]
        )
    }

    private static func key(_ story: Story) -> [SQLValue] {
        [SQLValue(story.number), .integer(Int64(story.version))]
    }

    private func text(
        of row: SQLRow,
        _ version: Int,
        _ present: KeptStory
    ) throws -> (Copy, Stage?, Story.Life) {
        let number = present.number
        if let text = row.text(4) {
            let stored = try StoredRevision(json: text, of: number, "its version \(version)")
            let copy = try stored.text.copy(of: number) { try picture(digest: $0) }
            return (copy, stored.stage.flatMap(Stage.init(rawValue:)), try stored.life(of: number))
        }
        guard version == present.version, let copy = present.published else {
            throw SQLFault.story(number.rawValue, "what its version \(version) said is not kept")
        }
        return (copy, nil, present.life)
    }

    static let keptQuery = "SELECT 1 FROM revision_text WHERE story = $1 AND version = $2"

    static let revisionQuery = """
        SELECT revision.version, saved_at, actor, reason, text FROM revision
        LEFT JOIN revision_text ON revision_text.story = revision.story AND revision_text.version = revision.version
        WHERE revision.story = $1 ORDER BY revision.version
        """
}
