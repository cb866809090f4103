import Dispatch
import Synchronization

/// The few threads on which pages are pressed, and the line of those who wait for one.
///
/// Rendering, escaping and compressing take milliseconds, for a page of hostile copy many. On the threads that Swift
/// shares among all tasks, twenty such pages would keep every other answer waiting. Here they wait for one another, and
/// when the line is full, the next is turned away at once.
final class PressingThreads: Sendable {
    /// Nobody has a thread free, and the line is full.
    struct AllBusy: Error {}

    /// Half of the store's readers, so that what is no page can always be read.
    static let usual = 4
    /// Pages that wait: more than a burst of readers asks for at once after a start.
    static let usualLine = 512

    private enum Place {
        case thread(PressingThread)
        case line
        case none
    }

    private struct State {
        var free: [PressingThread]
        var line: [Int: CheckedContinuation<PressingThread, any Error>] = [:]
        var first = 0
        var next = 0
    }

    private let state: Mutex<State>
    private let longestLine: Int

    /// - Parameters:
    ///   - count: Threads.
    ///   - line: Pages that may wait for one.
    init(_ count: Int = usual, line: Int = usualLine) {
        state = Mutex(State(free: (0..<count).map { _ in PressingThread("press") }))
        longestLine = line
    }

    /// Pages that wait for a thread now.
    var waiting: Int { state.withLock { $0.line.count } }

    /// Does work that needs a thread, from reading what is pressed to compressing it; waits in line for it.
    /// - Throws: `AllBusy` where the line is full; what the work throws.
    func take<T: Sendable>(_ work: @Sendable (PressingThread) async throws -> T) async throws -> T {
        let thread = try await withCheckedThrowingContinuation { continuation in
            let place = state.withLock { state -> Place in
                if let thread = state.free.popLast() { return .thread(thread) }
                guard state.line.count < longestLine else { return .none }
                state.line[state.next] = continuation
                state.next += 1
                return .line
            }
            switch place {
            case .thread(let thread): continuation.resume(returning: thread)
            case .line: break
            case .none: continuation.resume(throwing: AllBusy())
            }
        }
        defer { giveBack(thread) }
        return try await work(thread)
    }

    private func giveBack(_ thread: PressingThread) {
        let next = state.withLock { state -> CheckedContinuation<PressingThread, any Error>? in
            guard let next = state.line.removeValue(forKey: state.first) else {
                state.free.append(thread)
                return nil
            }
            state.first += 1
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
