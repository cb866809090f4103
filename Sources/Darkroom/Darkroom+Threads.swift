import Dispatch
import News
import Synchronization

extension Darkroom {
    /// Does blocking work on a thread other than those that Swift shares among all tasks.
    ///
    /// There are as many such threads as pictures that are decoded at a time; further calls wait.
    /// - Throws: What the work throws.
    public func onOwnThread<Value: Sendable>(
        _ work: @escaping @Sendable (Darkroom) throws(DarkroomError) -> Value
    ) async throws(DarkroomError) -> Value {
        try await run(on: threads[Self.next(turn) % threads.count], work)
    }

    /// The same for work that waits for disks and networks more than it reckons; several such can be done at a time.
    public func onWaitingThread<Value: Sendable>(
        _ work: @escaping @Sendable (Darkroom) throws(DarkroomError) -> Value
    ) async throws(DarkroomError) -> Value {
        try await run(on: fetchers[Self.next(turn) % fetchers.count], work)
    }

    /// The path of a rendition on disk, which is brought here if it is kept in a depot; nil if there is none.
    ///
    /// What is here is told without waiting for anything. `digest` and `width` may come straight from a URL.
    /// - Throws: ``DarkroomError/away(_:)`` where it is not here and the depot is away, or too many are being fetched;
    ///   ``DarkroomError/refused(_:)``, ``DarkroomError/damaged(_:)`` and those of a disk where it cannot be had.
    public func fetch(digest: String, width: Int, format: Format) async throws(DarkroomError) -> String? {
        if let path = file(digest: digest, width: width, format: format) { return path }
        guard case .depot = shelves, RenditionPlan.mayMake(width: width), let home = home(digest) else { return nil }
        guard fetching.wrappingAdd(1, ordering: .relaxed).newValue <= Self.mostFetching else {
            fetching.wrappingSubtract(1, ordering: .relaxed)
            throw .away("too many pictures are being fetched at a time; try again in a few seconds")
        }
        defer { fetching.wrappingSubtract(1, ordering: .relaxed) }
        // One thread for each digest: so no file is fetched twice at a time.
        let thread = fetchers[Int(digest.utf8.last ?? 0) % fetchers.count]
        return try await run(on: thread) { [absence] (_) throws(DarkroomError) in
            try absence.asking { () throws(DarkroomError) in try home.rendition(PictureFolder.name(width, format)) }
        }
    }

    /// Renditions that are waited for at a time, and no more: each has a request that holds memory.
    private static var mostFetching: Int { 512 }

    private static func next(_ turn: borrowing Atomic<Int>) -> Int {
        turn.wrappingAdd(1, ordering: .relaxed).newValue & Int.max
    }

    private func run<Value: Sendable>(
        on thread: DispatchQueue,
        _ work: @escaping @Sendable (Darkroom) throws(DarkroomError) -> Value
    ) async throws(DarkroomError) -> Value {
        let result = await withCheckedContinuation { continuation in
            thread.async { [self] in
                continuation.resume(returning: Result { () throws(DarkroomError) in try work(self) })
            }
        }
        return try result.get()
    }
}

/// Remembers for a moment that a depot is away, so that readers who wait for it one after another are told at once.
final class DepotAbsence: Sendable {
    private let state = Mutex<(until: ContinuousClock.Instant, error: DarkroomError)?>(nil)

    private static let moment = Duration.seconds(2)

    func asking<Value>(_ work: () throws(DarkroomError) -> Value) throws(DarkroomError) -> Value {
        if let (until, error) = state.withLock({ $0 }), ContinuousClock.now < until { throw error }
        do throws(DarkroomError) {
            return try work()
        } catch {
            if case .away = error { state.withLock { $0 = (ContinuousClock.now + Self.moment, error) } }
            throw error
        }
    }
}
