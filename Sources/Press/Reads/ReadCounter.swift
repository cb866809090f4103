public import News
import Synchronization

/// Counts the reads of one newspaper in memory and hands them over in batches: counting a read takes no SQL.
public final class ReadCounter: Sendable {
    private struct State {
        var pending: [StoryNumber: ReadSum] = [:]
    }

    private let state = Mutex(State())
    private let filter: SharedReadFilter
    private let site: SiteNumber
    private let tally: PressTally
    /// The largest number of a story; nobody can have read one beyond it.
    private let last = Atomic<Int64>(.max)

    /// The most stories that may have reads waiting to be stored: more than are read in a second, and few enough to be
    /// stored in a fraction of one.
    static let mostPending = 16_384

    /// - Parameters:
    ///   - filter: Shared by all newspapers of the house.
    ///   - site: The newspaper whose reads are counted.
    ///   - tally: For the figures.
    init(filter: SharedReadFilter, site: SiteNumber = .first, tally: PressTally) {
        self.filter = filter
        self.site = site
        self.tally = tally
    }

    /// Counts a read: once per reader, story and half hour, and of a crowd not each one (`CrowdRule`).
    ///
    /// - Parameters:
    ///   - story: What was read.
    ///   - network: Where the reader came from; hashed at once, never kept.
    ///   - browser: `User-Agent`, which tells robots, and readers of one network from one another; hashed as well.
    ///   - now: The time of the read.
    /// - Returns: Whether it was counted.
    @discardableResult
    public func count(_ story: StoryNumber, from network: ReaderNetwork, browser: String, at now: Timestamp) -> Bool {
        var browser = browser
        let verdict = browser.withUTF8 { judge(story, network, UnsafeRawBufferPointer($0), now) }
        switch verdict {
        case .refused(let reason): refuse(reason)
        case .counted(let weighs):
            tally.count(.read)
            if weighs { tally.count(.lift) }
            return true
        }
        return false
    }

    /// Reads that were counted and are not stored yet.
    public var waiting: Int { state.withLock { $0.pending.values.reduce(0) { $0.addingSaturated($1.reads) } } }

    /// Counts, for the figures, a read that did not count.
    public func refuse(_ reason: ReadRefusal) { tally.count(refused: reason) }

    private func judge(
        _ story: StoryNumber,
        _ network: ReaderNetwork,
        _ browser: UnsafeRawBufferPointer,
        _ now: Timestamp
    ) -> ReadFilter.Verdict {
        if Robots.include(browser) { return .refused(.robot) }
        if story.rawValue > last.load(ordering: .relaxed) { return .refused(.unknown) }
        return state.withLock { state in
            guard state.pending[story] != nil || state.pending.count < Self.mostPending else { return .refused(.full) }
            let verdict = filter.judge(story, of: site, from: network, browser: browser, at: now)
            if case .counted(let weighs) = verdict {
                state.pending.add(ReadSum(story: story, reads: 1, weight: weighs ? 1 : 0))
            }
            return verdict
        }
    }
}

extension ReadCounter {
    /// Notes the largest number of a story: reads of larger numbers are made up.
    func know(upTo story: StoryNumber) {
        last.store(story.rawValue, ordering: .relaxed)
    }

    /// What was counted since the last call.
    func take() -> [ReadSum] {
        state.withLock { state in
            defer { state.pending = [:] }
            return Array(state.pending.values)
        }
    }

    /// Puts back what could not be stored, so that it is taken again next time.
    func giveBack(_ sums: some Sequence<ReadSum>) {
        state.withLock { state in
            for sum in sums { state.pending.add(sum) }
        }
    }

    /// What the desk has not been told yet.
    func takeAlarms() -> [ReadAlarm] {
        filter.takeAlarms()
    }
}

extension [StoryNumber: ReadSum] {
    fileprivate mutating func add(_ sum: ReadSum) {
        self[sum.story, default: ReadSum(story: sum.story, reads: 0, weight: 0)].add(sum)
    }
}
