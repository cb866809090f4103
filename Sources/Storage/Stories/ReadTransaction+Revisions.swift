public import News

extension ReadTransaction {
    /// The versions of a story, the oldest first; the last is the present one.
    public func revisions(of number: StoryNumber) throws -> [Revision] {
        guard let present = try kept(number, withBody: true) else { return [] }
        return try revisions(of: present)
    }

    /// What readers saw of a story at a time; of one that was restored later, the first text that is kept.
    ///
    /// Of the version that was the present one then, the text that was published with it or before; nil where that was none,
    /// or readers did not see it.
    public func publishedText(of number: StoryNumber, at time: Timestamp) throws -> Copy? {
        guard let present = try kept(number, withBody: true) else { return nil }
        let newest = try sql.row(Self.versionAtQuery, [SQLValue(number), SQLValue(time)])?.integer(0)
        let version = Int(newest ?? 1)
        guard let then = try revisions(of: present, version...version).first else { return nil }
        let (published, life) = (then.life.publishedVersion, then.life)
        guard published > 0, life.publicSince <= time, life.state == .live || life.state == .scheduled else {
            return nil
        }
        let row = published == version ? then : try revisions(of: present, published...published).first
        // Older programs kept, of a text that a wire sent beside what the desk was writing, the desk's words.
        return row.flatMap { $0.stage == nil ? $0.copy : nil }
    }

    /// Who made the text of a story what readers have, or last had; nil where there is none yet.
    public func publisher(of story: Story) throws -> Actor? {
        let values = [SQLValue(story.number), SQLValue.integer(Int64(story.publishedVersion))]
        return try sql.row(Self.publisherQuery, values)?.text(0).flatMap { Actor($0) }
    }

    static let publisherQuery = "SELECT actor FROM revision WHERE story = $1 AND version = $2"

    /// Whether readers were given another text since they first saw the story, as far as that was kept.
    public func wasRewritten(_ story: PublishedStory) throws -> Bool {
        guard let first = story.firstPublic,
            let version = try sql.row(Self.firstVersionQuery, [SQLValue(story.number), SQLValue(first)])?.integer(0)
        else { return false }
        return story.life.publishedVersion > version
    }

    /// The version that was made as readers first saw the story, or before, where the clock let them see it.
    static let firstVersionQuery = """
        SELECT coalesce((SELECT min(version) FROM revision WHERE story = $1 AND saved_at = $2),
        (SELECT max(version) FROM revision WHERE story = $1 AND saved_at < $2))
        """

    static let versionAtQuery = "SELECT max(version) FROM revision WHERE story = $1 AND saved_at <= $2"

    /// - Parameter versions: Only these.
    func revisions(of present: StoredStory, _ versions: ClosedRange<Int> = 1...Int.max) throws -> [Revision] {
        let bounds = [Int64(versions.lowerBound), Int64(versions.upperBound)].map { SQLValue.integer($0) }
        return try sql.rows(Self.revisionQuery, [SQLValue(present.number)] + bounds).map { row in
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

    private func text(
        of row: SQLRow,
        _ version: Int,
        _ present: StoredStory
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

    static let revisionQuery = """
        SELECT revision.version, saved_at, actor, reason, text FROM revision
        LEFT JOIN revision_text ON revision_text.story = revision.story AND revision_text.version = revision.version
        WHERE revision.story = $1 AND revision.version BETWEEN $2 AND $3 ORDER BY revision.version
        """
}
