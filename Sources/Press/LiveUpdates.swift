import Synchronization

/// The UPDATE rail, and the line of breaking news, as they are told to open pages.
public struct LiveUpdate: Hashable, Sendable {
    /// Digest of rows and line: equal ids, equal rails, on every node.
    public let id: String
    /// The rows as HTML.
    public let html: String
    /// The line as HTML; empty where none stands.
    public let banner: String

    init(id: String, html: String, banner: String = "") {
        self.id = id
        self.html = html
        self.banner = banner
    }
}

/// Tells open pages of one newspaper of its UPDATE rail.
public final class LiveUpdates: Sendable {
    /// Who is told.
    private struct Listener {
        let tell: @Sendable (LiveUpdate) -> Void
        let close: @Sendable () -> Void
    }

    private struct State {
        var latest: LiveUpdate?
        /// Which reading of the store the latest was made from: of two that overlap, the later counts.
        var reading = 0
        var listeners: [Int: Listener] = [:]
        var next = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Tells a listener of the rail from now on: at once unless it is the one that the listener knows, then at each change.
    ///
    /// - Parameters:
    ///   - known: The id of the rail that the page shows already, from `Last-Event-ID` or the page itself.
    ///   - tell: Called on the thread that made the change, one rail after another; must return at once.
    ///   - close: Called once when the server stops.
    /// - Returns: What ``leave(_:)`` takes; nil if the server is stopping already.
    public func join(
        known: String?,
        tell: @escaping @Sendable (LiveUpdate) -> Void,
        close: @escaping @Sendable () -> Void
    ) -> Int? {
        state.withLock { state in
            guard !state.isClosed else { return nil }
            state.next += 1
            state.listeners[state.next] = Listener(tell: tell, close: close)
            if let latest = state.latest, latest.id != known { tell(latest) }
            return state.next
        }
    }

    /// Stops telling a listener.
    public func leave(_ number: Int) {
        _ = state.withLock { $0.listeners.removeValue(forKey: number) }
    }

    /// The same as a stream, for a listener with a task of its own.
    ///
    /// A listener that is slow gets the newest rail only. The stream ends when the server stops.
    public func listen(known: String?) -> AsyncStream<LiveUpdate> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let number = join(known: known, tell: { continuation.yield($0) }, close: { continuation.finish() })
            guard let number else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in self?.leave(number) }
        }
    }

    /// How many listen now.
    public var count: Int { state.withLock { $0.listeners.count } }

    /// Ends every stream; whoever comes later is turned away at once.
    public func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.close() }
    }

    /// - Parameter reading: Of the store; of one and the same, what the clock makes of it is told later.
    func tell(_ update: LiveUpdate, reading: Int) {
        state.withLock { state in
            guard reading >= state.reading else { return }
            (state.latest, state.reading) = (update, reading)
            for listener in state.listeners.values { listener.tell(update) }
        }
    }
}
