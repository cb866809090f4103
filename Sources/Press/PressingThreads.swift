import Dispatch
import Synchronization

/// The few threads on which pages are pressed, and the queue of those who wait for one.
///
/// Rendering, escaping and compressing take milliseconds, for a page of hostile copy many. On the threads that Swift
/// shares among all tasks, twenty such pages would keep every other answer waiting. Here they wait for one another, and
/// if the queue is full, the next is turned away at once.
///
/// The queue is fair: networks take turns, and none has more places than are free. Whoever asks for a thousand
/// pages waits for them, and nobody else does.
package final class PressingThreads: Sendable {
    /// Nobody has a thread free, and the queue is full, or the asker's share of it.
    struct AllBusy: Error {}

    /// For whom pages are pressed in this task and those that it begins; nil if that is nobody in particular.
    @TaskLocal static var asker: ReaderNetwork?

    /// Half of the store's readers, so that what is no page can always be read.
    package static let usual = 4
    /// Pages that wait: more than a burst of readers asks for at once after a start.
    package static let usualQueue = 512

    private enum Place {
        case thread(PressingThread)
        case queue
        case none
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - count: Threads.
    ///   - queue: Pages that may wait for one.
    package init(_ count: Int = usual, queue: Int = usualQueue) {
        let free = (0..<count).map { _ in PressingThread("press") }
        state = Mutex(State(free: free, queue: PressingQueue(most: queue)))
    }

    private struct State {
        var free: [PressingThread]
        var queue: PressingQueue<CheckedContinuation<PressingThread, any Error>>
    }

    /// Pages that wait for a thread now.
    var waiting: Int { state.withLock { $0.queue.count } }

    /// Does work that needs a thread, from reading what is pressed to compressing it; waits in the queue for it.
    /// - Throws: `AllBusy` if the queue is full; what the work throws.
    func take<T: Sendable>(_ work: @Sendable (PressingThread) async throws -> T) async throws -> T {
        let asker = Self.asker
        let thread = try await withCheckedThrowingContinuation { continuation in
            let place = state.withLock { state -> Place in
                if let thread = state.free.popLast() { return .thread(thread) }
                return state.queue.enter(continuation, of: asker) ? .queue : .none
            }
            switch place {
            case .thread(let thread): continuation.resume(returning: thread)
            case .queue: break
            case .none: continuation.resume(throwing: AllBusy())
            }
        }
        defer { giveBack(thread) }
        return try await work(thread)
    }

    private func giveBack(_ thread: PressingThread) {
        let next = state.withLock { state -> CheckedContinuation<PressingThread, any Error>? in
            let next = state.queue.next()
            if next == nil { state.free.append(thread) }
            return next
        }
        next?.resume(returning: thread)
    }
}

/// One thread of its own.
struct PressingThread: Sendable {
    private let queue: DispatchQueue

    init(_ name: String) {
        queue = DispatchQueue(label: name)
    }

    func callAsFunction<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
