internal import Logging
public import News
public import Storage

extension Desk {
    /// Takes copy from a wire; the result has one outcome for each item, in order.
    ///
    /// A story is known by its uri, and what becomes of a copy is the rule's to say (`WireFacts.decision`): taking the
    /// same copy twice, or again after a crash, ends in the same state. An item twice among the items follows the same
    /// rule. Copy that changes nothing but brings a picture's missing file fills it in.
    ///
    /// Each item is taken whole or not at all, and the transactions are short: other writers, and stories that have
    /// come due, go in between.
    /// - Parameters:
    ///   - items: With `copy.pictures` filled from the darkroom.
    ///   - prepared: Their texts, one for each item, as `prepareTexts(of:)` gives them; without, they are prepared first.
    ///   - actor: Whom the journal names: the wire, or who imports.
    /// - Throws: `unavailable` where the store is; what was taken before stays.
    public func takeWireCopy(
        _ items: [WireItem],
        prepared: [PreparedText] = [],
        actor: Actor
    ) async throws -> [WireOutcome] {
        let prepared = prepared.count == items.count ? prepared : await prepareTexts(of: items)
        let now = clock()
        // What takes a whole text is done before others wait for the store: a fingerprint, and looking for faults.
        let work = zip(items, prepared).map { (item: $0.signed(), prepared: $1, fault: $0.fault) }
        let outcomes = try await writeInSlices(work) { transaction, next in
            // What is refused anyway may hold times that are no times.
            let sound = next.lazy.filter { $0.fault == nil }
            try transaction.lookAhead(to: sound.map { Story($0.item, under: nil, by: actor, at: now) })
        } body: { [writing, logger] transaction, next -> WireOutcome in
            if let fault = next.fault { return .refused(fault) }
            return try Inbox(
                transaction: transaction,
                documents: writing.documents,
                logger: logger,
                actor: actor,
                now: now
            )
            .take(next.item, next.prepared)
        }
        logger.debug("took wire copy", metadata: ["items": "\(items.count)", "actor": "\(actor)"])
        return outcomes
    }
}

/// Carries out the rule for one item, inside a transaction.
struct Inbox {
    let transaction: WriteTransaction
    let documents: DocumentCache
    let logger: Logger
    let actor: Actor
    let now: Timestamp

    func take(_ item: WireItem, _ prepared: PreparedText) throws -> WireOutcome {
        let facts = try caughtUpFacts(of: item)
        let decision = facts.decision(on: item, at: now)
        guard let number = facts.known?.number else { return try takeNew(item, prepared, decision) }
        switch decision {
        case .unchanged:
            if let stamp = facts.known?.stamp.numbered(by: item) { try transaction.stamp(number, stamp) }
            return try takeMissingPictures(of: item, for: number)
        case .outdated: return .skipped(number)
        case .keptBack:
            if let story = try transaction.story(number) { try tellOfSource(decision, item, story) }
            return .skipped(number)
        case .remember(let stop), .obey(let stop):
            return try change(number, decision, remembering: stop, for: item) { $0.obey(stop, by: actor, at: now) }
        case .take(let stop, let new):
            return try change(number, decision, prepared, remembering: new, for: item) {
                $0.take(item, under: stop, by: actor, at: now)
            }
        }
    }

    /// What the desk has written counts as a working copy from its first batch on.
    ///
    /// A kill goes through also where what was written cannot be read.
    private func caughtUpFacts(of item: WireItem) throws -> WireFacts {
        let facts = try transaction.knownFacts(uri: item.uri)
        guard let number = facts.known?.number, try transaction.isAhead(number) else { return facts }
        if item.status == .canceled {
            _ = try transaction.caughtUpIfReadable(number, documents, logger)
        } else {
            _ = try transaction.caughtUp(number, documents)
        }
        return try transaction.wireFacts(uri: item.uri)
    }

    private func takeNew(_ item: WireItem, _ prepared: PreparedText, _ decision: WireDecision) throws -> WireOutcome {
        switch decision {
        case .take(let stop, let new):
            if let new { try transaction.remember(new, uri: item.uri) }
            let story = Story(item, under: stop, by: actor, at: now)
            let saved = try transaction.add(story, prepared: prepared, actor: actor, now: now)
            return .imported(saved.number, waitsUntil: saved.waitsUntil)
        case .remember(let stop), .obey(let stop):
            try transaction.remember(stop, uri: item.uri)
            return .remembered
        case .unchanged, .outdated, .keptBack: return .remembered
        }
    }

    /// Changes a story, where the change makes it another.
    private func change(
        _ number: StoryNumber,
        _ decision: WireDecision,
        _ prepared: PreparedText? = nil,
        remembering stop: WireStop?,
        for item: WireItem,
        _ change: (inout Story) -> StoryChange?
    ) throws -> WireOutcome {
        if let stop { try transaction.remember(stop, uri: item.uri) }
        guard var story = try transaction.story(number) else { return .refused("is of story \(number), which is gone") }
        let before = story
        guard let change = change(&story) else {
            // Which copy was the last is remembered all the same, or a kill would not know what it stops.
            if let stamp = story.wire, stamp != before.wire { try transaction.stamp(number, stamp) }
            return try takeMissingPictures(of: item, for: number)
        }
        let saved = try transaction.save(story, change, prepared: prepared, actor: actor, now: now)
        try tellOfSource(decision, item, before)
        return .updated(number, waitsUntil: saved.waitsUntil)
    }

    private func takeMissingPictures(of item: WireItem, for number: StoryNumber) throws -> WireOutcome {
        guard item.copy.pictures.contains(where: { $0.picture != nil }), try transaction.mayLackPicture(number),
            var story = try transaction.story(number), let change = story.takeFiles(of: item.copy.pictures)
        else { return .unchanged(number) }
        let saved = try transaction.save(story, change, actor: actor, now: now)
        return .updated(number, waitsUntil: saved.waitsUntil)
    }
}
