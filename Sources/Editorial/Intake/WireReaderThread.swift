internal import Dispatch
internal import News

/// The reader of one source, on a thread of its own.
///
/// It waits for files and pipes, and hostile copy may take long to parse: neither must hold up one of the few threads
/// that Swift shares among all tasks.
actor WireReaderThread<Reader: WireReader> {
    private var reader: Reader
    private let executor = ThreadExecutor("warta wire")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ reader: sending Reader) {
        self.reader = reader
    }

    /// The next results, which are few where items are large, and the bytes of the source up to there.
    ///
    /// Empty at the end.
    func next() -> (results: [WireReadResult], bytesRead: Int) {
        var results: [WireReadResult] = []
        let start = reader.bytesRead
        while results.count < BatchLimits.items, reader.bytesRead - start < BatchLimits.bytes,
            let result = reader.next()
        {
            results.append(result)
        }
        return (results, reader.bytesRead)
    }
}

private enum BatchLimits {
    /// Enough that a batch's flush to disk is a small part of the work.
    static let items = 2_000
    /// Two batches are in memory at a time.
    static let bytes = 6 << 20
}

/// Runs what an actor does on a thread beside those that Swift shares among all tasks.
final class ThreadExecutor: SerialExecutor {
    /// A serial queue of its own is given a thread whenever it has work, however busy the others are.
    private let queue: DispatchQueue

    init(_ name: String) {
        queue = DispatchQueue(label: name)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { [self] in job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
}
