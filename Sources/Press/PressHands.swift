import Dispatch
import Synchronization

/// The few threads on which pages are pressed, and the line of those who wait for one.
///
/// Rendering, escaping and compressing take milliseconds, for a page of hostile copy many. On the threads that Swift
/// shares among all tasks, twenty such pages would keep every other answer waiting. Here they wait for one another, and
/// when the line is full, the next is turned away at once.
final class PressHands: Sendable {
    /// Nobody has a hand free, and the line is full.
    struct AllBusy: Error {}

    /// Half of the store's readers, so that what is no page can always be read.
    static let usual = 4
    /// Pages that wait: more than a burst of readers asks for at once after a start.
    static let usualLine = 512

    private enum Place {
        case hand(Hand)
        case line
        case none
    }

    private struct State {
        var free: [Hand]
        var line: [Int: CheckedContinuation<Hand, any Error>] = [:]
        var first = 0
        var next = 0
    }

    private let state: Mutex<State>
    private let longestLine: Int

    /// - Parameters:
    ///   - count: Threads.
    ///   - line: Pages that may wait for one.
    init(_ count: Int = usual, line: Int = usualLine) {
        state = Mutex(State(free: (0..<count).map { _ in Hand("press") }))
        longestLine = line
    }

    /// Pages that wait for a hand now.
    var waiting: Int { state.withLock { $0.line.count } }

    /// Does work that needs a hand, from reading what is pressed to compressing it; waits in line for it.
    /// - Throws: `AllBusy` where the line is full; what the work throws.
    func take<T: Sendable>(_ work: @Sendable (Hand) async throws -> T) async throws -> T {
        let hand = try await withCheckedThrowingContinuation { continuation in
            let place = state.withLock { state -> Place in
                if let hand = state.free.popLast() { return .hand(hand) }
                guard state.line.count < longestLine else { return .none }
                state.line[state.next] = continuation
                state.next += 1
                return .line
            }
            switch place {
            case .hand(let hand): continuation.resume(returning: hand)
            case .line: break
            case .none: continuation.resume(throwing: AllBusy())
            }
        }
        defer { giveBack(hand) }
        return try await work(hand)
    }

    private func giveBack(_ hand: Hand) {
        let next = state.withLock { state -> CheckedContinuation<Hand, any Error>? in
            guard let next = state.line.removeValue(forKey: state.first) else {
                state.free.append(hand)
                return nil
            }
            state.first += 1
            return next
        }
        next?.resume(returning: hand)
    }
}

/// One thread of its own.
struct Hand: Sendable {
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
