import News
import Storage

/// The moving windows over which reads are counted: a read is added when it is stored, and subtracted when it falls out
/// of a window.
///
/// Not shared: `ReadRanker` owns it.
struct ReadLedger {
    private var tally = ReadTally()
    /// The minutes that the hour's window counts, and the hours of each longer one.
    private var spans: [ReadWindow: Range<Int64>] = [:]
    private var clock: SteadyClock
    private let figures: PressTally
    /// Whether anything was counted, aged or moved since the owner last reset this.
    ///
    /// Making rankings looks at every count, so that it is worth knowing.
    var isChanged = true

    /// Stories whose reads are stored in one transaction: whoever else writes does not wait long.
    static let batch = 1_000

    /// - Parameters:
    ///   - figures: Where reads are counted that were forgotten.
    ///   - clock: Tells a clock that was set from time that passed.
    init(figures: PressTally, clock: SteadyClock = SteadyClock()) {
        self.figures = figures
        self.clock = clock
    }

    /// Loads the windows from the store; reads every hour of the last thirty days once.
    mutating func open(_ store: Store, now: Timestamp) async throws {
        var tally = ReadTally()
        var spans: [ReadWindow: Range<Int64>] = [:]
        for window in ReadWindow.allCases {
            let span = Self.span(window, now)
            spans[window] = span
            tally.add(try await Self.sums(window, span, store), to: window)
        }
        self.tally = tally
        self.spans = spans
        clock.believe(now)
        isChanged = true
        try await place(store)
    }

    /// Moves every window forward to now, and stores what was counted, a batch in each transaction.
    ///
    /// Windows that were never loaded are loaded first, and so are all if the clock was set since the last call: what it
    /// seemed to pass over did not age, and what was read while it was wrong stands at the wrong time. Reads of stories
    /// that no reader can see are forgotten.
    /// - Parameter sums: What was counted; each batch is taken out once it is stored.
    /// - Returns: The rankings as they are now; nil if nothing changed (``isChanged``).
    /// - Throws: What the store throws; then what is left in `sums` was not stored.
    mutating func enter(_ sums: inout [ReadSum], _ store: Store, now: Timestamp) async throws -> Rankings? {
        if clock.wasSet(now) || hasGoneBack(now) {
            try await open(store, now: now)
        } else {
            try await age(store, now: now)
        }
        while !sums.isEmpty {
            let batch = Array(sums.prefix(Self.batch))
            let added = try await store.addReads(batch, at: now)
            sums.removeFirst(batch.count)
            if added.count < batch.count {
                let unknown = Set(batch).subtracting(added).reduce(0) { $0.addingSaturated($1.reads) }
                figures.count(refused: .unknown, times: unknown)
            }
            for window in ReadWindow.allCases { tally.add(added, to: window) }
            isChanged = true
        }
        // Does not throw, as everything is stored by now: if the sections cannot be read, the next call asks for them.
        try? await place(store)
        return isChanged ? rankings() : nil
    }

    mutating func displace(_ number: StoryNumber) {
        tally.displace(number)
        isChanged = true
    }

    func rankings() -> Rankings { tally.rankings(limit: 50) }

    private func hasGoneBack(_ now: Timestamp) -> Bool {
        ReadWindow.allCases.contains { window in
            spans[window].map { Self.span(window, now).lowerBound < $0.lowerBound } ?? true
        }
    }

    private mutating func age(_ store: Store, now: Timestamp) async throws {
        for window in ReadWindow.allCases {
            let span = Self.span(window, now)
            guard let former = spans[window], former.lowerBound < span.lowerBound else { continue }
            let (left, come) = (
                former.clamped(to: .min..<span.lowerBound), span.clamped(to: former.upperBound ..< .max)
            )
            tally.remove(try await Self.sums(window, left, store), from: window)
            // What stands there already was read while the clock was ahead.
            tally.add(try await Self.sums(window, come, store), to: window)
            spans[window] = span
            isChanged = true
            // A clock that is wrong must not cost what it seems to have passed.
            if window == .day, clock.isSure(of: now) { while try await store.forgetReads(before: now) {} }
        }
    }

    private mutating func place(_ store: Store) async throws {
        let numbers = tally.withoutSection
        guard !numbers.isEmpty else { return }
        tally.place(try await store.read { try $0.sections(of: numbers) })
    }

    /// The minutes or hours that a window counts: the running one, and as many before it as fill the window.
    private static func span(_ window: ReadWindow, _ now: Timestamp) -> Range<Int64> {
        let unit: Int64 = window == .hour ? 60 : 3_600
        let length = window == .hour ? 60 : window.hours
        let current = now.seconds / unit
        return current - length + 1..<current + 1
    }

    private static func sums(_ window: ReadWindow, _ span: Range<Int64>, _ store: Store) async throws -> [ReadSum] {
        guard !span.isEmpty else { return [] }
        return try await store.read {
            window == .hour ? try $0.reads(minutes: span) : try $0.reads(hours: span)
        }
    }
}
