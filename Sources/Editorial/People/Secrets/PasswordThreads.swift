internal import Dispatch
internal import News
internal import Synchronization

/// The threads on which passwords are hashed, and the queue of those who wait for one.
///
/// A hash is meant to be dear: a quarter of a second and 32 MiB. So two are made at once, on threads beside those that
/// Swift shares among all tasks; some wait, and whoever finds the queue full is turned away. As no network has more
/// places than are free, whoever guesses passwords leaves room for others to sign in.
final class PasswordThreads: Sendable {
    private struct State {
        var running = 0
        var finished = 0
        var waiting: [(network: String, start: CheckedContinuation<Bool, Never>)] = []
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "warta passwords", attributes: .concurrent)
    private let atOnce: Int
    private let places: Int

    init(atOnce: Int = 2, places: Int = 32) {
        self.atOnce = atOnce
        self.places = places
    }

    /// How often work was done.
    var finished: Int { state.withLock { $0.finished } }

    /// Does work that takes a thread for itself.
    /// - Parameters:
    ///   - network: For whom.
    ///   - work: The work.
    /// - Throws: `unavailable` where too many wait; what the work throws.
    func run<T: Sendable>(for network: String, _ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await waitForThread(network)
        defer { next() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    private func waitForThread(_ network: String) async throws {
        let hasPlace = await withCheckedContinuation { (waiting: CheckedContinuation<Bool, Never>) in
            if let answer = enter(network, waiting) { waiting.resume(returning: answer) }
        }
        guard hasPlace else {
            throw NewsError(.unavailable, "Too many people are signing in just now; try again in a few seconds.")
        }
    }

    /// Whether there is a thread at once; nil where whoever waits will be told.
    private func enter(_ network: String, _ start: CheckedContinuation<Bool, Never>) -> Bool? {
        state.withLock { state in
            if state.running < atOnce {
                state.running += 1
                return true
            }
            let own = state.waiting.count { $0.network == network }
            guard own < places - state.waiting.count else { return false }
            state.waiting.append((network, start))
            return nil
        }
    }

    private func next() {
        let start = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            state.finished += 1
            if state.waiting.isEmpty {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst().start
        }
        start?.resume(returning: true)
    }
}
