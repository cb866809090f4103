internal import Logging
public import News
public import Storage

extension Desk {
    /// Why an item without a record is not restored.
    public static let notOurExport = "was not written by an export of Warta"

    /// Puts back what our own export wrote: each story as it was, with what the desk and the wires decided about it.
    ///
    /// Only for an export that the operator vouches for: what stands in it is believed, also that a story was withdrawn
    /// by the desk or published by it. What the store has already stays as it is, so that a restoration that was
    /// interrupted is run again. Only a kill or a hold that it did not know is obeyed, by a story that is here as by one
    /// that is restored (`WireFacts.newStops`).
    ///
    /// Sections come before the stories, with the names and places that the desk gave them.
    /// - Parameters:
    ///   - items: With their records, and `copy.pictures` filled from the darkroom.
    ///   - prepared: Their texts, one for each item, as `prepareTexts(of:)` gives them; without, they are prepared first.
    /// - Throws: `unavailable` where the store is; what was restored before stays.
    public func restoreStories(
        _ items: [WireItem],
        prepared: [PreparedText] = []
    ) async throws -> [WireOutcome] {
        let prepared = prepared.count == items.count ? prepared : await prepareTexts(of: items)
        let now = clock()
        let work = zip(items, prepared).map { (item: $0, prepared: $1) }
        // What an export brings has its number and its place, which are looked up as they come.
        let outcomes = try await writeInSlices(work) { [writing, logger] transaction, next in
            let inbox = Inbox(
                transaction: transaction,
                documents: writing.documents,
                logger: logger,
                actor: .restoration,
                now: now
            )
            return try Self.restore(next.item, next.prepared, inbox)
        }
        logger.debug("restored", metadata: ["items": "\(items.count)"])
        return outcomes
    }

    private static func restore(
        _ item: WireItem,
        _ prepared: PreparedText,
        _ inbox: Inbox
    ) throws -> WireOutcome {
        let (transaction, now) = (inbox.transaction, inbox.now)
        if let section = item.sectionRecord {
            try transaction.restore(section)
            return .remembered
        }
        guard let record = item.record else {
            return .refused(Self.notOurExport)
        }
        let facts = try transaction.wireFacts(uri: item.uri)
        if let number = facts.known?.number {
            return try inbox.obey(facts.newStops(of: item), uri: item.uri, number)
        }
        for stop in record.stops { try transaction.remember(stop, uri: item.uri) }
        if item.copy.headline.isEmpty { return .remembered }
        var story = Story(restoring: item, record, at: now)
        for stop in facts.stopsAgainst(item) { _ = story.obey(stop, by: .restoration, at: now) }
        let saved = try transaction.add(
            story,
            prepared: prepared,
            at: story.position,
            actor: .restoration,
            now: now
        )
        return .imported(saved.number, waitsUntil: saved.waitsUntil)
    }
}

extension Inbox {
    /// Remembers kills and holds that a story of ours did not know, and obeys those that cover its version.
    ///
    /// What is withdrawn stays as it is, with its reason.
    fileprivate func obey(_ stops: [WireFacts.NewStop], uri: String, _ number: StoryNumber) throws -> WireOutcome {
        for new in stops { try transaction.remember(new.stop, uri: uri) }
        let obeyed = stops.filter(\.isObeyed).map(\.stop)
        guard !obeyed.isEmpty, var story = try transaction.story(number), story.state != .withdrawn else {
            return .unchanged(number)
        }
        var isChanged = false
        for stop in obeyed {
            guard let change = story.obey(stop, by: actor, at: now) else { continue }
            story = try transaction.save(story, change, actor: actor, now: now)
            isChanged = true
        }
        return isChanged ? .updated(number, waitsUntil: story.waitsUntil) : .unchanged(number)
    }
}
