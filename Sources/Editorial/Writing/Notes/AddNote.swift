internal import Logging
public import News
internal import Storage

extension Desk {
    /// Keeps a member's note on a story's text, and tells those whom it names.
    ///
    /// What is sent again by the same page is kept once.
    /// - Parameters:
    ///   - new: What is said.
    ///   - number: The story.
    ///   - member: Who says it.
    ///   - caller: From where.
    /// - Throws: `TextNote.Fault`; `refused`; `notFound`; `invalid` where another member's page has the name of this one.
    public func addNote(
        _ new: NewNote,
        to number: StoryNumber,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> TextNote {
        let text = try TextNote.text(new.text)
        // Where others send at the very same time, what was found may come a moment too early.
        for _ in 0..<3 {
            let found = try await find(new.subject, in: number)
            let note = try await withRights(from: caller.address) { transaction, now -> TextNote? in
                let outline = try transaction.existingOutline(number)
                let writer = try transaction.allow(member, to: .note, outline, at: now)
                if let known = try transaction.sentNote(new, on: number, by: member) { return known }
                let counts = try transaction.noteCounts(of: number)
                guard counts.remarks < TextNote.most, counts.open < TextNote.mostOpen else {
                    throw TextNote.Fault.tooMany
                }
                guard found.point == nil || found.point == outline.text.head else { return nil }
                guard let marked = found.marked else { throw TextNote.Fault.wordsGone }
                let id = try transaction.keep(text, of: new, on: number, marked, by: writer, at: now)
                return try transaction.existingNote(id, on: number)
            }
            guard let note else { continue }
            logger.info("note added", metadata: ["story": "\(number)", "member": "\(member)"])
            return note
        }
        throw NewsError(.throttled, "Too much is being written at once; send the note again in a moment.")
    }

    /// Finds what a note is about, while others write: the whole text may have to be read for it.
    private func find(_ subject: NewNote.Subject, in number: StoryNumber) async throws -> FoundWords {
        if case .wholeText = subject { return FoundWords(point: nil, marked: (nil, nil)) }
        let (found, document, version) = try await store.read { [writing] transaction in
            let outline = try transaction.existingOutline(number)
            let version = TextVersion(newestOf: outline.text)
            let document =
                try writing.documents.document(of: number, as: version)
                ?? transaction.sharedDocument(of: number, at: outline.text)
            let marked = try transaction.marked(subject, outline, document)
            return (FoundWords(point: version.point, marked: marked), document, version)
        }
        writing.documents.keep(document, of: number, as: version)
        return found
    }
}

/// What a note is about, as it was found in one version of the text.
private struct FoundWords: Sendable {
    /// That version; nil where it does not matter.
    let point: SharedText.Point?
    /// Nil where the words stand nowhere.
    let marked: MarkedWords?
}

/// The words that a note is about, and where they stand; both nil for the whole text.
typealias MarkedWords = (quote: String?, place: TextNote.Place?)

extension WriteTransaction {
    /// Keeps a note or an answer, and tells those whom it names, but not its writer.
    /// - Parameters:
    ///   - text: What is said, as it is kept.
    ///   - new: As it was sent.
    ///   - story: On which.
    ///   - marked: What a note is about.
    ///   - note: The note that it answers; nil for a note.
    ///   - writer: Who says it.
    ///   - now: When.
    /// - Returns: Its number.
    func keep(
        _ text: String,
        of new: NewNote,
        on story: StoryNumber,
        _ marked: MarkedWords = (nil, nil),
        answering note: Int64? = nil,
        by writer: Member,
        at now: Timestamp
    ) throws -> Int64 {
        let mentioned = try mentioned(in: text, new.chosen)
        let remark = try addNote(
            text,
            on: story,
            answering: note,
            quote: marked.quote,
            place: marked.place,
            by: writer.number,
            mentioning: mentioned,
            from: new.source.map { ($0.client, $0.sequence) },
            at: now
        )
        let words = text.collapsedWhitespace.shortened(to: 200)
        for member in mentioned where member != writer.number {
            try notify(member, .mentioned, of: story, by: writer.actor, saying: words, about: remark, at: now)
        }
        return remark
    }
}

extension ReadTransaction {
    /// What a page has sent before under the same number.
    func sentNote(_ new: NewNote, on story: StoryNumber, by member: MemberNumber) throws -> TextNote? {
        guard let source = new.source else { return nil }
        return try sentNote(on: story, by: member, source.client, source.sequence)
    }

    /// The note that somebody named.
    func existingNote(_ number: Int64, on story: StoryNumber) throws -> TextNote {
        guard let note = try note(number, on: story) else {
            throw NewsError(.notFound, "Story \(story) has no note \(number).")
        }
        return note
    }

    /// The members whom a text names, who are those who may read the story: all who may sign in.
    fileprivate func mentioned(in text: String, _ chosen: Set<MemberNumber>) throws -> [MemberNumber] {
        guard text.contains("@") else { return [] }
        return TextNote.mentioned(in: text, of: try members().filter(\.isActive), chosen: chosen)
    }

    /// Where the words stand that a note is about, and how they read there; nil where they stand nowhere.
    fileprivate func marked(
        _ subject: NewNote.Subject,
        _ outline: StoryOutline,
        _ document: Document
    ) throws -> MarkedWords? {
        let words = DocumentWords(document)
        let found: Range<Int>?
        switch subject {
        case .wholeText: return (nil, nil)
        case .words(let quote): found = words.place(of: quote)
        case .range(let range, let point, let quote):
            found = try moved(range, from: point, outline) ?? words.place(of: quote, near: range.lowerBound)
        }
        guard let range = found, range.upperBound <= document.size else { return nil }
        let place = TextNote.Place(epoch: outline.text.head.epoch, range: range)
        return (words.text(in: range).shortenedToQuote, place)
    }

    /// Where a stretch of an earlier version stands now; nil where that version is too far behind to know, or nothing is
    /// left of it.
    private func moved(
        _ range: Range<Int>,
        from point: SharedText.Point,
        _ outline: StoryOutline
    ) throws -> Range<Int>? {
        let head = outline.text.head
        guard point.epoch == head.epoch, point.version <= head.version else { return nil }
        let batches = try batches(
            of: outline.number,
            after: point,
            upTo: SharedText.mostBytes,
            limit: SharedText.mostMissing
        )
        guard batches.count == head.version - point.version else { return nil }
        let place = TextNote.Place(epoch: point.epoch, range: range)
        return place.moved(by: try batches.flatMap { try self.steps(of: $0, outline.number) })?.range
    }
}

extension String {
    fileprivate var shortenedToQuote: String {
        String(beginning(bytes: 4 * TextNote.longestQuote).prefix(TextNote.longestQuote))
    }
}
