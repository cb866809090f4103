internal import Logging
public import News
internal import Storage

/// Steps that a page sends together.
public struct BatchPush: Sendable {
    /// The version on which they were made.
    let point: SharedText.Point
    let client: WritingClient
    /// Counts the batches of that page.
    let sequence: Int
    let steps: [JSONValue]

    public init(point: SharedText.Point, client: WritingClient, sequence: Int, steps: [JSONValue]) {
        self.point = point
        self.client = client
        self.sequence = sequence
        self.steps = steps
    }
}

/// What becomes of a batch.
public enum PushAnswer: Hashable, Sendable {
    /// It is on disk, and makes this version.
    case kept(version: Int, at: Timestamp)
    /// Others were first: the newest version, and their batches, over which the steps have to be rebased.
    ///
    /// Where very much is missing, the batches are only the first of them. Where nothing is missing, somebody far away has
    /// the turn for a moment, and the page sends again.
    case behind(version: Int, [Batch])
    /// It was made on a text that is no longer written.
    case over
}

extension Desk {
    /// Keeps a batch of steps as the next version of a story's shared text; when this returns, it is on disk.
    ///
    /// A batch that is known already is kept once, and answered as it was, so whoever did not hear the answer sends the
    /// same again.
    /// - Parameters:
    ///   - push: The steps.
    ///   - number: The story.
    ///   - member: Who writes; their right is asked of the store with each batch.
    ///   - caller: From where.
    /// - Throws: `DocumentFault` where a step does not fit, or would make a text that is none; `refused` where the member
    ///   may not write in the story; `notFound`; `throttled` where the member sends too much at once.
    public func push(
        _ push: BatchPush,
        to number: StoryNumber,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> PushAnswer {
        let isNew = try await isNew(push, to: number, by: member)
        if isNew, !writing.turns.admits(push.client, to: number, at: clock()) {
            return try await answerOutOfTurn(push, to: number, by: member)
        }
        // Where others send at the very same time, what was prepared may come a moment too early.
        for _ in 0..<3 {
            let attempt = isNew ? try await prepare(push, number, member) : nil
            let (answer, made) = try await keep(push, attempt, in: number, by: member, from: caller)
            if let made {
                writing.documents.keep(
                    made.prepared.document,
                    of: number,
                    as: TextVersion(made.batch),
                    madeBy: made.batch,
                    on: attempt?.base
                )
            }
            guard let answer else {
                if let attempt { writing.documents.forget(attempt.base, of: number) }
                continue
            }
            switch answer {
            case .behind where isNew: writing.turns.wasLate(push.client, of: member, to: number, at: clock())
            case .kept: writing.turns.wasKept(push.client, to: number)
            case .behind, .over: break
            }
            return answer
        }
        throw NewsError(.throttled, "Too much is being written at once; it is sent again in a moment.")
    }

    /// What a page is told that has to wait while another has the turn: what it misses, if anything.
    private func answerOutOfTurn(
        _ push: BatchPush,
        to number: StoryNumber,
        by member: MemberNumber
    ) async throws -> PushAnswer {
        try await store.read { transaction in
            // Kept through another node, perhaps.
            if let known = try transaction.known(push, in: number), known.writer.number == member {
                return .kept(version: known.point.version, at: known.at)
            }
            let outline = try transaction.existingOutline(number)
            return switch outline.text.arrival(of: push.point) {
            case .over: .over
            case .behind: try transaction.missing(after: push.point, outline)
            case .next: .behind(version: outline.text.head.version, [])
            }
        }
    }

    /// Whether the steps are worth carrying out: not where they are kept already, nor by whoever may not write.
    ///
    /// What comes of the batch is decided in the transaction that keeps it. Nearly always it was made on the newest version
    /// that is known here, and then the store need not be asked: what was kept already made a newer one.
    private func isNew(
        _ push: BatchPush,
        to number: StoryNumber,
        by member: MemberNumber
    ) async throws -> Bool {
        if writing.documents.newest(of: number, at: push.point) != nil { return true }
        let now = clock()
        return try await store.read { transaction in
            let outline = try transaction.existingOutline(number)
            guard try transaction.known(push, in: number) == nil,
                let member = try transaction.member(member)
            else { return false }
            return outline.refusal(of: member, at: now) == nil
        }
    }

    /// Keeps what was prepared, where it is the next batch.
    /// - Returns: What becomes of the batch, and what was kept; no answer where it has to be prepared anew.
    private func keep(
        _ push: BatchPush,
        _ attempt: Attempt?,
        in number: StoryNumber,
        by member: MemberNumber,
        from caller: Caller
    ) async throws -> (PushAnswer?, (prepared: Prepared, batch: Batch)?) {
        try await withRights(from: caller.address) { [writing] transaction, now in
            let outline = try transaction.existingOutline(number)
            if let known = try transaction.known(push, in: number) {
                guard known.writer.number == member else {
                    throw NewsError(.invalid, "Another member's page has this name; load the page again.")
                }
                return (.kept(version: known.point.version, at: known.at), nil)
            }
            let writer = try transaction.allow(member, to: .write, outline, at: now)
            switch outline.text.arrival(of: push.point) {
            case .over: return (.over, nil)
            case .behind: return (try transaction.missing(after: push.point, outline), nil)
            case .next: break
            }
            // Made outside of the transaction, on the very version that is still the newest.
            guard let attempt, attempt.base == TextVersion(newestOf: outline.text) else { return (nil, nil) }
            let made = try attempt.outcome.get()
            let batch = Batch(
                point: push.point.next,
                client: push.client,
                sequence: push.sequence,
                writer: Writer(writer),
                at: max(now, outline.text.lastBatch ?? now),
                steps: made.json
            )
            try transaction.add(batch, to: outline)
            if outline.hasOpenNotes {
                let epoch = batch.point.epoch
                try transaction.moveNotes(of: number, by: made.steps, in: epoch, to: made.document)
            }
            if outline.isFull(with: batch) {
                _ = try transaction.caughtUp(
                    transaction.existingOutline(number),
                    writing.documents,
                    newest: made.document
                )
            }
            return (.kept(version: batch.point.version, at: batch.at), (made, batch))
        }
    }

    /// What comes of a batch's steps, or why they are refused, on a version that this process takes for the newest.
    private struct Attempt: Sendable {
        let base: TextVersion
        let outcome: Result<Prepared, DocumentFault>
    }

    /// A batch with the document that it makes.
    private struct Prepared: Sendable {
        let document: Document
        let steps: [Step]
        /// The steps as all others get them: with what the schema knows, and nothing else.
        let json: String
    }

    /// Carries out the steps, if they were made on the newest version.
    /// - Returns: Nil where they were made on another version.
    private func prepare(
        _ push: BatchPush,
        _ number: StoryNumber,
        _ member: MemberNumber
    ) async throws -> Attempt? {
        guard let (document, base) = try await newest(of: number, at: push.point) else { return nil }
        let outcome: Result<Prepared, DocumentFault> = try await writing.threads.run(for: number, of: member) {
            do throws(DocumentFault) {
                var steps: [Step] = []
                for json in push.steps { steps.append(try Step(json: json)) }
                let made = try document.applying(steps)
                return .success(
                    Prepared(document: made, steps: steps, json: JSONValue.array(steps.map(\.json)).written)
                )
            } catch {
                return .failure(error)
            }
        }
        return Attempt(base: base, outcome: outcome)
    }

    /// A version of a story's text, where it is the newest; nil where it is another.
    private func newest(
        of number: StoryNumber,
        at point: SharedText.Point
    ) async throws -> (Document, TextVersion)? {
        if let kept = writing.documents.newest(of: number, at: point) { return kept }
        let read = try await store.read { transaction -> (Document, TextVersion)? in
            guard let text = try transaction.outline(of: number)?.text, text.head == point else { return nil }
            return (try transaction.sharedDocument(of: number, at: text), TextVersion(newestOf: text))
        }
        guard let (document, version) = read else { return nil }
        writing.documents.keep(document, of: number, as: version)
        return (document, version)
    }
}

extension StoryOutline {
    /// Whether so much was sent since the working copy was brought up to date that it is time again.
    fileprivate func isFull(with batch: Batch) -> Bool {
        batch.point.version - text.stored >= SharedText.mostBatchesAhead
            || pending + batch.steps.utf8.count >= SharedText.mostBytesAhead
    }
}

extension ReadTransaction {
    /// The outline of the story that somebody named.
    func existingOutline(_ number: StoryNumber) throws -> StoryOutline {
        guard let outline = try outline(of: number) else {
            throw NewsError(.notFound, "There is no story \(number).")
        }
        return outline
    }

    /// What a page sends, where it is kept already.
    fileprivate func known(_ push: BatchPush, in number: StoryNumber) throws -> Batch? {
        try batch(of: number, epoch: push.point.epoch, push.client, push.sequence)
    }

    /// The batches that somebody has not seen; the text is over for them where those are no longer kept.
    fileprivate func missing(after point: SharedText.Point, _ outline: StoryOutline) throws -> PushAnswer {
        let batches = try batches(
            of: outline.number,
            after: point,
            upTo: SharedText.mostBytes,
            limit: SharedText.mostMissing
        )
        guard batches.first?.point == point.next else { return .over }
        return .behind(version: outline.text.head.version, batches)
    }
}
