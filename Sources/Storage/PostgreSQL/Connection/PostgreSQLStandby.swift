internal import Dispatch
internal import Foundation
internal import News
internal import Synchronization

/// A hot standby, from which is read what may be a moment old.
///
/// What a reading needs, the standby must have replayed; it is waited for during some milliseconds, and then read from the
/// primary. A standby that is away, hangs, or lags behind for longer than ``mostLag`` is left alone altogether. A thread
/// looks each second whether it is fit again, so that no reader ever waits for a connection to it.
final class PostgreSQLStandby: PostgreSQLThreaded {
    private struct State {
        var isClosed = false
        /// Where the primary was, and when that was known; the newest last.
        var known: [(position: Int64, at: ContinuousClock.Instant)] = []
    }

    private let connector: PostgreSQLConnector
    private let threads: PostgreSQLThreads
    private let isFit = Atomic<Bool>(false)
    private let state = Mutex(State())
    private let running = DispatchGroup()
    private let cancellation = PostgreSQLCancellation()

    /// What the primary had longer ago than this, the standby must have.
    private static let mostLag = Duration.seconds(2)
    /// How long what is needed is waited for, and how often it is looked for meanwhile; in microseconds.
    private static let patience: UInt32 = 100_000
    private static let look: UInt32 = 5_000

    /// - Parameter readers: Readers at once.
    init(_ address: PostgreSQLAddress, readers: Int, _ listener: PostgreSQLStatementListener?) {
        let connector = PostgreSQLConnector(address)
        self.connector = connector
        threads = PostgreSQLThreads("Warta.standby", .init(threads: readers, queue: 64, wait: .seconds(2))) {
            PostgreSQLWorker(connector, .standby, listener)
        }
    }

    /// What its threads have to do.
    var figures: PoolFigures.Lane { threads.figures }

    /// Begins to look whether it is fit.
    func start() {
        running.enter()
        let thread = Thread { [self] in
            let worker = PostgreSQLWorker(connector, .probe, nil)
            worker.cancellation = cancellation
            while !isClosed {
                let replayed = try? worker.replayed()
                isFit.store(replayed.map { $0 >= floor } ?? false, ordering: .relaxed)
                for _ in 0..<10 where !isClosed { usleep(100_000) }
            }
            running.leave()
        }
        thread.name = "Warta.standby"
        thread.start()
    }

    /// Notes where the primary is now.
    func note(primary position: Int64) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.known.append((position, now))
            // The newest of those that are old enough stays.
            while state.known.count > 1, now - state.known[1].at > Self.mostLag { state.known.removeFirst() }
        }
    }

    /// What any reading needs.
    private var floor: Int64 {
        let now = ContinuousClock.now
        return state.withLock { $0.known.first.map { now - $0.at > Self.mostLag ? $0.position : 0 } ?? 0 }
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Reads, if it is fit and has what is needed.
    /// - Returns: Nil where the primary is to be asked.
    /// - Throws: What the closure throws, but not that the standby does not answer.
    func read<T: Sendable>(
        _ terms: StandbyTerms,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T? {
        guard isFit.load(ordering: .relaxed) else { return nil }
        let needed = max(terms.position().bytes, floor)
        do {
            return try await threads.run(endsWithTask: true) { worker -> T? in
                var waited: UInt32 = 0
                while true {
                    guard let replayed = try worker.replayed() else { return nil }
                    if replayed >= needed { return try worker.read { try body($0) } }
                    guard waited < Self.patience else { return nil }
                    usleep(Self.look)
                    waited += Self.look
                }
            }
        } catch let error as NewsError where error.code == .unavailable {
            isFit.store(false, ordering: .relaxed)
            return nil
        } catch is PostgreSQLError {
            isFit.store(false, ordering: .relaxed)
            return nil
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        threads.close()
    }

    func cancel() {
        cancellation.set()
        threads.cancel()
    }

    func hasEnded(by end: DispatchTime) -> Bool {
        threads.hasEnded(by: end) && running.wait(timeout: end) == .success
    }
}
