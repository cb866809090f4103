import News
import Synchronization

/// The filter of reads that all newspapers of a house share: what it keeps takes some 20 MB, and a network that reads
/// too much does so in all of them.
final class SharedReadFilter: Sendable {
    private let filter = Mutex(ReadFilter())

    /// What a read counts for.
    func judge(
        _ story: StoryNumber,
        of site: SiteNumber,
        from network: ReaderNetwork,
        browser: UnsafeRawBufferPointer,
        at now: Timestamp
    ) -> ReadFilter.Verdict {
        filter.withLock { $0.judge(story, of: site, from: network, browser: browser, at: now) }
    }

    /// What the desk has not been told yet; whichever newspaper asks first tells it.
    func takeAlarms() -> [ReadAlarm] {
        filter.withLock { $0.takeAlarms() }
    }
}
