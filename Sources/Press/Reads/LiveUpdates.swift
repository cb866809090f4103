import News
import Synchronization

/// Tells open pages of the UPDATE rail.
public final class LiveUpdates: Sendable {
    private struct State {
        var latest: LiveUpdate?
        var listeners: [Int: AsyncStream<LiveUpdate>.Continuation] = [:]
        var next = 0
        var isClosed = false
        /// Stories whose section may have changed since the ranking last asked.
        var moved: Set<StoryNumber> = []
    }

    private let state = Mutex(State())

    /// The rail from now on: at once where it is not the one that the listener knows, then at each change.
    ///
    /// A listener that is slow gets the newest rail only. The stream ends when the server stops.
    /// - Parameter known: The id of the rail that the page shows already, from `Last-Event-ID` or the page itself.
    public func listen(known: String?) -> AsyncStream<LiveUpdate> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let isOpen = state.withLock { state in
                guard !state.isClosed else { return false }
                let number = state.next
                state.next += 1
                state.listeners[number] = continuation
                continuation.onTermination = { [weak self] _ in
                    _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
                }
                if let latest = state.latest, latest.id != known { continuation.yield(latest) }
                return true
            }
            if !isOpen { continuation.finish() }
        }
    }

    /// Pages that listen now.
    public var count: Int { state.withLock { $0.listeners.count } }

    /// Ends every stream; whoever comes later is turned away at once.
    public func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }

    func tell(_ update: LiveUpdate) {
        let listeners = state.withLock { state in
            state.latest = update
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.yield(update) }
    }

    func noteMoved(_ stories: [StoryNumber]) {
        state.withLock { $0.moved.formUnion(stories) }
    }

    func takeMoved() -> Set<StoryNumber> {
        state.withLock { state in
            defer { state.moved = [] }
            return state.moved
        }
    }
}
