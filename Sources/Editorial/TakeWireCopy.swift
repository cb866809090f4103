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
    ///   - galleys: Their texts, one for each item, as `typeset` gives them; without, they are set first.
    ///   - actor: Whom the journal names: the wire, or who imports.
    /// - Throws: `unavailable` where the store is; what was taken before stays.
    public func takeWireCopy(
        _ items: [WireItem],
        galleys: [Galley] = [],
        actor: Actor
    ) async throws -> [WireOutcome] {
        let galleys = galleys.count == items.count ? galleys : await typeset(items)
        let now = clock()
        // A fingerprint is made of the whole text: not while others wait for the store.
        let work = zip(items, galleys).map { (item: $0.signed(), galley: $1) }
        let outcomes = try await inSlices(work) { transaction, next in
            try Inbox(transaction: transaction, actor: actor, now: now).take(next.item, next.galley)
        }
        logger.debug("took wire copy", metadata: ["items": "\(items.count)", "actor": "\(actor)"])
        return outcomes
    }

    /// Sets the items' texts in type: all that can be done about them before they are taken.
    ///
    /// An import does it to the next items while the last are being stored.
    public func typeset(_ items: [WireItem]) async -> [Galley] {
        await typesetter.set(items.map(\.copy))
    }
}

/// Carries out the rule for one item, inside a transaction.
struct Inbox {
    let transaction: WriteTransaction
    let actor: Actor
    let now: Timestamp

    func take(_ item: WireItem, _ galley: Galley) throws -> WireOutcome {
        if let reason = item.fault { return .refused(reason) }
        let facts = try transaction.wireFacts(uri: item.uri)
        let decision = facts.decision(on: item, at: now)
        guard let number = facts.known?.number else { return try takeNew(item, galley, decision) }
        switch decision {
        case .unchanged:
            if let stamp = facts.known?.stamp.numbered(by: item) { try transaction.stamp(number, stamp) }
            return try takeMissingPictures(of: item, for: number)
        case .outdated, .keptBack: return .skipped(number)
        case .remember(let stop), .obey(let stop):
            return try change(number, remembering: stop, for: item) { $0.obey(stop) }
        case .take(let stop, let new):
            return try change(number, galley, remembering: new, for: item) { $0.take(item, under: stop) }
        }
    }

    private func takeNew(_ item: WireItem, _ galley: Galley, _ decision: WireDecision) throws -> WireOutcome {
        switch decision {
        case .take(let stop, let new):
            if let new { try transaction.remember(new, uri: item.uri) }
            let story = try transaction.insert(
                Story(item, under: stop),
                galley: galley,
                actor: actor,
                reason: (new ?? stop)?.reason ?? "",
                now: now
            )
            try note(story.position == nil ? .filed : .published, of: story, topics: story.topics)
            return .imported(story.number, waitsUntil: story.waitsUntil)
        case .remember(let stop), .obey(let stop):
            try transaction.remember(stop, uri: item.uri)
            return .remembered
        case .unchanged, .outdated, .keptBack: return .remembered
        }
    }

    /// Changes a story, where the change makes it another.
    private func change(
        _ number: StoryNumber,
        _ galley: Galley? = nil,
        remembering stop: WireStop?,
        for item: WireItem,
        _ change: (inout Story) -> Void
    ) throws -> WireOutcome {
        if let stop { try transaction.remember(stop, uri: item.uri) }
        guard let old = try transaction.story(number) else { return .refused("The story \(number) is gone.") }
        var story = old
        change(&story)
        // Our own export carries the time of the text: to take it in again where it came from changes nothing. But
        // which copy was the last is remembered, or a kill would not know what it stops.
        guard !story.isSame(as: old) else {
            if let stamp = story.wire, stamp != old.wire { try transaction.stamp(number, stamp) }
            return try takeMissingPictures(of: item, for: number)
        }
        let saved = try save(story, galley, over: old, because: stop?.reason ?? "")
        return .updated(number, waitsUntil: saved.waitsUntil)
    }

    private func takeMissingPictures(of item: WireItem, for number: StoryNumber) throws -> WireOutcome {
        guard item.copy.pictures.contains(where: { $0.picture != nil }), try transaction.lacksPicture(number),
            let old = try transaction.story(number)
        else { return .unchanged(number) }
        var story = old
        story.copy.pictures = old.copy.pictures.keepingFiles(of: item.copy.pictures)
        guard story.copy.pictures != old.copy.pictures else { return .unchanged(number) }
        let saved = try save(story, nil, over: old)
        return .updated(number, waitsUntil: saved.waitsUntil)
    }

    /// Saves what became of a story, and writes it to the journal.
    func save(
        _ story: Story,
        _ galley: Galley?,
        over old: Story,
        because reason: String = ""
    ) throws -> Story {
        let saved = try transaction.update(story, galley: galley, actor: actor, reason: reason, now: now)
        try note(JournalEntry.Act(from: old, to: saved), of: saved, topics: old.topics.union(saved.topics))
        return saved
    }

    private func note(_ act: JournalEntry.Act, of story: Story, topics: Set<Topic>) throws {
        let reason = story.withdrawal?.reason ?? ""
        try transaction.append(
            JournalEntry(at: now, act: act, story: story.number, actor: actor, reason: reason, topics: topics)
        )
    }
}

extension JournalEntry.Act {
    /// What readers notice when one state of a story takes another's place.
    fileprivate init(from old: Story, to new: Story) {
        if new.position != nil {
            self = old.position == nil ? .published : .updated
        } else if new.leavesNotice {
            self = old.leavesNotice ? .updated : .withdrawn
        } else {
            self = old.position != nil || old.leavesNotice ? .held : .filed
        }
    }
}

extension Story {
    /// When its time comes, for a story that is passed and waits for it.
    var waitsUntil: Timestamp? { state == .published && position == nil ? publicSince : nil }

    /// Whether it is that story in all that the desk and readers know of it.
    func isSame(as other: Story) -> Bool {
        var story = self
        story.wire = other.wire
        return story == other
    }
}

extension WireItem {
    /// What keeps it from being kept at all, though it could be read.
    fileprivate var fault: String? {
        if uri.isEmpty { return "it has no uri" }
        if isStub { return nil }
        if copy.headline.collapsedWhitespace.isEmpty { return "it has no headline" }
        let times = [version, firstPublished, contentCreated, embargoedUntil].compactMap(\.self)
        if !times.allSatisfy(Timestamp.range.contains) { return "it has a date outside the years 1 to 9999" }
        if let urgency = copy.urgency, !(1...9).contains(urgency) { return "its urgency is not 1 to 9" }
        return nil
    }
}
