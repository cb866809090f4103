/// What is known under an item's uri when a copy of it comes in.
public struct WireFacts: Hashable, Sendable {
    /// What is known of the story, if the item is one of ours.
    public struct Known: Hashable, Sendable {
        public var number: StoryNumber
        public var state: PublicState
        public var decidedBy: Story.Decider
        /// The copy that was last taken; if the story came by no wire, one without a fingerprint and dated like the
        /// text.
        public var stamp: WireStamp

        public init(number: StoryNumber, state: PublicState, decidedBy: Story.Decider, stamp: WireStamp) {
            self.number = number
            self.state = state
            self.decidedBy = decidedBy
            self.stamp = stamp
        }
    }

    public var known: Known?
    /// Every kill and hold that was obeyed.
    public var stops: [WireStop]

    public init(known: Known?, stops: [WireStop]) {
        self.known = known
        self.stops = stops
    }
}

/// What is done with a copy.
public enum WireDecision: Hashable, Sendable {
    /// Nothing: this copy is known.
    case unchanged
    /// Nothing: a later copy, a kill or a hold is known.
    case outdated
    /// Nothing: the desk took the story back, and only the desk publishes it again.
    case keptBack
    /// The copy is taken over: for readers, or for the desk alone if a kill or a hold applies; a new one is remembered.
    case take(under: WireStop?, remembering: WireStop?)
    /// The story is hidden from readers, if they see it; its text stays, and the stop is remembered.
    case obey(WireStop)
    /// There is no story yet: the stop is remembered, since a copy may come late.
    case remember(WireStop)
}

extension WireFacts {
    /// Decides what is done with one copy of an item.
    ///
    /// A kill or a hold is obeyed once, whatever its version; the same one again changes nothing. Other copies are
    /// taken if they are newer: by version, then by the sender's number of it; if these are equal, a copy that says
    /// something else counts as newer. What was stopped comes back with a version that is later than both the stop and
    /// what it stopped. Only the desk brings back what the desk took from readers.
    ///
    /// An undated kill or hold is as new as its arrival, and is never taken for one that was obeyed before.
    public func decision(on item: WireItem, at now: Timestamp) -> WireDecision {
        item.status == .usable ? decision(onUsable: item) : decision(onStop: item, at: now)
    }

    private func decision(onUsable item: WireItem) -> WireDecision {
        let stop = stop(of: item)
        guard let known else { return .take(under: stop, remembering: nil) }
        switch known.stamp.age(of: item) {
        case .older: return .outdated
        case .same: return .unchanged
        case .newer where stop != nil: return .outdated
        case .newer where known.isKeptBack: return .keptBack
        case .newer: return .take(under: nil, remembering: nil)
        }
    }

    private func decision(onStop item: WireItem, at now: Timestamp) -> WireDecision {
        let stop = newStop(item, at: now)
        let isKnown = item.isDated && stops.contains { $0.fingerprint == stop.fingerprint }
        guard let known else {
            if item.isStub { return isKnown ? .unchanged : .remember(stop) }
            return .take(under: [self.stop(of: item), stop].strongest, remembering: stop)
        }
        if isKnown { return .unchanged }
        // A kill does not change the text; what it says about it is for the desk. A hold may bring the text that is to
        // wait.
        let hasText = !item.isStub && !item.copy.body.isEmpty
        let hasNewWords = hasText && item.status == .withheld && known.stamp.age(of: item) == .newer
        if hasNewWords, known.state != .withdrawn, self.stop(of: item) == nil {
            return .take(under: stop, remembering: stop)
        }
        return .obey(stop)
    }

    /// The stop that forbids publishing the item.
    private func stop(of item: WireItem) -> WireStop? {
        let version = known.map { item.isDated ? item.version : max(item.version, $0.stamp.version) } ?? item.version
        return stops.filter { $0.stops(version, item.edition) }.strongest
    }

    private func newStop(_ item: WireItem, at now: Timestamp) -> WireStop {
        let made = item.isDated ? item.version : now
        var (until, edition) = (made, item.edition)
        if let stamp = known?.stamp, stamp.version >= made {
            edition = stamp.version > made ? stamp.edition : Edition.later(edition, stamp.edition)
            until = stamp.version
        }
        return WireStop(
            status: item.status,
            fingerprint: item.stopFingerprint,
            until: until,
            edition: edition,
            made: made,
            reason: item.withdrawalReason.collapsedWhitespace
        )
    }
}

extension WireFacts.Known {
    /// Whether the desk hides it from readers.
    fileprivate var isKeptBack: Bool { decidedBy == .desk && !state.isPassed }
}

extension [WireStop?] {
    fileprivate var strongest: WireStop? { compactMap(\.self).strongest }
}

extension [WireStop] {
    /// The last kill, or the last hold if there is no kill.
    fileprivate var strongest: WireStop? { last { $0.status == .canceled } ?? last }
}
