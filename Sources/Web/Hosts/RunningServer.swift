import Synchronization

/// Which server runs, for those who were made before it was.
final class RunningServer: Sendable {
    private let state = Mutex<ConnectionRegistry?>(nil)

    var registry: ConnectionRegistry? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
