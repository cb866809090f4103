/// What a newspaper did about its mistakes and about readers' objections, in numbers.
///
/// All of it is computed from what is stored, and nobody can type any of it.
public struct PublicLedger: Hashable, Sendable {
    /// When it was computed.
    public let at: Timestamp
    /// This month and the twelve before it, the newest first.
    public let months: [Month]
    /// What waits for the desk's decision now.
    public let open: [Grievance.Kind: Waiting]
    /// Reports that are published and not verified yet; none of them is late, as no rule says when it should be.
    public let unverified: Waiting

    /// What a month came to; each thing counts in the month in which it happened.
    public struct Month: Hashable, Sendable {
        public let first: CivilDay
        public var corrections = 0
        public var clarifications = 0
        /// Seconds from when readers first saw a story until it was corrected: the median, nil where nothing was corrected.
        public var secondsToCorrect: Int64?
        /// Stories that readers could read and that are withdrawn, by their grounds; nil counts those that have none.
        public var withdrawals: [Story.Withdrawal.Ground?: Int] = [:]
        /// Reports that were published before they were verified.
        public var reports = 0
        /// Such reports that were verified, whenever they were published.
        public var verified = 0
        public var grievances: [Grievance.Kind: Decisions] = [:]

        /// Whether nothing happened in it.
        public var isEmpty: Bool {
            corrections + clarifications + reports + verified == 0 && withdrawals.isEmpty
                && grievances.values.allSatisfy { $0 == Decisions() }
        }
    }

    /// What became of one kind of objection.
    public struct Decisions: Hashable, Sendable {
        public var received = 0
        public var granted = 0
        public var refused = 0
        public var answered = 0
        /// Those that the desk took for nothing that somebody meant, such as advertising; neither late nor in the median.
        public var dismissed = 0
        /// Those that nobody decided until their sender's data had to be erased; they count as late.
        public var lapsed = 0
        /// Those of the decisions that came after they were due.
        public var late = 0
        /// Seconds from receipt to decision: the median, nil where nothing was decided.
        public var secondsToDecide: Int64?

        public init() {}
    }

    /// What waits.
    public struct Waiting: Hashable, Sendable {
        public var count = 0
        /// Those that are due already.
        public var late = 0
        /// Since when the first of them waits.
        public var oldest: Timestamp?

        init(since: [Timestamp], late: Int) {
            count = since.count
            self.late = late
            oldest = since.min()
        }
    }

    /// Months before the present one.
    static let monthsBefore = 12

    /// - Parameters:
    ///   - facts: What happened since ``start(_:in:)``; what is older is left out.
    ///   - now: When it is computed.
    ///   - zone: The newspaper's, in which its months begin.
    public init(_ facts: Facts, at now: Timestamp, in zone: Zone) {
        at = now
        let firsts = Self.firsts(now, in: zone)
        months = zip(firsts, [nil] + firsts.dropLast().map { Optional($0) }).map { first, next in
            let end = next.map { zone.start(of: $0) } ?? Timestamp.range.upperBound
            return Month(first, zone.start(of: first)..<end, facts)
        }
        let waiting = facts.objections.filter { $0.ended == nil }
        open = Dictionary(
            uniqueKeysWithValues: Grievance.Kind.allCases.map { kind in
                let ours = waiting.filter { $0.kind == kind }
                return (kind, Waiting(since: ours.map(\.received), late: ours.count { $0.due < now }))
            }
        )
        unverified = Waiting(since: facts.reports.filter { $0.isLive && $0.verified == nil }.map(\.published), late: 0)
    }

    /// Since when what happened belongs into it.
    public static func start(_ now: Timestamp, in zone: Zone) -> Timestamp {
        firsts(now, in: zone).last.map { zone.start(of: $0) } ?? now
    }

    /// The first days of the months, the newest first.
    private static func firsts(_ now: Timestamp, in zone: Zone) -> [CivilDay] {
        let today = zone.civil(now).day
        return (0...monthsBefore).compactMap { back in
            let months = today.year * 12 + today.month - 1 - back
            return CivilDay(year: months / 12, month: months % 12 + 1, day: 1)
        }
    }
}

extension PublicLedger {
    /// What it is computed from.
    public struct Facts: Hashable, Sendable {
        public var corrections: [Corrected] = []
        /// Stories that readers could read, and that are withdrawn.
        public var withdrawals: [Withdrawn] = []
        /// Reports that wait for verification, and those that were verified.
        public var reports: [Report] = []
        /// Those that wait, and those that were decided.
        public var objections: [Objection] = []

        public init() {}
    }

    /// One correction or clarification.
    public struct Corrected: Hashable, Sendable {
        public let kind: Correction.Kind
        public let at: Timestamp
        /// When readers first saw the story.
        public let published: Timestamp

        public init(kind: Correction.Kind, at: Timestamp, published: Timestamp) {
            self.kind = kind
            self.at = at
            self.published = published
        }
    }

    /// One story that was taken back.
    public struct Withdrawn: Hashable, Sendable {
        public let at: Timestamp
        /// Nil where it was taken back before grounds were asked for.
        public let ground: Story.Withdrawal.Ground?

        public init(at: Timestamp, ground: Story.Withdrawal.Ground?) {
            self.at = at
            self.ground = ground
        }
    }

    /// One report that was published before it was verified.
    public struct Report: Hashable, Sendable {
        public let published: Timestamp
        /// Nil where it was not verified.
        public let verified: Timestamp?
        /// Whether readers have the story still; one that was withdrawn waits for nothing.
        public let isLive: Bool

        public init(published: Timestamp, verified: Timestamp?, isLive: Bool) {
            self.published = published
            self.verified = verified
            self.isLive = isLive
        }
    }

    /// One right of reply or complaint.
    public struct Objection: Hashable, Sendable {
        public let kind: Grievance.Kind
        public let state: Grievance.State
        public let received: Timestamp
        public let due: Timestamp
        /// When it was decided; nil while it waits.
        public let ended: Timestamp?

        public init(
            kind: Grievance.Kind,
            state: Grievance.State,
            received: Timestamp,
            due: Timestamp,
            ended: Timestamp?
        ) {
            self.kind = kind
            self.state = state
            self.received = received
            self.due = due
            self.ended = ended
        }
    }
}

extension PublicLedger.Month {
    fileprivate init(_ first: CivilDay, _ time: Range<Timestamp>, _ facts: PublicLedger.Facts) {
        self.first = first
        let corrected = facts.corrections.filter { time.contains($0.at) }
        let wrong = corrected.filter { $0.kind == .correction }
        corrections = wrong.count
        clarifications = corrected.count - wrong.count
        secondsToCorrect = median(wrong.map { max(0, $0.at.seconds - $0.published.seconds) })
        withdrawals = facts.withdrawals.reduce(into: [:]) { if time.contains($1.at) { $0[$1.ground, default: 0] += 1 } }
        reports = facts.reports.count { time.contains($0.published) }
        verified = facts.reports.count { $0.verified.map(time.contains) ?? false }
        for kind in Grievance.Kind.allCases {
            grievances[kind] = PublicLedger.Decisions(facts.objections.filter { $0.kind == kind }, time)
        }
    }
}

extension PublicLedger.Decisions {
    fileprivate init(_ objections: [PublicLedger.Objection], _ time: Range<Timestamp>) {
        received = objections.count { time.contains($0.received) }
        let decided = objections.filter { $0.ended.map(time.contains) ?? false }
        granted = decided.count { $0.state == .granted }
        refused = decided.count { $0.state == .refused }
        answered = decided.count { $0.state == .answered }
        dismissed = decided.count { $0.state == .dismissed }
        lapsed = decided.count { $0.state == .lapsed }
        let meant = decided.filter { $0.state != .dismissed }
        late = meant.count { $0.due < $0.ended ?? $0.due }
        secondsToDecide = median(
            meant.filter { $0.state != .lapsed }.map { ($0.ended ?? $0.received).seconds - $0.received.seconds }
        )
    }
}

/// The middle one; of an even number the mean of the two in the middle, rounded down.
private func median(_ values: [Int64]) -> Int64? {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return nil }
    return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
}
