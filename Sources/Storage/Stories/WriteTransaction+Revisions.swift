internal import News

extension WriteTransaction {
    /// Writes the row of the version that is being saved.
    ///
    /// What the desk wrote is stored at once, since the working copy keeps changing without a version; the published
    /// text is stored when the next version is saved (`keepText`). A version that gave readers another text, as a wire does
    /// beside what the desk is writing, is that text.
    func addRevision(
        of story: Story,
        aside: Copy? = nil,
        by actor: Actor,
        because reason: String,
        at now: Timestamp
    ) throws {
        try sql.add(
            [
                SQLValue(story.number), .integer(Int64(story.version)), SQLValue(now), .text(actor.description),
                .text(reason),
            ],
            to: .revision
        )
        let working = story.publishedVersion == story.version ? nil : story.workingCopy
        guard let copy = aside ?? working?.copy else { return }
        try add(StoredRevision(copy, stage: working?.stage, life: story.life), of: story)
    }

    /// Keeps who wrote in the story since the version before, with the version that was made now.
    func keepWriters(of story: Story) throws {
        try sql.execute(Self.keepWritersQuery, Self.key(story).reversed())
        try sql.execute(
            "UPDATE desk_writer SET wrote_since = 0 WHERE story = $1 AND wrote_since = 1",
            [SQLValue(story.number)]
        )
    }

    private static let keepWritersQuery = """
        INSERT INTO revision_writer (story, version, writer) SELECT story, $1, writer FROM desk_writer
        WHERE story = $2 AND wrote_since = 1
        """

    /// Stores the text of the present version before another replaces it.
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

    static let keptQuery = "SELECT 1 FROM revision_text WHERE story = $1 AND version = $2"
}
