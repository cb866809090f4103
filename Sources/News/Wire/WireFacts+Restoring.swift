extension WireFacts {
    /// A kill or a hold that comes with a restored record and is new to the newspaper.
    public struct NewStop: Hashable, Sendable {
        public let stop: WireStop
        /// Whether the newspaper's own story must obey it.
        public let isObeyed: Bool
    }

    /// The kills and holds of a restored record to remember for a story that the newspaper has already.
    ///
    /// A remembered stop counts as obeyed, so the same one from the wire changes nothing later. Therefore one that
    /// covers the newspaper's version is obeyed now, and one that the exporting desk has published over is left out:
    /// the story keeps its state, and the wire's own stop is still obeyed when it comes.
    public func newStops(of item: WireItem) -> [NewStop] {
        guard let known, let record = item.record else { return [] }
        let theirs = record.stamp ?? WireStamp(version: item.version)
        return record.stops.filter(isNew).compactMap { stop in
            let isObeyed = stop.covers(known.stamp)
            if isObeyed, item.status == .usable, stop.covers(theirs) { return nil }
            return NewStop(stop: stop, isObeyed: isObeyed)
        }
    }

    /// The kills and holds that cover the restored story, and that the newspaper knows but the record does not.
    public func stopsAgainst(_ item: WireItem) -> [WireStop] {
        guard let record = item.record else { return [] }
        let theirs = record.stamp ?? WireStamp(version: item.version)
        let known = Set(record.stops.map(\.fingerprint))
        return stops.filter { !known.contains($0.fingerprint) && $0.covers(theirs) }
    }

    /// Whether a kill or a hold covers the version that the newspaper has.
    public var isStopped: Bool {
        known.map { known in stops.contains { $0.covers(known.stamp) } } ?? false
    }

    private func isNew(_ stop: WireStop) -> Bool {
        !stops.contains { $0.fingerprint == stop.fingerprint }
    }
}

extension WireStop {
    fileprivate func covers(_ stamp: WireStamp) -> Bool { stops(stamp.version, stamp.edition) }
}
