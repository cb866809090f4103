import News
import Storage

/// The moving windows over which reads are counted: a read is added when it is stored, by whichever process, and
/// subtracted when it falls out of a window.
///
/// What is stored is read in the log of batches, our own as well as others', so every process counts the same. Not shared:
/// `ReadRanker` owns it.
struct ReadLedger {
    private var tally = ReadTally()
    /// The minutes that the hour's window counts, and the hours of each longer one.
    private var spans: [ReadWindow: Range<Int64>] = [:]
    /// How far the log was read.
    private var mark = ReadLogMark.beginning
    /// What was tried to be stored, and nobody has said yet that it is.
    private(set) var unanswered: ReadBatch?
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
        try await load(store, now: now)
        clock.believe(now)
        try await place(store)
    }

    private mutating func load(_ store: Store, now: Timestamp) async throws {
        let (loaded, end) = try await store.read { transaction in
            let sums = try ReadWindow.allCases.map { ($0, try transaction.reads(in: Self.span($0, now), of: $0)) }
            return (sums, try transaction.readLogEnd())
        }
        tally = ReadTally()
        for (window, sums) in loaded {
            spans[window] = Self.span(window, now)
            tally.add(sums, to: window)
        }
        mark = end
        isChanged = true
    }

    /// Moves every window forward to now, takes in what others stored, and stores what was counted, a batch in each
    /// transaction.
    ///
    /// Windows that were never loaded are loaded first, and so are all if the clock was set since the last call: what it
    /// seemed to pass over did not age, and what was read while it was wrong stands at the wrong time. They are loaded
    /// anew, too, where the log does not tell what was missed, or a process was stopped for so long that others have thrown
    /// away what it would have to subtract. Reads of stories that no reader can see are forgotten.
    /// - Parameter sums: What was counted; what is stored, or may be, is taken out.
    /// - Returns: The rankings as they are now; nil if nothing changed (``isChanged``).
    /// - Throws: What the store throws; then what is left in `sums` was not stored, and of ``unanswered`` nobody knows.
    mutating func enter(_ sums: inout [ReadSum], _ store: Store, now: Timestamp) async throws -> Rankings? {
        let day = spans[.day]
        if clock.wasSet(now) || hasGoneBack(now) {
            try await open(store, now: now)
        } else {
            try await catchUp(store, now: now)
        }
        // A clock that is wrong must not cost what it seems to have passed.
        if day != spans[.day], clock.isSure(of: now) { while try await store.forgetReads(before: now) {} }
        var hasStored = false
        while let batch = unanswered ?? nextBatch(&sums) {
            unanswered = batch
            let added = try await store.addReads(batch, at: now)
            unanswered = nil
            hasStored = true
            guard added.count < batch.sums.count else { continue }
            let unknown = Set(batch.sums).subtracting(added).reduce(0) { $0.addingSaturated($1.reads) }
            figures.count(refused: .unknown, times: unknown)
        }
        if hasStored { try await catchUp(store, now: now) }
        // Does not throw, as everything is stored by now: if the sections cannot be read, the next call asks for them.
        try? await place(store)
        return isChanged ? rankings() : nil
    }

    private func nextBatch(_ sums: inout [ReadSum]) -> ReadBatch? {
        guard !sums.isEmpty else { return nil }
        defer { sums.removeFirst(min(Self.batch, sums.count)) }
        return ReadBatch(Array(sums.prefix(Self.batch)), after: mark)
    }

    mutating func displace(_ number: StoryNumber) {
        tally.displace(number)
        isChanged = true
    }

    /// Has the windows loaded anew.
    mutating func displaceAll() { spans = [:] }

    func rankings() -> Rankings { tally.rankings(limit: 50) }

    private func hasGoneBack(_ now: Timestamp) -> Bool {
        ReadWindow.allCases.contains { window in
            spans[window].map { Self.span(window, now).lowerBound < $0.lowerBound } ?? true
        }
    }

    /// What happened to one window since it was last looked at.
    private struct Change: Sendable {
        let window: ReadWindow
        /// The minutes or hours that it counted, and those that it counts from now on.
        let former: Range<Int64>
        let span: Range<Int64>
        /// Everything that the store has of what the window has left.
        var left: [ReadSum] = []
        /// Everything that the store has already of what the window has come to: read by whoever's clock is ahead.
        var come: [ReadSum] = []
    }

    /// Minutes for which nobody has looked, after which the windows are loaded anew: less than the hour for which minutes are
    /// kept that have left their window.
    private static let longestSleep: Int64 = 30

    private func hasSlept(_ now: Timestamp) -> Bool {
        spans[.hour].map { Self.span(.hour, now).lowerBound - $0.lowerBound > Self.longestSleep } ?? true
    }

    /// Takes in what was stored, and moves the windows, as one state of the store says.
    private mutating func catchUp(_ store: Store, now: Timestamp) async throws {
        if hasSlept(now) { return try await load(store, now: now) }
        let changes = ReadWindow.allCases.compactMap { window in
            let span = Self.span(window, now)
            return spans[window].map { Change(window: window, former: $0, span: span) }
        }
        let (page, moved) = try await store.read { [mark] transaction in
            let moved = try changes.map { change in
                var change = change
                let left = change.former.clamped(to: .min..<change.span.lowerBound)
                let come = change.span.clamped(to: change.former.upperBound ..< .max)
                change.left = try transaction.reads(in: left, of: change.window)
                change.come = try transaction.reads(in: come, of: change.window)
                return change
            }
            return (try transaction.readLog(after: mark), moved)
        }
        guard let page else { return try await load(store, now: now) }
        let hasAged = moved.contains { $0.former != $0.span }
        for change in moved {
            // What was stored for later than the window reaches is read when it reaches there.
            for (minute, sums) in page.sums where change.former.contains(change.window.unit(of: minute)) {
                tally.add(sums, to: change.window)
            }
            tally.remove(change.left, from: change.window)
            tally.add(change.come, to: change.window)
            spans[change.window] = change.span
        }
        mark = page.mark
        if hasAged || !page.sums.isEmpty { isChanged = true }
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
}

extension ReadWindow {
    /// The minute or the hour that the window counts a minute in.
    fileprivate func unit(of minute: Int64) -> Int64 { self == .hour ? minute : minute / 60 }
}

extension ReadTransaction {
    /// What the store has of a window's minutes or hours.
    fileprivate func reads(in span: Range<Int64>, of window: ReadWindow) throws -> [ReadSum] {
        guard !span.isEmpty else { return [] }
        return window == .hour ? try reads(minutes: span) : try reads(hours: span)
    }
}
