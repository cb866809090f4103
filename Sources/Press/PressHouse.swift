public import Logging
public import News
import Synchronization

/// What all newspapers of one house share: the page cache with its one budget, the threads that press pages,
/// the filter of reads, the figures and the clock.
///
/// Nothing in it belongs to one newspaper. Each newspaper is a ``PressRoom`` over it.
public final class PressHouse: Sendable {
    let cache: PageCache
    let threads: PressingThreads
    /// Presses the notices that a story was withdrawn, which are short.
    let noticeThread = PressingThread("press notice")
    let readFilter = SharedReadFilter()
    /// Figures of all newspapers together.
    public let tally: PressTally
    let logger: Logger
    let clock: @Sendable () -> Timestamp
    private let newspapers = Atomic<Int>(0)

    /// - Parameters:
    ///   - budget: Bytes for the pressed pages of all newspapers; what is kept beyond them is small and fixed.
    ///   - logger: For what goes wrong while nobody waits for an answer.
    ///   - clock: The present time.
    public convenience init(
        budget: Int,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.init(budget: budget, threads: PressingThreads(), logger: logger, clock: clock)
    }

    package init(
        budget: Int,
        threads: PressingThreads,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.threads = threads
        self.logger = logger
        self.clock = clock
        tally = PressTally()
        cache = PageCache(budget: budget, tally: tally)
    }

    /// Bytes of pressed pages that are kept now.
    public var cacheSize: Int { cache.size }

    /// Pressed pages that are kept now.
    public var cachedPages: Int { cache.count }

    /// Pages that wait for a thread now.
    public var waitingPages: Int { threads.waiting }

    /// The number by which the cache tells one more newspaper from the others.
    func nextNewspaper() -> Int {
        newspapers.wrappingAdd(1, ordering: .relaxed).oldValue
    }
}
