import Logging
import News
import ServiceLifecycle
import Storage
import Synchronization

/// Asks the store twice a second whether it can be read, and so knows when it is away.
///
/// A database that hangs says nothing. So what counts is when the last answer came; and where none has come for long,
/// nobody else is let wait for one: readers and editors are told at once, and memory does not fill with those who wait.
///
/// A store that was moved away while it was served does answer; it counts as away, as what is changed there is lost.
final class StoreWatch: Service {
    private struct State {
        /// When the last answer came.
        var answered = ContinuousClock.now
        /// Since when an answer is waited for; nil between two questions.
        var asked: ContinuousClock.Instant?
        /// Why the last question was refused; nil where it was answered.
        var refusal: (any Error)?
        /// Whether it was said that the store is away.
        var isSaid = false
    }

    private let store: Store
    private let logger: Logger
    private let state = Mutex(State())

    private static let pause = Duration.milliseconds(500)
    /// After so long without an answer the store counts as away, and whoever asks it is turned away at once.
    private static let patience = Duration.seconds(5)

    init(_ store: Store, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    /// Whether the store could be read the last time, a moment ago.
    var isReady: Bool { state.withLock { Self.isReady($0) } }

    private static func isReady(_ state: State) -> Bool {
        state.refusal == nil && waited(state) < patience
    }

    /// How long the present question has waited.
    ///
    /// Not since the last answer: a process that was stopped for a while, and goes on, has missed none.
    private static func waited(_ state: State) -> Duration {
        state.asked.map { ContinuousClock.now - $0 } ?? .zero
    }

    /// Seconds since the last answer, where the store is away; else nil.
    var secondsAway: Int? {
        state.withLock { state in
            Self.isReady(state) ? nil : Int((ContinuousClock.now - state.answered).components.seconds)
        }
    }

    func run() async throws {
        // Not a child of this task: a stop does not wait for a database that hangs.
        let asking = Task { await ask() }
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                note()
                try? await Task.sleep(for: Self.pause)
            }
        }
        asking.cancel()
    }

    private func ask() async {
        while !Task.isCancelled {
            state.withLock { $0.asked = .now }
            do {
                try await store.probe()
                state.withLock { ($0.answered, $0.asked, $0.refusal) = (.now, nil, nil) }
                store.turnAway(false)
            } catch {
                state.withLock { ($0.asked, $0.refusal) = (nil, error) }
                logger.debug("The store cannot be read.", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.pause)
        }
    }

    private func note() {
        let (isReady, hangs, isNews, refusal) = state.withLock { state in
            let isReady = Self.isReady(state)
            defer { state.isSaid = !isReady }
            return (isReady, Self.waited(state) >= Self.patience, isReady == state.isSaid, state.refusal)
        }
        if hangs { store.turnAway(true) }
        guard isNews else { return }
        if isReady {
            logger.notice("The store answers again.")
        } else if let refusal = refusal as? NewsError, refusal.code == .invalid {
            logger.error("This server is not ready any more; stop it.", metadata: ["error": "\(refusal.message)"])
        } else {
            logger.error("The store does not answer: readers get what is kept, and nobody else is served.")
        }
    }
}
