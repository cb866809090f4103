public import News

// The body of a working copy as several people write it. What readers see is never made of these tables.

extension ReadTransaction {
    /// The newest version of a story's shared text.
    /// - Throws: A fault where there is no such story, or where what was written does not fit together.
    public func sharedDocument(of number: StoryNumber) throws -> (text: SharedText, document: Document) {
        guard let outline = try outline(of: number) else { throw SQLFault.story(number.rawValue, "it is gone") }
        return (outline.text, try sharedDocument(of: number, at: outline.text))
    }

    /// The same where it is known already where the text stands.
    public func sharedDocument(of number: StoryNumber, at text: SharedText) throws -> Document {
        let stored = SharedText.Point(epoch: text.head.epoch, version: text.stored)
        let document = try storedDocument(of: number, at: stored)
        guard text.isAhead else { return document }
        let steps = try batches(of: number, after: stored, upTo: .max).flatMap { try self.steps(of: $0, number) }
        do throws(DocumentFault) {
            return try document.applying(steps)
        } catch {
            throw SQLFault.story(number.rawValue, "what was written together \(error.reason)")
        }
    }

    /// The version that the working copy holds, as it was typed.
    private func storedDocument(of number: StoryNumber, at point: SharedText.Point) throws -> Document {
        let values = [SQLValue(number), .integer(Int64(point.epoch))]
        if point.version > 0, let json = try sql.row(Self.documentQuery, values)?.text(0) {
            do {
                return try Document(json: JSONValue(parsing: Array(json.utf8), deepest: Document.nesting))
            } catch {
                throw SQLFault.story(number.rawValue, "its shared text cannot be read")
            }
        }
        guard let story = try story(number) else { throw SQLFault.story(number.rawValue, "it is gone") }
        return Document(story.openBody)
    }

    /// The steps of a batch.
    /// - Parameters:
    ///   - batch: The batch.
    ///   - number: The story in which it was made.
    /// - Throws: A fault where they cannot be read.
    public func steps(of batch: Batch, _ number: StoryNumber) throws -> [Step] {
        do {
            let values = try JSONValue(parsing: Array(batch.steps.utf8), deepest: Document.nesting).asArray ?? []
            return try values.map { try Step(json: $0) }
        } catch {
            throw SQLFault.story(number.rawValue, "its batch \(batch.point) cannot be read")
        }
    }

    /// Whether there is more in a story's shared text than its working copy holds; one search in a small index.
    public func isAhead(_ number: StoryNumber) throws -> Bool {
        let query = "SELECT 1 FROM shared_text WHERE story = $1 AND version > stored_version"
        return try sql.row(query, [SQLValue(number)]) != nil
    }

    /// Stories in which there is more than their working copies hold, the longest without a batch first.
    /// - Parameters:
    ///   - quiet: Only those to which no batch came since, or whose last one lies in the future of a clock that was set
    ///     back.
    ///   - now: The time.
    ///   - limit: How many at most.
    public func storiesAhead(quietSince quiet: Timestamp, now: Timestamp, limit: Int) throws -> [StoryNumber] {
        try sql.rows(
            Self.aheadQuery,
            [SQLValue(siteNumber), SQLValue(quiet), SQLValue(now), .integer(Int64(max(0, limit)))]
        ).map { try $0.number(0) }
    }

    static let documentQuery = "SELECT document FROM shared_text WHERE story = $1 AND epoch = $2"

    static let aheadQuery = """
        SELECT shared_text.story FROM shared_text JOIN story ON story.number = shared_text.story
        WHERE shared_text.site = $1 AND shared_text.version > shared_text.stored_version
        AND shared_text.save = story.working_saves AND (last_batch <= $2 OR last_batch > $3)
        ORDER BY last_batch LIMIT $4
        """
}

extension WriteTransaction {
    /// Says that the working copy holds a version of the shared text.
    /// - Parameters:
    ///   - document: The version, as it was typed.
    ///   - text: Where the text stands; its head is the version.
    ///   - story: The story as it is kept now.
    public func keepStored(_ document: Document, at text: SharedText, of story: Story) throws {
        try sql.execute(
            "UPDATE shared_text SET save = $1, stored_version = $2, document = $3, pending = 0 WHERE story = $4",
            [
                .integer(Int64(story.workingSaves)), .integer(Int64(text.head.version)), .text(document.json.written),
                SQLValue(story.number),
            ]
        )
    }

    /// Lets a shared text outlive a save that left its body as it was, so that whoever writes in it goes on.
    ///
    /// A save that made the body another leaves the row behind: its text is over, and notes find their words in the new
    /// one.
    func carrySharedText(from old: Story, to new: Story) throws {
        guard old.openBody == new.openBody else { return try placeNotesAnew(from: old, to: new) }
        guard old.workingSaves != new.workingSaves else { return }
        let number = SQLValue(new.number)
        let saves = [old, new].map { SQLValue.integer(Int64($0.workingSaves)) }
        let carried = try sql.execute(
            "UPDATE shared_text SET save = $1 WHERE story = $2 AND save = $3",
            [saves[1], number, saves[0]]
        )
        // Somebody may have opened it who has sent nothing yet.
        if carried == 0 { try sql.execute(Self.beginQuery, [number, SQLValue(siteNumber)] + saves) }
    }

    /// Counts a batch that has been added.
    func count(_ batch: Batch, of outline: StoryOutline) throws {
        let text = outline.text
        let number = SQLValue(outline.number)
        if text.head.version == 0 {
            let values: [SQLValue] = [.integer(Int64(text.head.epoch)), .integer(Int64(text.save))]
            try sql.execute(Self.beginQuery, [number, SQLValue(siteNumber)] + values)
        }
        try sql.execute(
            "UPDATE shared_text SET version = $1, last_batch = $2, pending = pending + $3 WHERE story = $4",
            [
                .integer(Int64(batch.point.version)), SQLValue(batch.at), .integer(Int64(batch.steps.utf8.count)),
                number,
            ]
        )
    }

    private static let beginQuery = """
        INSERT INTO shared_text (story, site, epoch, version, save, stored_version, document, pending, last_batch)
        VALUES ($1, $2, $3, 0, $4, 0, NULL, 0, NULL)
        ON CONFLICT (story) DO UPDATE SET epoch = excluded.epoch, version = 0, save = excluded.save,
        stored_version = 0, document = NULL, pending = 0, last_batch = NULL
        """
}
