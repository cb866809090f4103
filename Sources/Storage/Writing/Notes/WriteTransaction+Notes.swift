public import News

extension WriteTransaction {
    /// Adds a note, or an answer to one.
    /// - Parameters:
    ///   - text: What is said, as `TextNote.text` makes it.
    ///   - story: The story.
    ///   - parent: The note that it answers; nil for a note.
    ///   - quote: What was marked; nil for an answer, and for a note on the whole text.
    ///   - place: Where that stands.
    ///   - writer: Who says it.
    ///   - mentioned: To whom in particular.
    ///   - source: The page that sent it and how it counts that; nil for a form.
    ///   - now: When.
    /// - Returns: Its number.
    public func addNote(
        _ text: String,
        on story: StoryNumber,
        answering parent: Int64? = nil,
        quote: String? = nil,
        place: TextNote.Place? = nil,
        by writer: MemberNumber,
        mentioning mentioned: [MemberNumber],
        from source: (client: WritingClient, sequence: Int)?,
        at now: Timestamp
    ) throws -> Int64 {
        let number = try sql.nextNumber(of: .notes)
        let stamp = try nextStamp(of: story)
        try sql.execute(
            """
            INSERT INTO note (number, story, parent, stamp, member, at, text, quote, epoch, first, last, client, sequence)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            [
                .integer(number), SQLValue(story), SQLValue(parent), .integer(stamp), SQLValue(writer), SQLValue(now),
                .text(text), SQLValue(quote),
            ] + place.columns + [
                SQLValue(source?.client.description), SQLValue((source?.sequence).map(Int64.init)),
            ]
        )
        if let parent { try touch(note: parent, stamp: stamp) }
        for member in mentioned {
            try sql.execute(
                "INSERT INTO note_mention (note, member) VALUES ($1, $2)",
                [.integer(number), SQLValue(member)]
            )
        }
        return number
    }

    /// Says that nobody needs to do anything about a note any more.
    public func resolve(note number: Int64, on story: StoryNumber, by member: MemberNumber, at now: Timestamp) throws {
        try sql.execute(
            "UPDATE note SET resolved_by = $1, resolved_at = $2, stamp = $3 WHERE number = $4 AND parent IS NULL",
            [SQLValue(member), SQLValue(now), .integer(try nextStamp(of: story)), .integer(number)]
        )
    }

    /// Takes that back.
    ///
    /// Its words are looked for, near to where they stood last, in the text as it is now.
    public func reopen(note number: Int64, on story: StoryNumber) throws {
        let known = "SELECT first, quote FROM note WHERE number = $1"
        var place: TextNote.Place?
        if let row = try sql.row(known, [.integer(number)]), let quote = row.text(1) {
            let (text, document) = try sharedDocument(of: story)
            let near = row.integer(0).map { Int($0) }
            place = DocumentWords(document).place(of: quote, near: near)
                .map { TextNote.Place(epoch: text.head.epoch, range: $0) }
        }
        try sql.execute(
            """
            UPDATE note SET resolved_by = NULL, resolved_at = NULL, epoch = $1, first = $2, last = $3, stamp = $4
            WHERE number = $5 AND parent IS NULL
            """,
            place.columns + [.integer(try nextStamp(of: story)), .integer(number)]
        )
    }

    /// Moves the open notes of a story with their words, as a batch has moved these.
    /// - Parameters:
    ///   - number: The story.
    ///   - steps: The batch.
    ///   - epoch: Of the text in which it was made.
    ///   - document: The text that it made.
    public func moveNotes(of number: StoryNumber, by steps: [Step], in epoch: Int, to document: Document) throws {
        var words: DocumentWords?
        for anchor in try noteAnchors(of: number) {
            let place = anchor.moved(by: steps, in: epoch) {
                let known = words ?? DocumentWords(document)
                words = known
                return known
            }
            // Whoever has the text open moves the words as we do, and is told what does not follow from that.
            let mapped = anchor.place?.moved(by: steps)
            let isNews = place != mapped || (place == nil && anchor.place != nil)
            guard isNews || place != anchor.place else { continue }
            try move(anchor, to: place, stamp: isNews ? try nextStamp(of: number) : nil)
        }
    }

    /// Finds the words of open notes in a text that was put in place of another.
    /// - Parameters:
    ///   - old: The story as it was.
    ///   - new: The story as it is now.
    func placeNotesAnew(from old: Story, to new: Story) throws {
        let anchors = try noteAnchors(of: new.number)
        guard !anchors.isEmpty else { return }
        let before = DocumentWords(try storedDocument(before: old))
        let after = DocumentWords(Document(new.openBody))
        let stamp = try nextStamp(of: new.number)
        for anchor in anchors {
            let place = anchor.placed(in: after, after: before, epoch: new.workingSaves)
            if place != anchor.place { try move(anchor, to: place, stamp: stamp) }
        }
    }
}

extension WriteTransaction {
    /// The text of a story that was just replaced, as it was typed.
    private func storedDocument(before old: Story) throws -> Document {
        let query = "SELECT document FROM shared_text WHERE story = $1 AND save = $2"
        let values = [SQLValue(old.number), .integer(Int64(old.workingSaves))]
        guard let json = try sql.row(query, values)?.text(0) else { return Document(old.openBody) }
        do {
            return try Document(json: JSONValue(parsing: Array(json.utf8), deepest: Document.nesting))
        } catch {
            // Damage that the check tells; the notes find their words as they were when they were written.
            return Document(old.openBody)
        }
    }

    private func move(_ anchor: TextNote.Anchor, to place: TextNote.Place?, stamp: Int64?) throws {
        try sql.execute(
            "UPDATE note SET epoch = $1, first = $2, last = $3, stamp = coalesce($4, stamp) WHERE number = $5",
            place.columns + [SQLValue(stamp), .integer(anchor.note)]
        )
    }

    private func touch(note number: Int64, stamp: Int64) throws {
        try sql.execute("UPDATE note SET stamp = $1 WHERE number = $2", [.integer(stamp), .integer(number)])
    }

    private func nextStamp(of story: StoryNumber) throws -> Int64 {
        try (sql.row("SELECT max(stamp) FROM note WHERE story = $1", [SQLValue(story)])?.integer(0) ?? 0) + 1
    }
}

extension TextNote.Place? {
    fileprivate var columns: [SQLValue] {
        [self?.epoch, self?.range.lowerBound, self?.range.upperBound].map { SQLValue($0.map(Int64.init)) }
    }
}
