internal import Dispatch
internal import Foundation
internal import News
internal import Synchronization

/// A few threads, each with a connection of its own, and the queue of transactions that wait for one.
///
/// libpq blocks, so it never runs on the threads that Swift shares among all tasks, nor on an event loop. A thread and its
/// connection are made when all others are taken. Length of the queue and time in it are bounded: a database that is slow
/// or away costs whoever asks an error and some seconds, and no memory.
final class PostgreSQLThreads: Sendable {
    struct Limits {
        /// Threads at most.
        let threads: Int
        /// Transactions that may wait.
        var queue = 2_000
        /// For so long.
        var wait = Duration.seconds(20)
    }

    private struct Job {
        let number: Int
        let run: @Sendable (PostgreSQLWorker) -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var jobs: [Job] = []
        var next = 0
        var threads = 0
        var idle = 0
        var isClosed = false
        var finished = 0
        var refused = 0
    }

    private enum Place {
        case taken, waiting, thread
        case refused(NewsError)
    }

    private let name: String
    private let limits: Limits
    private let makeWorker: @Sendable () -> PostgreSQLWorker
    private let state = Mutex(State())
    /// Counts the jobs that came; a thread that finds none looks for the next.
    private let arrivals = DispatchSemaphore(value: 0)
    private let running = DispatchGroup()

    /// - Parameter makeWorker: Makes what a thread works with, on that thread.
    init(_ name: String, _ limits: Limits, makeWorker: @escaping @Sendable () -> PostgreSQLWorker) {
        self.name = name
        self.limits = limits
        self.makeWorker = makeWorker
    }

    /// Does work on one of the threads.
    /// - Throws: `unavailable` if the queue is full, or no thread was free in time; what the work throws, translated.
    func run<T: Sendable>(_ work: @escaping @Sendable (PostgreSQLWorker) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            add(
                { worker in
                    let result = Result { try work(worker) }
                    continuation.resume(with: result.mapError(PostgreSQLErrors.translated))
                },
                { continuation.resume(throwing: $0) }
            )
        }
    }

    /// What they have to do.
    var figures: PoolFigures.Lane {
        state.withLock { state in
            var lane = PoolFigures.Lane(limit: limits.threads, mostWaiting: limits.queue)
            // A job that a thread is about to take still stands in the queue.
            let taken = min(state.jobs.count, state.idle)
            lane.connections = state.threads
            lane.busy = max(0, state.threads - state.idle + taken)
            lane.waiting = state.jobs.count - taken
            lane.finished = state.finished
            lane.refused = state.refused
            return lane
        }
    }

    /// Turns away what waits, and ends the threads when they have done what they are doing.
    /// - Parameter waits: Whether it returns after that; some seconds at most.
    func close(waits: Bool) {
        let (waiting, threads) = state.withLock { state in
            defer { state.jobs = [] }
            state.isClosed = true
            return (state.jobs, state.threads)
        }
        for job in waiting { job.fail(PostgreSQLErrors.closed) }
        for _ in 0..<threads { arrivals.signal() }
        if waits { _ = running.wait(timeout: .now() + 10) }
    }

    private func add(
        _ run: @escaping @Sendable (PostgreSQLWorker) -> Void,
        _ fail: @escaping @Sendable (any Error) -> Void
    ) {
        let (place, number) = state.withLock { state -> (Place, Int) in
            if state.isClosed { return (.refused(PostgreSQLErrors.closed), 0) }
            if state.jobs.count >= limits.queue {
                state.refused += 1
                return (.refused(PostgreSQLErrors.busy), 0)
            }
            state.next += 1
            state.jobs.append(Job(number: state.next, run: run, fail: fail))
            if state.idle >= state.jobs.count { return (.taken, state.next) }
            guard state.threads < limits.threads else { return (.waiting, state.next) }
            state.threads += 1
            return (.thread, state.next)
        }
        switch place {
        case .refused(let error): return fail(error)
        case .taken: break
        case .thread: start()
        case .waiting: expire(number)
        }
        arrivals.signal()
    }

    /// Turns a transaction away if it still waits when its time is over.
    private func expire(_ number: Int) {
        let milliseconds = limits.wait.components.seconds * 1_000
        let end = DispatchTime.now() + .milliseconds(Int(milliseconds))
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: end) { [weak self] in
            let late = self?.state.withLock { state -> Job? in
                guard let index = state.jobs.firstIndex(where: { $0.number == number }) else { return nil }
                state.refused += 1
                return state.jobs.remove(at: index)
            }
            late?.fail(PostgreSQLErrors.busy)
        }
    }

    private func start() {
        running.enter()
        let thread = Thread { [self] in
            work()
            running.leave()
        }
        thread.name = name
        // As much as a main thread has: bodies are trees, which are read by recursion.
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func work() {
        let worker = makeWorker()
        while true {
            state.withLock { $0.idle += 1 }
            arrivals.wait()
            let (job, isClosed) = state.withLock { state in
                state.idle -= 1
                return (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isClosed)
            }
            if let job {
                job.run(worker)
                state.withLock { $0.finished += 1 }
            } else if isClosed {
                return
            }
        }
    }
}
