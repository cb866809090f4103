import Synchronization

/// Which server runs, for those who were made before it was.
final class RunningServer: Sendable {
    private let state = Mutex<ConnectionRegistry?>(nil)
    private let latest = Mutex<HealthReport?>(nil)
    private let draining = Atomic<Bool>(false)

    var registry: ConnectionRegistry? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    /// What was gathered last; nil before the first time.
    var report: HealthReport? {
        get { latest.withLock { $0 } }
        set { latest.withLock { $0 = newValue } }
    }

    /// Whether the server is about to stop, and wants no new clients: whoever divides requests among servers is told so
    /// by `/-/ready`, and each answer of HTTP/1.1 is the last on its connection.
    var isDraining: Bool {
        get { draining.load(ordering: .relaxed) }
        set { draining.store(newValue, ordering: .relaxed) }
    }
}
