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
    ///   - address: Where the reader came from; hashed at once, never kept.
    ///   - browser: `User-Agent`, by which robots are told and readers behind one address; hashed as well.
    ///   - now: The time of the read.
    /// - Returns: Whether it was counted.
    @discardableResult
    public func count(_ story: StoryNumber, address: String, browser: String, at now: Timestamp) -> Bool {
        guard !Robots.include(browser) else { return false }
        let key = state.withLock { $0.filter.key(at: now) }
        let print = ReaderFilter.fingerprint(story, address: address, browser: browser, key)
        let isCounted = state.withLock { state in
            guard state.pending[story] != nil || state.pending.count < Self.mostPending,
                state.filter.isFirst(print)
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
}
