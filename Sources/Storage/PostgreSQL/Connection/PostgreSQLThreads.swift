internal import Dispatch
internal import Foundation
internal import News
internal import Synchronization

/// A few threads, each with a connection of its own, and the queue of transactions that wait for one.
///
/// libpq blocks, so it never runs on the threads that Swift shares among all tasks, nor on an event loop. A thread and its
/// connection are made when all others are taken. Length of the queue and time in it are bounded: a database that is slow
/// or away costs whoever asks an error and some seconds, and no memory.
final class PostgreSQLThreads: PostgreSQLThreaded {
    struct Limits {
        /// Threads at most.
        let threads: Int
        /// Transactions that may wait.
        var queue = 2_000
        /// For so long.
        var wait = Duration.seconds(20)
    }

    private struct Job {
        let cancellation: PostgreSQLCancellation
        let run: @Sendable (PostgreSQLWorker) -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var jobs: [Job] = []
        /// What the threads are doing.
        var taken: [PostgreSQLCancellation] = []
        var threads = 0
        var idle = 0
        var isClosed = false
        var finished = 0
        var refused = 0
    }

    private enum Place {
        case taken, waiting, thread
        case refused(any Error)
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
    ///
    /// - Parameter endsWithTask: Whether it is given up when the task is cancelled, and the statement that runs for it ended.
    /// - Throws: `unavailable` if the queue is full, or no thread was free in time; `CancellationError` where it was given up;
    ///   what the work throws, translated.
    func run<T: Sendable>(
        endsWithTask: Bool = false,
        _ work: @escaping @Sendable (PostgreSQLWorker) throws -> T
    ) async throws -> T {
        let cancellation = PostgreSQLCancellation()
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    let job = Job(
                        cancellation: cancellation,
                        run: { worker in
                            let result = Result { try work(worker) }
                            continuation.resume(with: result.mapError(PostgreSQLErrors.translated))
                        },
                        fail: { continuation.resume(throwing: $0) }
                    )
                    add(job)
                }
            } onCancel: {
                guard endsWithTask else { return }
                cancellation.set()
                take(cancellation)?.fail(CancellationError())
            }
        } catch is CancellationError where !endsWithTask || !Task.isCancelled {
            throw PostgreSQLErrors.closed
        }
    }

    /// Takes a job out of the queue, if it still waits there.
    private func take(_ cancellation: PostgreSQLCancellation) -> Job? {
        state.withLock { state in
            state.jobs.firstIndex { $0.cancellation === cancellation }.map { state.jobs.remove(at: $0) }
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

    func close() {
        let (waiting, threads) = state.withLock { state in
            defer { state.jobs = [] }
            state.isClosed = true
            return (state.jobs, state.threads)
        }
        for job in waiting { job.fail(PostgreSQLErrors.closed) }
        for _ in 0..<threads { arrivals.signal() }
    }

    func cancel() {
        for cancellation in state.withLock({ $0.taken }) { cancellation.set() }
    }

    func hasEnded(by end: DispatchTime) -> Bool { running.wait(timeout: end) == .success }

    private func add(_ job: Job) {
        let place = state.withLock { state -> Place in
            if state.isClosed { return .refused(PostgreSQLErrors.closed) }
            // A task that was cancelled before it came here finds nothing in the queue to take out.
            if job.cancellation.isSet { return .refused(CancellationError()) }
            if state.jobs.count >= limits.queue {
                state.refused += 1
                return .refused(PostgreSQLErrors.busy)
            }
            state.jobs.append(job)
            if state.idle >= state.jobs.count { return .taken }
            guard state.threads < limits.threads else { return .waiting }
            state.threads += 1
            return .thread
        }
        switch place {
        case .refused(let error): return job.fail(error)
        case .taken: break
        case .thread: start()
        case .waiting: expire(job.cancellation)
        }
        arrivals.signal()
    }

    /// Turns a transaction away if it still waits when its time is over.
    private func expire(_ cancellation: PostgreSQLCancellation) {
        let milliseconds = limits.wait.components.seconds * 1_000
        let end = DispatchTime.now() + .milliseconds(Int(milliseconds))
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: end) { [weak self] in
            guard let self, let late = take(cancellation) else { return }
            state.withLock { $0.refused += 1 }
            late.fail(PostgreSQLErrors.busy)
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
                let job = state.jobs.isEmpty ? nil : state.jobs.removeFirst()
                if let job { state.taken.append(job.cancellation) }
                return (job, state.isClosed)
            }
            if let job {
                worker.cancellation = job.cancellation
                job.run(worker)
                state.withLock { state in
                    state.taken.removeAll { $0 === job.cancellation }
                    state.finished += 1
                }
            } else if isClosed {
                return
            }
        }
    }
}
