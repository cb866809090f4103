internal import Logging
public import News
public import Storage

extension Desk {
    /// Takes copy from a wire, all items in one transaction; the result has one taking for each, in order.
    ///
    /// A story is known by its uri. A newer version is an update with a revision, the same changes nothing, an older one
    /// is skipped; so taking the same copy twice, or again after a crash, ends in the same state. An item twice among
    /// the items follows the same rule. A story that somebody else than the actor withdrew stays withdrawn: newer copy
    /// of it is skipped. Copy of the same version that brings a picture's missing file fills it in.
    /// - Parameters:
    ///   - items: With `copy.pictures` filled from the darkroom.
    ///   - galleys: Their texts, one for each item, as `typeset` gives them; without, they are set first.
    ///   - actor: Whom the journal names: `wire`, or who imports.
    ///   - dryRun: Gives the same results and changes nothing.
    /// - Throws: `unavailable` where the store is; then nothing of the batch was taken.
    public func takeWireCopy(
        _ items: [WireItem],
        galleys: [Galley] = [],
        actor: String,
        dryRun: Bool = false
    ) async throws -> [Taking] {
        let galleys = galleys.count == items.count ? galleys : await typeset(items)
        let now = clock()
        let work: @Sendable (Transaction) throws -> [Taking] = { transaction in
            let inbox = Inbox(transaction: transaction, actor: actor, now: now)
            return try zip(items, galleys).map { try inbox.take($0, $1) }
        }
        let takings = dryRun ? try await store.rehearse(work) : try await store.write(work)
        logger.debug("took wire copy", metadata: ["items": "\(items.count)", "actor": "\(actor)", "dry": "\(dryRun)"])
        return takings
    }

    /// Sets the items' texts in type: all that can be done about them before they are taken.
    ///
    /// An import does it to the next items while the last are being stored.
    public func typeset(_ items: [WireItem]) async -> [Galley] {
        await typesetter.set(items.map(\.copy))
    }
}

extension Store {
    /// Runs a change and takes it back.
    fileprivate func rehearse<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        do {
            return try await write { throw Rehearsed(value: try body($0)) }
        } catch let rehearsed as Rehearsed<T> {
            return rehearsed.value
        }
    }
}

/// Carries the result of a rehearsal out of a transaction that must not be committed.
private struct Rehearsed<Value: Sendable>: Error {
    let value: Value
}

/// The rule for one item, inside the transaction of its batch.
private struct Inbox {
    let transaction: Transaction
    let actor: String
    let now: Timestamp

    func take(_ item: WireItem, _ galley: Galley) throws -> Taking {
        if let reason = item.fault { return .refused(reason) }
        guard let known = try transaction.version(uri: item.uri) else { return try takeNew(item, galley) }
        if item.version < known.version { return .skipped(known.number) }
        // Our own export carries the time of the text: to take it in again where it came from changes nothing.
        if item.version == known.version || item.version == known.updated {
            return try takeMissingPictures(of: item, for: known.number)
        }
        return try takeNewer(item, galley, for: known.number)
    }

    private func takeNew(_ item: WireItem, _ galley: Galley) throws -> Taking {
        let story = try transaction.insert(Story(item), galley: galley, now: now)
        let act: JournalEntry.Act =
            switch story.state {
            case .published: story.position == nil ? .filed : .published
            case .draft: .filed
            case .withdrawn: .withdrawn
            }
        try transaction.append(
            JournalEntry(
                at: now,
                act: act,
                story: story.number,
                actor: actor,
                reason: story.withdrawal?.reason ?? "",
                topics: story.topics
            )
        )
        return .imported(story.number)
    }

    private func takeNewer(_ item: WireItem, _ galley: Galley, for number: StoryNumber) throws -> Taking {
        guard let old = try transaction.story(number) else { return .refused("The story \(number) is gone.") }
        if try isKeptBack(old, from: item) { return .skipped(number) }
        var story = old
        story.take(item)
        story.copy.pictures = story.copy.pictures.keepingFiles(of: old.copy.pictures)
        try save(story, galley, over: old)
        return .updated(number)
    }

    /// What the desk took back stays so until the desk publishes it again, whatever a sender does not know of it.
    private func isKeptBack(_ story: Story, from item: WireItem) throws -> Bool {
        guard story.state == .withdrawn, item.status != .canceled else { return false }
        return try transaction.lastActor(of: .withdrawn, on: story.number) != actor
    }

    private func takeMissingPictures(of item: WireItem, for number: StoryNumber) throws -> Taking {
        guard item.copy.pictures.contains(where: { $0.picture != nil }), try transaction.lacksPicture(number),
            let old = try transaction.story(number)
        else { return .unchanged(number) }
        var story = old
        story.copy.pictures = old.copy.pictures.keepingFiles(of: item.copy.pictures)
        guard story.copy.pictures != old.copy.pictures else { return .unchanged(number) }
        try save(story, over: old)
        return .updated(number)
    }

    private func save(_ story: Story, _ galley: Galley? = nil, over old: Story) throws {
        let saved = try transaction.update(story, galley: galley, actor: actor, now: now)
        try transaction.append(
            JournalEntry(
                at: now,
                act: JournalEntry.Act(from: old, to: saved),
                story: saved.number,
                actor: actor,
                reason: saved.withdrawal?.reason ?? "",
                topics: old.topics.union(saved.topics)
            )
        )
    }
}

extension JournalEntry.Act {
    /// What readers notice when one state of a story takes another's place.
    fileprivate init(from old: Story, to new: Story) {
        if new.state == .withdrawn {
            self = old.state == .withdrawn ? .updated : .withdrawn
        } else if new.position != nil {
            self = old.position == nil ? .published : .updated
        } else {
            self = old.position != nil || old.state == .withdrawn ? .held : .filed
        }
    }
}

extension [PictureUse] {
    /// These uses, each that lacks its file with the one that the same picture has among others: known by its uri, or
    /// where it has none, by its place and words.
    fileprivate func keepingFiles(of others: [PictureUse]) -> [PictureUse] {
        enumerated().map { index, use in
            guard use.picture == nil else { return use }
            let candidates = use.uri.isEmpty ? others.dropFirst(index).prefix(1) : others[...]
            let same = candidates.first { other in
                other.uri == use.uri && (!use.uri.isEmpty || (other.caption, other.credit) == (use.caption, use.credit))
            }
            var use = use
            use.picture = same?.picture
            return use
        }
    }
}

extension WireItem {
    /// What keeps it from being kept at all, though it could be read.
    fileprivate var fault: String? {
        if uri.isEmpty { return "it has no uri" }
        if copy.headline.collapsedWhitespace.isEmpty { return "it has no headline" }
        let times = [version, firstPublished, contentCreated, embargoedUntil].compactMap(\.self)
        if !times.allSatisfy(Timestamp.range.contains) { return "it has a date outside the years 1 to 9999" }
        if let urgency = copy.urgency, !(1...9).contains(urgency) { return "its urgency is not 1 to 9" }
        return nil
    }
}
