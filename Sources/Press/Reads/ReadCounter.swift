public import News
import Storage
import Synchronization

/// Counts reads in memory and hands them over in batches; no SQL on the way of a reader.
public final class ReadCounter: Sendable {
    private struct State {
        var filter = ReaderFilter()
        var pending: [StoryNumber: Int] = [:]
    }

    private let state = Mutex(State())
    private let tally: PressTally

    /// Stories with reads not yet handed over, at most: more than any second brings, unless somebody makes up
    /// numbers.
    private static let mostPending = 200_000

    init(tally: PressTally) {
        self.tally = tally
    }

    /// Counts a read, once per reader, story and half hour.
    ///
    /// - Parameters:
    ///   - story: What was read.
    ///   - reader: Address and browser; hashed at once, never kept.
    ///   - browser: `User-Agent`, by which robots are told.
    ///   - now: The time of the read.
    /// - Returns: Whether it was counted.
    @discardableResult
    public func count(_ story: StoryNumber, reader: String, browser: String, at now: Timestamp) -> Bool {
        guard !Self.isRobot(browser) else { return false }
        let isCounted = state.withLock { state in
            guard state.pending[story] != nil || state.pending.count < Self.mostPending,
                state.filter.isFirst(story, reader: reader, at: now)
            else { return false }
            state.pending[story, default: 0] += 1
            return true
        }
        if isCounted { tally.count(.read) }
        return isCounted
    }

    /// What was counted since the last call.
    func take() -> [ReadSum] {
        state.withLock { state in
            defer { state.pending = [:] }
            return state.pending.map { ReadSum(story: $0.key, reads: $0.value) }
        }
    }

    /// Puts back what could not be stored, for the next time.
    func giveBack(_ sums: [ReadSum]) {
        state.withLock { state in
            for sum in sums { state.pending[sum.story, default: 0] += sum.reads }
        }
    }

    /// Crawlers name themselves; a browser never has these words.
    private static func isRobot(_ browser: String) -> Bool {
        let name = browser.lowercased()
        return browser.isEmpty || robots.contains { name.contains($0) }
    }

    private static let robots = [
        "bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit", "monitor", "lighthouse", "feedfetcher",
    ]
}
