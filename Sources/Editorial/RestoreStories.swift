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
    /// interrupted is run again.
    /// - Parameters:
    ///   - items: With their records, and `copy.pictures` filled from the darkroom.
    ///   - galleys: Their texts, one for each item, as `typeset` gives them; without, they are set first.
    ///   - dryRun: Gives the same results and changes nothing.
    /// - Throws: `unavailable` where the store is; what was restored before stays.
    public func restoreStories(
        _ items: [WireItem],
        galleys: [Galley] = [],
        dryRun: Bool = false
    ) async throws -> [WireOutcome] {
        let galleys = galleys.count == items.count ? galleys : await typeset(items)
        let now = clock()
        let work = zip(items, galleys).map { (item: $0, galley: $1) }
        let outcomes = try await inSlices(work, isRehearsal: dryRun) { transaction, next in
            try Self.restore(next.item, next.galley, transaction, now)
        }
        logger.debug("restored", metadata: ["items": "\(items.count)", "dry": "\(dryRun)"])
        return outcomes
    }

    private static func restore(
        _ item: WireItem,
        _ galley: Galley,
        _ transaction: WriteTransaction,
        _ now: Timestamp
    ) throws -> WireOutcome {
        guard let record = item.record else {
            return .refused(Self.notOurExport)
        }
        for stop in record.stops { try transaction.remember(stop, uri: item.uri) }
        if item.copy.headline.isEmpty { return .remembered }
        if let number = try transaction.number(uri: item.uri) { return .unchanged(number) }
        let story = Story(restoring: item, record, at: now)
        let saved = try transaction.add(
            story,
            galley: galley,
            at: story.position,
            actor: .restoration,
            now: now
        )
        return .imported(saved.number, waitsUntil: saved.waitsUntil)
    }
}
